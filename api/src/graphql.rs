//! The GraphQL face: parse, call, present.
//!
//! Each operation is one root field. Relations come on top, through loaders that are made for each
//! request and look with the caller's lens.

mod access;
mod alliance;
mod asked_columns;
mod coercion;
mod connection;
mod cycle;
mod described;
mod documents;
mod errors;
mod http;
mod in_place;
mod indicators;
mod insight;
mod loaders;
mod mutations;
mod node;
mod payload;
mod request;
mod root;

pub use documents::Documents;
pub use http::routes;
pub use request::Caller;

use async_graphql::{EmptySubscription, MergedObject, Schema};

use described::Described;

/// What can be asked.
#[derive(MergedObject, Default)]
pub struct Query(
    access::AccessQuery,
    alliance::AllianceQuery,
    indicators::IndicatorsRoomQuery,
    cycle::CycleRoomQuery,
    insight::InsightQuery,
    node::NodeQuery,
);

/// What can be done.
#[derive(MergedObject, Default)]
pub struct Mutation(
    access::AccessMutation,
    alliance::AllianceMutation,
    indicators::IndicatorsRoomMutation,
    cycle::CycleRoomMutation,
);

/// The schema.
pub type AccordSchema = Schema<Described<Query>, Described<Mutation>, EmptySubscription>;

/// How deep a document may be nested.
const DEPTH: usize = 15;
/// How many fields a document may ask for, those of lists counted as often as asked for.
const COMPLEXITY: usize = 20_000;

/// Builds the schema.
pub fn schema() -> AccordSchema {
    Schema::build(Described::default(), Described::default(), EmptySubscription)
        .limit_depth(DEPTH)
        .limit_complexity(COMPLEXITY)
        .finish()
}
