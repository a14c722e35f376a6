//! Black-box tests of the running service: who, does what, sees what.
//!
//! A behaviour is written once, by [`behaviour!`], and runs as four cases: over REST and over
//! GraphQL, on SQLite and on PostgreSQL. It names operations by their operationId and fields as
//! REST spells them; the faces translate. Nothing of the service's code is used: what a test knows
//! of paths, fields and types, it reads from the contracts that the running service gives out.

mod actor;
mod answer;
mod at;
mod behaviour;
mod clock;
mod contract;
mod database;
mod dump;
mod faces;
mod members;
mod names;
mod others;
mod people;
mod process;
mod reading;
mod service;
mod things;
mod transcript;
mod world;

pub use actor::Actor;
pub use answer::{Answer, Fault};
pub use at::At;
pub use behaviour::tell;
pub use clock::Clock;
pub use contract::{Contract, Operation};
pub use database::{Database, Engine};
pub use dump::Lying;
pub use faces::{Face, Field, Schema, root_name};
pub use members::Joined;
pub use others::HeldWriters;
pub use people::{Alliance, Cast, jobs};
pub use process::{fails, run};
pub use reading::Reading;
pub use service::{Replica, Service};
pub use world::World;
