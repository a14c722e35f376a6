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
use crate::graphql::mutations::mutations;
use crate::graphql::request::{find, first_children, list, one};
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

mutations! {
    /// What can be done to cycles.
    CyclesMutation |c|
    with_if_version {
        /// Plan a cycle, with its six discussions.
        plan_cycle(alliance: AllianceRef, input: PlanCycle) -> Cycle => (alliance, input);
        /// Change a cycle; what respondents were promised is fixed once it has opened.
        change_cycle(cycle: CycleId, input: ChangeCycle) -> Cycle => (cycle, input);
        /// Remove a cycle that never opened.
        remove_cycle(cycle: CycleId) -> Gone => (cycle, RemoveCycle {});
        /// Open a cycle: from here on what respondents are promised is fixed.
        open_cycle(cycle: CycleId) -> Cycle => (cycle, OpenCycle {});
        /// Pause a cycle; responses can still be submitted and withdrawn.
        pause_cycle(cycle: CycleId, input: PauseCycle) -> Cycle => (cycle, input);
        /// Resume a paused cycle.
        resume_cycle(cycle: CycleId) -> Cycle => (cycle, ResumeCycle {});
        /// Close a cycle for good; responses that are not revealed are deleted unread.
        close_cycle(cycle: CycleId, input: CloseCycle) -> Cycle => (cycle, input);
        /// Hand a cycle over to another facilitator.
        hand_over_cycle(cycle: CycleId, input: HandOverCycle) -> Cycle => (cycle, input);
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
    async fn discussions(&self, c: &Context<'_>) -> Result<Connection<Discussion>> {
        first_children(c, (self.alliance_id, self.id), DiscussionSort::default(), Some(6)).await
    }

    /// What its discussions led to, the first in this order; the root field reads on.
    async fn conclusions(
        &self,
        c: &Context<'_>,
        #[graphql(default)] sort: ConclusionSort,
        first: Option<u32>,
    ) -> Result<Connection<Conclusion>> {
        first_children(c, (self.alliance_id, self.id), sort, first).await
    }
}
