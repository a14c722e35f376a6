//! Events.

use async_graphql::{Context, InputObject, Object, Result};
use entity::types::AnyId;

use crate::app::alliance::{Event, EventSort, ListEvents};
use crate::graphql::connection::Connection;
use crate::graphql::request::list;
use crate::store::{AllianceRef, Cursor};

/// Which events of an alliance to list, in the order of their revisions.
#[derive(Default, InputObject)]
pub struct EventFilter {
    /// Only those after this revision; from the first where nothing is said.
    after_revision: Option<i64>,
    /// Only those of this operation.
    act: Option<String>,
    /// Only those about this thing.
    about: Option<AnyId>,
}

/// What can be asked about events.
#[derive(Default)]
pub struct EventsQuery;

#[Object]
impl EventsQuery {
    /// What changed in an alliance, in order.
    async fn events(
        &self,
        c: &Context<'_>,
        alliance: AllianceRef,
        filter: Option<EventFilter>,
        #[graphql(default)] sort: EventSort,
        first: Option<u32>,
        after: Option<String>,
    ) -> Result<Connection<Event>> {
        let EventFilter { after_revision, act, about } = filter.unwrap_or_default();
        let cursor = after.map(Cursor);
        let asked = ListEvents { after_revision, act, about, sort, limit: first, cursor };
        list(c, alliance, asked).await
    }
}
