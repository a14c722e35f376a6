//! Events.

use actix_web::get;

use crate::app::Page;
use crate::app::alliance::{Event, ListEvents};
use crate::rest::{Caller, Handled, PathLocator, Query, Routes};
use crate::store::AllianceRef;

/// The routes of events.
pub fn routes(to: &mut impl Routes) {
    to.service(list_events);
}

/// List what changed in an alliance
///
/// In the order of revisions, one entry for each, never the text of anything. To follow an alliance,
/// ask again with the last revision that you have seen.
#[utoipa::path(tag = "alliance", operation_id = "listEvents", params(ListEvents),
    responses((status = 200, description = "Part of the list", body = Page<Event>)))]
#[get("/v1/alliances/{alliance}/events")]
async fn list_events(c: Caller, at: PathLocator<AllianceRef>, q: Query<ListEvents>) -> Handled {
    c.page(&c.run(at.0, q.0).await?)
}
