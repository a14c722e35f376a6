//! The shared purpose: goals.

mod goals;

use async_graphql::MergedObject;

/// What can be asked in this room.
#[derive(MergedObject, Default)]
pub struct PurposeQuery(goals::GoalsQuery);

/// What can be done in this room.
#[derive(MergedObject, Default)]
pub struct PurposeMutation(goals::GoalsMutation);
