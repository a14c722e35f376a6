//! The shared purpose: its statement, and goals.

mod goals;
mod statements;

use async_graphql::MergedObject;

/// What can be asked in this room.
#[derive(MergedObject, Default)]
pub struct PurposeQuery(statements::StatementsQuery, goals::GoalsQuery);

/// What can be done in this room.
#[derive(MergedObject, Default)]
pub struct PurposeMutation(statements::StatementsMutation, goals::GoalsMutation);
