//! The only floor that talks to the database: units, views, places, and queries.
//!
//! Nobody outside can open a connection. A write happens in a [`Unit`], which needs a permit; a
//! read through a [`View`], which carries a lens. Rows come out as [`Found`], which only this
//! floor makes, so that no permit is given for a row that was made up.

pub mod answers;
pub mod api_keys;
mod beneath;
mod conn;
mod connections;
pub mod cycles;
mod db;
pub mod definitions;
pub mod events;
mod idempotency;
pub mod indicators;
pub mod invitations;
pub mod measurements;
pub mod members;
mod page;
pub mod partnerships;
mod place;
pub mod results;
mod seen;
pub mod sessions;
pub mod signing_keys;
pub mod steps;
mod things;
mod transaction;
mod unit;
pub mod users;
mod view;
mod within;

pub use beneath::{Beneath, first_beneath};
pub use conn::Conn;
pub use db::{Db, Kind, Settings};
pub use idempotency::{Earlier, Repeat};
pub use invitations::InvitationToken;
pub use page::{Cursor, Key, PageOf, Slice, Sort};
pub use place::{
    AllianceRef, Founding, IndicatorAt, Instance, Lock, MeasurementAt, Myself, OfInstance, Place,
    PromptAt, Slot, Whole,
};
pub use seen::Seen;
pub use things::{Found, Owned};
pub use unit::{Committed, Expected, Notice, Terms, Unit};
pub use view::{Reader, View};
