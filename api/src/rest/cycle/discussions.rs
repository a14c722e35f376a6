//! Discussions.

use actix_web::{get, patch, post};
use entity::types::{CycleId, DiscussionId};

use crate::app::Page;
use crate::app::cycle::{
    ChangeDiscussion, ConcludeDiscussion, Discussion, GetDiscussion, ListDiscussions,
    ReaffirmDiscussion, RevealDiscussion, RevisitDiscussion, SetAsideDiscussion, StartDiscussion,
};
use crate::rest::answer::answers;
use crate::rest::{Body, Caller, Handled, PathLocator, Routes};

answers! { Discussion => "/v1/discussions/{}"; }

/// The routes of discussions.
pub fn routes(to: &mut impl Routes) {
    to.service(list_discussions)
        .service(get_discussion)
        .service(change_discussion)
        .service(start_discussion)
        .service(reveal_discussion)
        .service(conclude_discussion)
        .service(set_aside_discussion)
        .service(revisit_discussion)
        .service(reaffirm_discussion);
}

/// List a cycle's discussions
///
/// The six, in the order in which they are discussed.
#[utoipa::path(tag = "cycle", operation_id = "listDiscussions",
    responses((status = 200, description = "The six, in order", body = Page<Discussion>)))]
#[get("/v1/cycles/{cycle}/discussions")]
async fn list_discussions(c: Caller, at: PathLocator<CycleId>) -> Handled {
    c.page(&c.run(at.0, ListDiscussions {}).await?)
}

/// Read a discussion
///
/// With its rounds, what it went through and what still stands against its next events.
#[utoipa::path(tag = "cycle", operation_id = "getDiscussion",
    responses((status = 200, description = "The discussion", body = Discussion)))]
#[get("/v1/discussions/{discussion}")]
async fn get_discussion(c: Caller, at: PathLocator<DiscussionId>) -> Handled {
    c.ok(&c.run(at.0, GetDiscussion {}).await?)
}

/// Change a discussion
///
/// The day by which its live round is to be answered, while it collects.
#[utoipa::path(tag = "cycle", operation_id = "changeDiscussion", request_body = ChangeDiscussion,
    responses((status = 200, description = "The discussion", body = Discussion)))]
#[patch("/v1/discussions/{discussion}")]
async fn change_discussion(
    c: Caller,
    at: PathLocator<DiscussionId>,
    b: Body<ChangeDiscussion>,
) -> Handled {
    c.ok(&c.run(at.0, b.0).await?)
}

/// Start a discussion
///
/// Opens its first round and freezes what it asks. Earlier discussions are settled first, unless
/// the cycle lets later ones collect ahead.
#[utoipa::path(tag = "cycle", operation_id = "startDiscussion", request_body = StartDiscussion,
    responses((status = 200, description = "The discussion", body = Discussion)))]
#[post("/v1/discussions/{discussion}/start")]
async fn start_discussion(
    c: Caller,
    at: PathLocator<DiscussionId>,
    b: Body<StartDiscussion>,
) -> Handled {
    c.ok(&c.run(at.0, b.0).await?)
}

/// Reveal what was submitted
///
/// As it was promised: figures and texts are computed once and frozen, and the answers that they
/// came from are destroyed. While organizations that could answer have not, it is asked for with
/// `even_if_missing`.
#[utoipa::path(tag = "cycle", operation_id = "revealDiscussion", request_body = RevealDiscussion,
    responses((status = 200, description = "The discussion", body = Discussion)))]
#[post("/v1/discussions/{discussion}/reveal")]
async fn reveal_discussion(
    c: Caller,
    at: PathLocator<DiscussionId>,
    b: Body<RevealDiscussion>,
) -> Handled {
    c.ok(&c.run(at.0, b.0).await?)
}

/// Conclude a discussion
///
/// Once at least one conclusion was written down in its round.
#[utoipa::path(tag = "cycle", operation_id = "concludeDiscussion",
    responses((status = 200, description = "The discussion", body = Discussion)))]
#[post("/v1/discussions/{discussion}/conclude")]
async fn conclude_discussion(c: Caller, at: PathLocator<DiscussionId>) -> Handled {
    c.ok(&c.run(at.0, ConcludeDiscussion {}).await?)
}

/// Set a discussion aside
///
/// With a reason. Responses that are not revealed are deleted unread.
#[utoipa::path(tag = "cycle", operation_id = "setAsideDiscussion", request_body = SetAsideDiscussion,
    responses((status = 200, description = "The discussion", body = Discussion)))]
#[post("/v1/discussions/{discussion}/set-aside")]
async fn set_aside_discussion(
    c: Caller,
    at: PathLocator<DiscussionId>,
    b: Body<SetAsideDiscussion>,
) -> Handled {
    c.ok(&c.run(at.0, b.0).await?)
}

/// Revisit a discussion
///
/// Opens a new round, with a reason. Later discussions halt where they stand.
#[utoipa::path(tag = "cycle", operation_id = "revisitDiscussion", request_body = RevisitDiscussion,
    responses((status = 200, description = "The discussion", body = Discussion)))]
#[post("/v1/discussions/{discussion}/revisit")]
async fn revisit_discussion(
    c: Caller,
    at: PathLocator<DiscussionId>,
    b: Body<RevisitDiscussion>,
) -> Handled {
    c.ok(&c.run(at.0, b.0).await?)
}

/// Reaffirm a discussion
///
/// Says why what was concluded still holds after an earlier discussion was revisited.
#[utoipa::path(tag = "cycle", operation_id = "reaffirmDiscussion", request_body = ReaffirmDiscussion,
    responses((status = 200, description = "The discussion", body = Discussion)))]
#[post("/v1/discussions/{discussion}/reaffirm")]
async fn reaffirm_discussion(
    c: Caller,
    at: PathLocator<DiscussionId>,
    b: Body<ReaffirmDiscussion>,
) -> Handled {
    c.ok(&c.run(at.0, b.0).await?)
}
