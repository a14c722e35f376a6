//! Responses.

use async_graphql::{Context, Object, Result};
use entity::types::{DiscussionId, PromptId};

use crate::app::Gone;
use crate::app::cycle::{
    DraftResponse, DraftResponses, ListMyResponses, MyResponse, MyResponses, RemoveResponse,
    SubmitResponses, WithdrawResponses,
};
use crate::graphql::in_place::InPlace;
use crate::graphql::mutations::mutations;
use crate::graphql::request::find;
use crate::store::PromptAt;

/// What can be asked about your responses.
#[derive(Default)]
pub struct ResponsesQuery;

#[Object]
impl ResponsesQuery {
    /// What you have written for the live round.
    async fn my_responses(
        &self,
        c: &Context<'_>,
        discussion: DiscussionId,
    ) -> Result<Option<InPlace<MyResponses>>> {
        find(c, discussion, ListMyResponses {}).await
    }
}

mutations! {
    /// What can be done to your responses.
    ResponsesMutation |c|
    with_if_version {
        /// Draft many responses to prompts of the live round, all of them or none; drafts of prompts
        /// that are not named stay.
        draft_responses(discussion: DiscussionId, input: DraftResponses) -> MyResponses
            => (discussion, input);
        /// Draft a response; nobody sees it, nor that it was written, until you submit it.
        draft_response(discussion: DiscussionId, prompt: PromptId, input: DraftResponse) -> MyResponse
            => (PromptAt { discussion, prompt }, input);
        /// Take a draft back; what is submitted stands.
        remove_response(discussion: DiscussionId, prompt: PromptId) -> Gone
            => (PromptAt { discussion, prompt }, RemoveResponse {});
        /// Submit all your drafts of the live round, in place of what you had submitted.
        submit_responses(discussion: DiscussionId) -> MyResponses
            => (discussion, SubmitResponses {});
        /// Turn all that you had submitted back into drafts.
        withdraw_responses(discussion: DiscussionId) -> MyResponses
            => (discussion, WithdrawResponses {});
    }
}
