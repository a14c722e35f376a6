//! Events.

use async_graphql::{Context, Object, Result};
use entity::types::AnyId;

use crate::app::alliance::{Event, EventSort, ListEvents};
use crate::graphql::connection::Connection;
use crate::graphql::request::list;
use crate::store::{AllianceRef, Cursor};

/// What can be asked about events.
#[derive(Default)]
pub struct EventsQuery;

#[Object]
impl EventsQuery {
    /// What changed in an alliance, in order.
    #[graphql(complexity = "first.unwrap_or(50) as usize * child_complexity")]
    async fn events(
        &self,
        c: &Context<'_>,
        alliance: AllianceRef,
        after_revision: Option<i64>,
        act: Option<String>,
        about: Option<AnyId>,
        #[graphql(default)] sort: EventSort,
        first: Option<u32>,
        after: Option<String>,
    ) -> Result<Connection<Event>> {
        let cursor = after.map(Cursor);
        let asked = ListEvents { after_revision, act, about, sort, limit: first, cursor };
        list(c, alliance, asked).await
    }
}
