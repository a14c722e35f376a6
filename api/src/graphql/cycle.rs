//! The framework, an alliance's own questions, and cycles with their discussions.

mod framework;
mod questions;

use async_graphql::MergedObject;

/// What can be asked in this room.
#[derive(MergedObject, Default)]
pub struct CycleRoomQuery(framework::FrameworkQuery, questions::QuestionsQuery);

/// What can be done in this room.
#[derive(MergedObject, Default)]
pub struct CycleRoomMutation(questions::QuestionsMutation);
