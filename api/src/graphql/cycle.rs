//! The framework, an alliance's own questions, and cycles with their discussions.

mod conclusions;
mod cycles;
mod discussions;
mod framework;
mod prompts;
mod questions;
mod responses;
mod results;

use async_graphql::MergedObject;

/// What can be asked in this room.
#[derive(MergedObject, Default)]
pub struct CycleRoomQuery(
    framework::FrameworkQuery,
    questions::QuestionsQuery,
    cycles::CyclesQuery,
    discussions::DiscussionsQuery,
    prompts::PromptsQuery,
    responses::ResponsesQuery,
    results::ResultsQuery,
    conclusions::ConclusionsQuery,
);

/// What can be done in this room.
#[derive(MergedObject, Default)]
pub struct CycleRoomMutation(
    questions::QuestionsMutation,
    cycles::CyclesMutation,
    discussions::DiscussionsMutation,
    responses::ResponsesMutation,
    conclusions::ConclusionsMutation,
);
