//! The only floor that talks to the database: units of work, views, locators, and queries.
//!
//! Nobody outside can open a connection. A write happens in a [`UnitOfWork`], which needs a permit;
//! a read through a [`View`], which carries a lens. Rows come out as [`Found`], which only this
//! floor makes, so that no permit is given for a row that was made up.

pub mod answers;
pub mod api_keys;
mod attempts;
mod cells;
mod conn;
mod connections;
mod cycle_context;
pub mod cycles;
mod db;
pub mod definitions;
pub mod events;
pub mod feeds;
mod first_children;
pub mod goals;
mod idempotency;
pub mod indicators;
pub mod invitations;
mod known_standings;
mod locator;
pub mod measurements;
pub mod members;
pub mod organizations;
mod page;
pub mod partnerships;
pub mod proposals;
pub mod results;
mod row_filter;
pub mod sessions;
pub mod signing_keys;
pub mod steps;
mod things;
mod transaction;
mod unit_of_work;
pub mod users;
mod view;

pub use attempts::Bucket;
pub use cells::Cells;
pub use conn::{Conn, Queries};
pub use db::{ChangeToken, Db, DbSettings, Kind, MIXES};
pub use first_children::{ChildOf, Columns, first_children, first_columns};
pub use idempotency::{IdempotentCall, PreviousOutcome};
pub use invitations::InvitationToken;
pub use known_standings::KnownStandings;
pub use locator::{
    AllianceRef, Founding, IndicatorAt, Instance, Locator, Lock, MeasurementAt, MeasurementSlot,
    Myself, OfInstance, PositionAt, PositionSlot, PromptAt, Whole,
};
pub use page::{Cursor, PageOf, Positions, Slice, Sort, SortKey};
pub use row_filter::RowFilter;
pub use things::{Found, Owned};
pub use unit_of_work::{Committed, Expected, Notice, OpenWrite, UnitOfWork, WriteTerms};
pub use view::{ReadContext, Reader, View};
