//! Responses.

use async_graphql::{Context, Object, Result};
use entity::types::{DiscussionId, PromptId};

use crate::app::Gone;
use crate::app::cycle::{
    DraftResponse, ListMyResponses, MyResponse, MyResponses, RemoveResponse, SubmitResponses,
    WithdrawResponses,
};
use crate::graphql::in_place::InPlace;
use crate::graphql::payload::Payload;
use crate::graphql::request::{change, find};
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

/// What can be done to your responses.
#[derive(Default)]
pub struct ResponsesMutation;

#[Object]
impl ResponsesMutation {
    /// Draft a response; nobody sees it, nor that it was written, until you submit it.
    async fn draft_response(
        &self,
        c: &Context<'_>,
        discussion: DiscussionId,
        prompt: PromptId,
        input: DraftResponse,
    ) -> Result<Payload<MyResponse>> {
        change(c, PromptAt { discussion, prompt }, input, None).await
    }

    /// Take a draft back; what is submitted stands.
    async fn remove_response(
        &self,
        c: &Context<'_>,
        discussion: DiscussionId,
        prompt: PromptId,
    ) -> Result<Payload<Gone>> {
        change(c, PromptAt { discussion, prompt }, RemoveResponse {}, None).await
    }

    /// Submit all your drafts of the live round, in place of what you had submitted.
    async fn submit_responses(
        &self,
        c: &Context<'_>,
        discussion: DiscussionId,
    ) -> Result<Payload<MyResponses>> {
        change(c, discussion, SubmitResponses {}, None).await
    }

    /// Turn all that you had submitted back into drafts.
    async fn withdraw_responses(
        &self,
        c: &Context<'_>,
        discussion: DiscussionId,
    ) -> Result<Payload<MyResponses>> {
        change(c, discussion, WithdrawResponses {}, None).await
    }
}
