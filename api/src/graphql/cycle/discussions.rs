//! Discussions.

use async_graphql::{ComplexObject, Context, Object, Result};
use entity::types::{CycleId, DiscussionId};

use crate::app::cycle::{
    ChangeDiscussion, ConcludeDiscussion, Conclusion, ConclusionSort, Cycle, Discussion,
    GetDiscussion, ListDiscussions, ReaffirmDiscussion, RevealDiscussion, RevisitDiscussion,
    SetAsideDiscussion, StartDiscussion,
};
use crate::graphql::connection::Connection;
use crate::graphql::in_place::InPlace;
use crate::graphql::mutations::mutations;
use crate::graphql::request::{find, first_children, list, one};

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
    async fn discussions(&self, c: &Context<'_>, cycle: CycleId) -> Result<Connection<Discussion>> {
        list(c, cycle, ListDiscussions {}).await
    }
}

mutations! {
    /// What can be done to discussions.
    DiscussionsMutation |c|
    with_if_version {
        /// Change the day by which a discussion's live round is to be answered.
        change_discussion(discussion: DiscussionId, input: ChangeDiscussion) -> Discussion
            => (discussion, input);
        /// Start a discussion: open its first round and freeze what it asks.
        start_discussion(discussion: DiscussionId, input: Option<StartDiscussion>) -> Discussion
            => (discussion, input.unwrap_or_default());
        /// Reveal what was submitted, as it was promised.
        reveal_discussion(discussion: DiscussionId, input: Option<RevealDiscussion>) -> Discussion
            => (discussion, input.unwrap_or_default());
        /// Conclude a discussion.
        conclude_discussion(discussion: DiscussionId) -> Discussion
            => (discussion, ConcludeDiscussion {});
        /// Set a discussion aside, with a reason.
        set_aside_discussion(discussion: DiscussionId, input: SetAsideDiscussion) -> Discussion
            => (discussion, input);
        /// Revisit a discussion: open a new round, with a reason.
        revisit_discussion(discussion: DiscussionId, input: RevisitDiscussion) -> Discussion
            => (discussion, input);
        /// Reaffirm what a discussion concluded.
        reaffirm_discussion(discussion: DiscussionId, input: ReaffirmDiscussion) -> Discussion
            => (discussion, input);
    }
}

#[ComplexObject]
impl Discussion {
    /// The cycle.
    async fn cycle(&self, c: &Context<'_>) -> Result<Option<InPlace<Cycle>>> {
        one(c, self.alliance_id, self.cycle_id).await
    }

    /// What it led to, the first in this order; the root field reads on.
    async fn conclusions(
        &self,
        c: &Context<'_>,
        #[graphql(default)] sort: ConclusionSort,
        first: Option<u32>,
    ) -> Result<Connection<Conclusion>> {
        first_children(c, (self.alliance_id, self.id), sort, first).await
    }
}
