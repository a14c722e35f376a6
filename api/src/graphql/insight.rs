//! What follows from everything else: what is asked of somebody.

mod todo;

use async_graphql::MergedObject;

/// What can be asked in this room.
#[derive(MergedObject, Default)]
pub struct InsightQuery(todo::TodoQuery);
