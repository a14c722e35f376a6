//! Conclusions.

use actix_web::{delete, get, patch, post};
use entity::types::{ConclusionId, DiscussionId};

use crate::app::Page;
use crate::app::cycle::{
    ChangeConclusion, Conclusion, CreateConclusion, GetConclusion, ListConclusions,
    ListDiscussionConclusions, RemoveConclusion, ReviewConclusion,
};
use crate::rest::answer::answers;
use crate::rest::{Body, Caller, Handled, PathLocator, Query, Routes};
use crate::store::AllianceRef;

answers! { Conclusion => "/v1/conclusions/{}"; }

/// The routes of conclusions.
pub fn routes(to: &mut impl Routes) {
    to.service(create_conclusion)
        .service(list_discussion_conclusions)
        .service(list_conclusions)
        .service(get_conclusion)
        .service(change_conclusion)
        .service(review_conclusion)
        .service(remove_conclusion);
}

/// Write a conclusion down
///
/// While the discussion's live round is revealed.
#[utoipa::path(tag = "cycle", operation_id = "createConclusion", request_body = CreateConclusion,
    responses((status = 201, description = "The conclusion", body = Conclusion)))]
#[post("/v1/discussions/{discussion}/conclusions")]
async fn create_conclusion(
    c: Caller,
    at: PathLocator<DiscussionId>,
    b: Body<CreateConclusion>,
) -> Handled {
    c.created(&c.run(at.0, b.0).await?)
}

/// List a discussion's conclusions
///
/// Those of all its rounds.
#[utoipa::path(tag = "cycle", operation_id = "listDiscussionConclusions", params(ListDiscussionConclusions),
    responses((status = 200, description = "Part of the list", body = Page<Conclusion>)))]
#[get("/v1/discussions/{discussion}/conclusions")]
async fn list_discussion_conclusions(
    c: Caller,
    at: PathLocator<DiscussionId>,
    q: Query<ListDiscussionConclusions>,
) -> Handled {
    c.page(&c.run(at.0, q.0).await?)
}

/// List an alliance's conclusions
#[utoipa::path(tag = "cycle", operation_id = "listConclusions", params(ListConclusions),
    responses((status = 200, description = "Part of the list", body = Page<Conclusion>)))]
#[get("/v1/alliances/{alliance}/conclusions")]
async fn list_conclusions(
    c: Caller,
    at: PathLocator<AllianceRef>,
    q: Query<ListConclusions>,
) -> Handled {
    c.page(&c.run(at.0, q.0).await?)
}

/// Read a conclusion
#[utoipa::path(tag = "cycle", operation_id = "getConclusion",
    responses((status = 200, description = "The conclusion", body = Conclusion)))]
#[get("/v1/conclusions/{conclusion}")]
async fn get_conclusion(c: Caller, at: PathLocator<ConclusionId>) -> Handled {
    c.ok(&c.run(at.0, GetConclusion::default()).await?)
}

/// Change a conclusion
///
/// What it says, only while its round is revealed; when it is to be reviewed, at any time.
#[utoipa::path(tag = "cycle", operation_id = "changeConclusion", request_body = ChangeConclusion,
    responses((status = 200, description = "The conclusion", body = Conclusion)))]
#[patch("/v1/conclusions/{conclusion}")]
async fn change_conclusion(
    c: Caller,
    at: PathLocator<ConclusionId>,
    b: Body<ChangeConclusion>,
) -> Handled {
    c.ok(&c.run(at.0, b.0).await?)
}

/// Review a conclusion
///
/// Says, as of the alliance's day, whether it was kept, changed or dropped, and why.
#[utoipa::path(tag = "cycle", operation_id = "reviewConclusion", request_body = ReviewConclusion,
    responses((status = 200, description = "The conclusion", body = Conclusion)))]
#[post("/v1/conclusions/{conclusion}/review")]
async fn review_conclusion(
    c: Caller,
    at: PathLocator<ConclusionId>,
    b: Body<ReviewConclusion>,
) -> Handled {
    c.ok(&c.run(at.0, b.0).await?)
}

/// Remove a conclusion
///
/// Only while its round is revealed.
#[utoipa::path(tag = "cycle", operation_id = "removeConclusion",
    responses((status = 204, description = "It is there no more")))]
#[delete("/v1/conclusions/{conclusion}")]
async fn remove_conclusion(c: Caller, at: PathLocator<ConclusionId>) -> Handled {
    c.run(at.0, RemoveConclusion {}).await?;
    c.gone()
}
