//! Results.

use actix_web::get;
use entity::types::DiscussionId;

use crate::app::cycle::{GetResults, RoundResults};
use crate::rest::{Caller, Handled, PathLocator, Query, Routes};

/// The routes of results.
pub fn routes(to: &mut impl Routes) {
    to.service(get_results);
}

/// Read what a round shows
///
/// Before the reveal who has answered, as far as you may see it; after it figures and texts, as
/// they were promised.
#[utoipa::path(tag = "cycle", operation_id = "getResults", params(GetResults),
    responses((status = 200, description = "The results", body = RoundResults)))]
#[get("/v1/discussions/{discussion}/results")]
async fn get_results(c: Caller, at: PathLocator<DiscussionId>, q: Query<GetResults>) -> Handled {
    let results = c.run(at.0, q.0).await?;
    // Until the reveal a tag would change when somebody answers.
    if results.revealed_on.is_some() { c.document(&results) } else { c.unkept(&results) }
}
