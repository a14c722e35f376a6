//! Goals.

use async_graphql::{ComplexObject, Context, Object, Result};
use entity::types::GoalId;

use crate::app::List;
use crate::app::alliance::Alliance;
use crate::app::purpose::{
    ChangeGoal, CreateGoal, EndGoal, GetGoal, Goal, GoalFilter, GoalSort, GoalVersion,
    ListGoalVersions, ReopenGoal,
};
use crate::graphql::connection::Connection;
use crate::graphql::in_place::InPlace;
use crate::graphql::mutations::mutations;
use crate::graphql::request::{find, list, one};
use crate::store::AllianceRef;

/// What can be asked about goals.
#[derive(Default)]
pub struct GoalsQuery;

#[Object]
impl GoalsQuery {
    /// One goal, with what its indicators say of it.
    async fn goal(&self, c: &Context<'_>, goal: GoalId) -> Result<Option<InPlace<Goal>>> {
        find(c, goal, GetGoal {}).await
    }

    /// The versions of a goal, the present one first; the last 200.
    async fn goal_versions(
        &self,
        c: &Context<'_>,
        goal: GoalId,
    ) -> Result<Connection<GoalVersion>> {
        list(c, goal, ListGoalVersions {}).await
    }

    /// The goals of an alliance, each with what its indicators say of it.
    async fn goals(
        &self,
        c: &Context<'_>,
        alliance: AllianceRef,
        filter: Option<GoalFilter>,
        #[graphql(default)] sort: GoalSort,
        first: Option<u32>,
        after: Option<String>,
    ) -> Result<Connection<Goal>> {
        list(c, alliance, List::of(filter, sort, first, after)).await
    }
}

mutations! {
    /// What can be done to goals.
    GoalsMutation |c|
    with_if_version {
        /// Write a goal down.
        create_goal(alliance: AllianceRef, input: CreateGoal) -> Goal => (alliance, input);
        /// Change an active goal; what it was before is kept as a version.
        change_goal(goal: GoalId, input: ChangeGoal) -> Goal => (goal, input);
        /// End a goal: it was reached, is replaced by another, or is given up.
        end_goal(goal: GoalId, input: EndGoal) -> Goal => (goal, input);
        /// Reopen a goal that has ended.
        reopen_goal(goal: GoalId, input: ReopenGoal) -> Goal => (goal, input);
    }
}

#[ComplexObject]
impl Goal {
    /// The alliance whose goal it is.
    async fn alliance(&self, c: &Context<'_>) -> Result<Option<InPlace<Alliance>>> {
        one(c, self.alliance_id, self.alliance_id).await
    }
}
