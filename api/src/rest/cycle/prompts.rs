//! Prompts.

use actix_web::get;
use entity::types::DiscussionId;

use crate::app::cycle::{ListPrompts, RoundPrompts};
use crate::rest::{Handled, PathLocator, Query, Routes, UnnamedCaller};

/// The routes of prompts.
pub fn routes(to: &mut impl Routes) {
    to.service(list_prompts);
}

/// Read what a round asks
///
/// With what is promised to whoever answers, in words and in fields.
#[utoipa::path(tag = "cycle", operation_id = "listPrompts", params(ListPrompts),
    responses((status = 200, description = "The prompts and the promise", body = RoundPrompts)))]
#[get("/v1/discussions/{discussion}/prompts")]
async fn list_prompts(
    UnnamedCaller(c): UnnamedCaller,
    at: PathLocator<DiscussionId>,
    q: Query<ListPrompts>,
) -> Handled {
    c.document(&c.run(at.0, q.0).await?)
}
