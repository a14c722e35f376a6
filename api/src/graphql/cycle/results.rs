//! Results.

use async_graphql::{Context, Object, Result};
use entity::types::DiscussionId;

use crate::app::cycle::{GetResults, RoundResults};
use crate::graphql::in_place::InPlace;
use crate::graphql::request::find;

/// What can be asked about results.
#[derive(Default)]
pub struct ResultsQuery;

#[Object]
impl ResultsQuery {
    /// What a round shows.
    async fn results(
        &self,
        c: &Context<'_>,
        discussion: DiscussionId,
        round: Option<i32>,
    ) -> Result<Option<InPlace<RoundResults>>> {
        find(c, discussion, GetResults { round }).await
    }
}
