//! Discussions.

use async_graphql::{ComplexObject, Context, Object, Result};
use entity::types::{CycleId, DiscussionId};

use crate::app::cycle::{
    ConcludeDiscussion, Conclusion, ConclusionSort, Cycle, Discussion, GetDiscussion,
    ListDiscussions, ReaffirmDiscussion, RevealDiscussion, RevisitDiscussion, SetAsideDiscussion,
    StartDiscussion,
};
use crate::graphql::connection::Connection;
use crate::graphql::in_place::InPlace;
use crate::graphql::payload::Payload;
use crate::graphql::request::{change, find, first_children, list, one};

/// What can be asked about discussions.
#[derive(Default)]
pub struct DiscussionsQuery;

#[Object]
impl DiscussionsQuery {
    /// One discussion, with its rounds, what it went through and what still stands against its next
    /// events.
    async fn discussion(
        &self,
        c: &Context<'_>,
        discussion: DiscussionId,
    ) -> Result<Option<InPlace<Discussion>>> {
        find(c, discussion, GetDiscussion {}).await
    }

    /// The six discussions of a cycle, in order.
    #[graphql(complexity = "6 * child_complexity")]
    async fn discussions(&self, c: &Context<'_>, cycle: CycleId) -> Result<Connection<Discussion>> {
        list(c, cycle, ListDiscussions {}).await
    }
}

/// What can be done to discussions.
#[derive(Default)]
pub struct DiscussionsMutation;

#[Object]
impl DiscussionsMutation {
    /// Start a discussion: open its first round and freeze what it asks.
    async fn start_discussion(
        &self,
        c: &Context<'_>,
        discussion: DiscussionId,
    ) -> Result<Payload<Discussion>> {
        change(c, discussion, StartDiscussion {}, None).await
    }

    /// Reveal what was submitted, as it was promised.
    async fn reveal_discussion(
        &self,
        c: &Context<'_>,
        discussion: DiscussionId,
    ) -> Result<Payload<Discussion>> {
        change(c, discussion, RevealDiscussion {}, None).await
    }

    /// Conclude a discussion.
    async fn conclude_discussion(
        &self,
        c: &Context<'_>,
        discussion: DiscussionId,
    ) -> Result<Payload<Discussion>> {
        change(c, discussion, ConcludeDiscussion {}, None).await
    }

    /// Set a discussion aside, with a reason.
    async fn set_aside_discussion(
        &self,
        c: &Context<'_>,
        discussion: DiscussionId,
        input: SetAsideDiscussion,
    ) -> Result<Payload<Discussion>> {
        change(c, discussion, input, None).await
    }

    /// Revisit a discussion: open a new round, with a reason.
    async fn revisit_discussion(
        &self,
        c: &Context<'_>,
        discussion: DiscussionId,
        input: RevisitDiscussion,
    ) -> Result<Payload<Discussion>> {
        change(c, discussion, input, None).await
    }

    /// Reaffirm what a discussion concluded.
    async fn reaffirm_discussion(
        &self,
        c: &Context<'_>,
        discussion: DiscussionId,
        input: ReaffirmDiscussion,
    ) -> Result<Payload<Discussion>> {
        change(c, discussion, input, None).await
    }
}

#[ComplexObject]
impl Discussion {
    /// The cycle.
    async fn cycle(&self, c: &Context<'_>) -> Result<Option<InPlace<Cycle>>> {
        one(c, self.alliance_id, self.cycle_id).await
    }

    /// What it led to, the first in this order; the root field reads on.
    #[graphql(complexity = "first.unwrap_or(50) as usize * child_complexity")]
    async fn conclusions(
        &self,
        c: &Context<'_>,
        #[graphql(default)] sort: ConclusionSort,
        first: Option<u32>,
    ) -> Result<Connection<Conclusion>> {
        first_children(c, (self.alliance_id, self.id), sort, first).await
    }
}
