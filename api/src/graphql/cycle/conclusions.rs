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
use crate::graphql::payload::Payload;
use crate::graphql::request::{change, find, list, one};
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
    #[graphql(complexity = "first.unwrap_or(50) as usize * child_complexity")]
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
    #[graphql(complexity = "first.unwrap_or(50) as usize * child_complexity")]
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

/// What can be done to conclusions.
#[derive(Default)]
pub struct ConclusionsMutation;

#[Object]
impl ConclusionsMutation {
    /// Write a conclusion down, while the discussion's live round is revealed.
    async fn create_conclusion(
        &self,
        c: &Context<'_>,
        discussion: DiscussionId,
        input: CreateConclusion,
    ) -> Result<Payload<Conclusion>> {
        change(c, discussion, input, None).await
    }

    /// Change a conclusion: what it says, only while its round is revealed.
    async fn change_conclusion(
        &self,
        c: &Context<'_>,
        conclusion: ConclusionId,
        input: ChangeConclusion,
        if_version: Option<i64>,
    ) -> Result<Payload<Conclusion>> {
        change(c, conclusion, input, if_version).await
    }

    /// Review a conclusion: say whether it was kept, changed or dropped.
    async fn review_conclusion(
        &self,
        c: &Context<'_>,
        conclusion: ConclusionId,
        input: ReviewConclusion,
    ) -> Result<Payload<Conclusion>> {
        change(c, conclusion, input, None).await
    }

    /// Remove a conclusion, while its round is revealed.
    async fn remove_conclusion(
        &self,
        c: &Context<'_>,
        conclusion: ConclusionId,
        if_version: Option<i64>,
    ) -> Result<Payload<Gone>> {
        change(c, conclusion, RemoveConclusion {}, if_version).await
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
