//! Conclusions.

use async_graphql::{ComplexObject, Context, Object, Result};
use entity::types::{ConclusionId, DiscussionId};

use crate::app::cycle::{
    ChangeConclusion, Conclusion, ConclusionFilter, ConclusionSort, CreateConclusion, Cycle,
    Discussion, DiscussionConclusionFilter, GetConclusion, RemoveConclusion, ReviewConclusion,
};
use crate::app::{Gone, List};
use crate::graphql::connection::Connection;
use crate::graphql::in_place::InPlace;
use crate::graphql::mutations::mutations;
use crate::graphql::request::{find, list, one};
use crate::store::AllianceRef;

/// What can be asked about conclusions.
#[derive(Default)]
pub struct ConclusionsQuery;

#[Object]
impl ConclusionsQuery {
    /// One conclusion.
    async fn conclusion(
        &self,
        c: &Context<'_>,
        conclusion: ConclusionId,
    ) -> Result<Option<InPlace<Conclusion>>> {
        find(c, conclusion, GetConclusion::default()).await
    }

    /// The conclusions of an alliance.
    async fn conclusions(
        &self,
        c: &Context<'_>,
        alliance: AllianceRef,
        filter: Option<ConclusionFilter>,
        #[graphql(default)] sort: ConclusionSort,
        first: Option<u32>,
        after: Option<String>,
    ) -> Result<Connection<Conclusion>> {
        list(c, alliance, List::of(filter, sort, first, after)).await
    }

    /// The conclusions of a discussion, of all its rounds.
    async fn discussion_conclusions(
        &self,
        c: &Context<'_>,
        discussion: DiscussionId,
        filter: Option<DiscussionConclusionFilter>,
        #[graphql(default)] sort: ConclusionSort,
        first: Option<u32>,
        after: Option<String>,
    ) -> Result<Connection<Conclusion>> {
        list(c, discussion, List::of(filter, sort, first, after)).await
    }
}

mutations! {
    /// What can be done to conclusions.
    ConclusionsMutation |c|
    with_if_version {
        /// Write a conclusion down, while the discussion's live round is revealed.
        create_conclusion(discussion: DiscussionId, input: CreateConclusion) -> Conclusion
            => (discussion, input);
        /// Change a conclusion: what it says, only while its round is revealed.
        change_conclusion(conclusion: ConclusionId, input: ChangeConclusion) -> Conclusion
            => (conclusion, input);
        /// Review a conclusion: say whether it was kept, changed or dropped.
        review_conclusion(conclusion: ConclusionId, input: ReviewConclusion) -> Conclusion
            => (conclusion, input);
        /// Remove a conclusion, while its round is revealed.
        remove_conclusion(conclusion: ConclusionId) -> Gone => (conclusion, RemoveConclusion {});
    }
}

#[ComplexObject]
impl Conclusion {
    /// The cycle.
    async fn cycle(&self, c: &Context<'_>) -> Result<Option<InPlace<Cycle>>> {
        one(c, self.alliance_id, self.cycle_id).await
    }

    /// The discussion that led to it.
    async fn discussion(&self, c: &Context<'_>) -> Result<Option<InPlace<Discussion>>> {
        one(c, self.alliance_id, self.discussion_id).await
    }
}
