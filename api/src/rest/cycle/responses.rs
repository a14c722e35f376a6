//! Responses: never kept by anybody between the author and the service.

use actix_web::{delete, get, post, put};
use entity::types::DiscussionId;

use crate::app::cycle::{
    DraftResponse, DraftResponses, ListMyResponses, MyResponse, MyResponses, RemoveResponse,
    SubmitResponses, WithdrawResponses,
};
use crate::rest::{Body, Handled, PathLocator, Routes, UnnamedCaller};
use crate::store::PromptAt;

/// The routes of responses.
pub fn routes(to: &mut impl Routes) {
    to.service(list_my_responses)
        .service(draft_responses)
        .service(draft_response)
        .service(remove_response)
        .service(submit_responses)
        .service(withdraw_responses);
}

/// Read your responses
///
/// To the live round; those of your organization where its partners share them.
#[utoipa::path(tag = "cycle", operation_id = "listMyResponses",
    responses((status = 200, description = "Your responses", body = MyResponses)))]
#[get("/v1/discussions/{discussion}/my-responses")]
async fn list_my_responses(
    UnnamedCaller(c): UnnamedCaller,
    at: PathLocator<DiscussionId>,
) -> Handled {
    c.unkept(&c.run(at.0, ListMyResponses {}).await?)
}

/// Draft many responses
///
/// To prompts of the live round, all of them or none. Drafts of prompts that are not named stay.
/// Nobody sees them, nor that they were written, until you submit them.
#[utoipa::path(tag = "cycle", operation_id = "draftResponses", request_body = DraftResponses,
    responses((status = 200, description = "Your responses", body = MyResponses)))]
#[put("/v1/discussions/{discussion}/my-responses")]
async fn draft_responses(
    UnnamedCaller(c): UnnamedCaller,
    at: PathLocator<DiscussionId>,
    b: Body<DraftResponses>,
) -> Handled {
    c.unkept(&c.run(at.0, b.0).await?)
}

/// Draft a response
///
/// Nobody sees it, nor that it was written, until you submit it.
#[utoipa::path(tag = "cycle", operation_id = "draftResponse", request_body = DraftResponse,
    responses((status = 200, description = "Your response", body = MyResponse)))]
#[put("/v1/discussions/{discussion}/my-responses/{prompt}")]
async fn draft_response(
    UnnamedCaller(c): UnnamedCaller,
    at: PathLocator<PromptAt>,
    b: Body<DraftResponse>,
) -> Handled {
    c.unkept(&c.run(at.0, b.0).await?)
}

/// Take a draft back
///
/// What is submitted stands.
#[utoipa::path(tag = "cycle", operation_id = "removeResponse",
    responses((status = 204, description = "It is there no more")))]
#[delete("/v1/discussions/{discussion}/my-responses/{prompt}")]
async fn remove_response(UnnamedCaller(c): UnnamedCaller, at: PathLocator<PromptAt>) -> Handled {
    c.run(at.0, RemoveResponse {}).await?;
    c.gone()
}

/// Submit your drafts
///
/// All drafts of the live round, in place of what you had submitted. Not every prompt need be
/// answered.
#[utoipa::path(tag = "cycle", operation_id = "submitResponses",
    responses((status = 200, description = "Your responses", body = MyResponses)))]
#[post("/v1/discussions/{discussion}/submit")]
async fn submit_responses(
    UnnamedCaller(c): UnnamedCaller,
    at: PathLocator<DiscussionId>,
) -> Handled {
    c.unkept(&c.run(at.0, SubmitResponses {}).await?)
}

/// Withdraw what you submitted
///
/// All of it turns back into drafts.
#[utoipa::path(tag = "cycle", operation_id = "withdrawResponses",
    responses((status = 200, description = "Your responses", body = MyResponses)))]
#[post("/v1/discussions/{discussion}/withdraw")]
async fn withdraw_responses(
    UnnamedCaller(c): UnnamedCaller,
    at: PathLocator<DiscussionId>,
) -> Handled {
    c.unkept(&c.run(at.0, WithdrawResponses {}).await?)
}
