//! Prompts.

use async_graphql::{Context, Object, Result};
use entity::types::DiscussionId;

use crate::app::cycle::{ListPrompts, RoundPrompts};
use crate::graphql::in_place::InPlace;
use crate::graphql::request::find;

/// What can be asked about what rounds ask.
#[derive(Default)]
pub struct PromptsQuery;

#[Object]
impl PromptsQuery {
    /// What a round asks, and what is promised to whoever answers.
    async fn prompts(
        &self,
        c: &Context<'_>,
        discussion: DiscussionId,
        round: Option<i32>,
    ) -> Result<Option<InPlace<RoundPrompts>>> {
        find(c, discussion, ListPrompts { round }).await
    }
}
