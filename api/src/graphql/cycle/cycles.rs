//! Cycles.

use async_graphql::{ComplexObject, Context, Object, Result};
use entity::types::CycleId;

use crate::app::alliance::{Alliance, Member};
use crate::app::cycle::{
    ChangeCycle, CloseCycle, Conclusion, ConclusionSort, Cycle, CycleFilter, CycleSort, Discussion,
    DiscussionSort, GetCycle, HandOverCycle, OpenCycle, PauseCycle, PlanCycle, RemoveCycle,
    ResumeCycle,
};
use crate::app::{Gone, List};
use crate::graphql::connection::Connection;
use crate::graphql::in_place::InPlace;
use crate::graphql::payload::Payload;
use crate::graphql::request::{change, find, first_children, list, one};
use crate::store::AllianceRef;

/// What can be asked about cycles.
#[derive(Default)]
pub struct CyclesQuery;

#[Object]
impl CyclesQuery {
    /// One cycle, with what it went through and what still stands against its next events.
    async fn cycle(&self, c: &Context<'_>, cycle: CycleId) -> Result<Option<InPlace<Cycle>>> {
        find(c, cycle, GetCycle {}).await
    }

    /// The cycles of an alliance.
    #[graphql(complexity = "first.unwrap_or(50) as usize * child_complexity")]
    async fn cycles(
        &self,
        c: &Context<'_>,
        alliance: AllianceRef,
        filter: Option<CycleFilter>,
        #[graphql(default)] sort: CycleSort,
        first: Option<u32>,
        after: Option<String>,
    ) -> Result<Connection<Cycle>> {
        list(c, alliance, List::of(filter, sort, first, after)).await
    }
}

/// What can be done to cycles.
#[derive(Default)]
pub struct CyclesMutation;

#[Object]
impl CyclesMutation {
    /// Plan a cycle, with its six discussions.
    async fn plan_cycle(
        &self,
        c: &Context<'_>,
        alliance: AllianceRef,
        input: PlanCycle,
    ) -> Result<Payload<Cycle>> {
        change(c, alliance, input, None).await
    }

    /// Change a cycle; what respondents were promised is fixed once it has opened.
    async fn change_cycle(
        &self,
        c: &Context<'_>,
        cycle: CycleId,
        input: ChangeCycle,
        if_version: Option<i64>,
    ) -> Result<Payload<Cycle>> {
        change(c, cycle, input, if_version).await
    }

    /// Remove a cycle that never opened.
    async fn remove_cycle(
        &self,
        c: &Context<'_>,
        cycle: CycleId,
        if_version: Option<i64>,
    ) -> Result<Payload<Gone>> {
        change(c, cycle, RemoveCycle {}, if_version).await
    }

    /// Open a cycle: from here on what respondents are promised is fixed.
    async fn open_cycle(&self, c: &Context<'_>, cycle: CycleId) -> Result<Payload<Cycle>> {
        change(c, cycle, OpenCycle {}, None).await
    }

    /// Pause a cycle; responses can still be submitted and withdrawn.
    async fn pause_cycle(
        &self,
        c: &Context<'_>,
        cycle: CycleId,
        input: PauseCycle,
    ) -> Result<Payload<Cycle>> {
        change(c, cycle, input, None).await
    }

    /// Resume a paused cycle.
    async fn resume_cycle(&self, c: &Context<'_>, cycle: CycleId) -> Result<Payload<Cycle>> {
        change(c, cycle, ResumeCycle {}, None).await
    }

    /// Close a cycle for good; responses that are not revealed are deleted unread.
    async fn close_cycle(
        &self,
        c: &Context<'_>,
        cycle: CycleId,
        input: CloseCycle,
    ) -> Result<Payload<Cycle>> {
        change(c, cycle, input, None).await
    }

    /// Hand a cycle over to another facilitator.
    async fn hand_over_cycle(
        &self,
        c: &Context<'_>,
        cycle: CycleId,
        input: HandOverCycle,
    ) -> Result<Payload<Cycle>> {
        change(c, cycle, input, None).await
    }
}

#[ComplexObject]
impl Cycle {
    /// The alliance.
    async fn alliance(&self, c: &Context<'_>) -> Result<Option<InPlace<Alliance>>> {
        one(c, self.alliance_id, self.alliance_id).await
    }

    /// Who facilitates it.
    async fn facilitator(&self, c: &Context<'_>) -> Result<Option<InPlace<Member>>> {
        match self.facilitator_id {
            Some(member) => one(c, self.alliance_id, member).await,
            None => Ok(None),
        }
    }

    /// Its six discussions, in order.
    #[graphql(complexity = "6 * child_complexity")]
    async fn discussions(&self, c: &Context<'_>) -> Result<Connection<Discussion>> {
        first_children(c, (self.alliance_id, self.id), DiscussionSort::default(), Some(6)).await
    }

    /// What its discussions led to, the first in this order; the root field reads on.
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
