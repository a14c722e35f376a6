//! The GraphQL face: parse, call, present.
//!
//! Each operation is one root field. Relations come on top, through loaders that are made for each
//! request and look with the caller's lens.

mod access;
mod alliance;
mod asked_columns;
mod coercion;
mod connection;
mod cost;
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
mod nulls;
mod payload;
mod purpose;
mod request;
mod root;
mod type_table;
mod variables;

pub use documents::Documents;
pub use http::routes;
pub use request::Caller;
pub use type_table::TypeTable;

use async_graphql::{EmptySubscription, MergedObject, Schema};

use described::Described;

/// What can be asked.
#[derive(MergedObject, Default)]
pub struct Query(
    access::AccessQuery,
    alliance::AllianceQuery,
    purpose::PurposeQuery,
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
    purpose::PurposeMutation,
    indicators::IndicatorsRoomMutation,
    cycle::CycleRoomMutation,
);

/// The schema.
pub type AccordSchema = Schema<Described<Query>, Described<Mutation>, EmptySubscription>;

/// Builds the schema. What a document may cost is seen to before it is carried out.
pub fn schema() -> AccordSchema {
    Schema::build(Described::default(), Described::default(), EmptySubscription).finish()
}
