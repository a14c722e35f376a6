//! Goals.

use actix_web::{get, patch, post};
use entity::types::GoalId;

use crate::app::Page;
use crate::app::purpose::{
    ChangeGoal, CreateGoal, EndGoal, GetGoal, Goal, GoalVersion, ListGoalVersions, ListGoals,
    ReopenGoal,
};
use crate::rest::answer::answers;
use crate::rest::{Body, Caller, Handled, PathLocator, Query, Routes};
use crate::store::AllianceRef;

answers! { Goal => "/v1/goals/{}"; }

/// The routes of goals.
pub fn routes(to: &mut impl Routes) {
    to.service(create_goal)
        .service(list_goals)
        .service(get_goal)
        .service(list_goal_versions)
        .service(change_goal)
        .service(end_goal)
        .service(reopen_goal);
}

/// Write a goal down
///
/// A goal that still lacks an outcome, the people for whom it is, a due date or an indicator with a
/// target is accepted; `lacks` names what is to be developed.
#[utoipa::path(tag = "purpose", operation_id = "createGoal", request_body = CreateGoal,
    responses((status = 201, description = "The goal", body = Goal)))]
#[post("/v1/alliances/{alliance}/goals")]
async fn create_goal(c: Caller, at: PathLocator<AllianceRef>, b: Body<CreateGoal>) -> Handled {
    c.created(&c.run(at.0, b.0).await?)
}

/// List an alliance's goals
///
/// Each goal shows what its indicators say of it, and what it still lacks to be measurable.
#[utoipa::path(tag = "purpose", operation_id = "listGoals", params(ListGoals),
    responses((status = 200, description = "Part of the list", body = Page<Goal>)))]
#[get("/v1/alliances/{alliance}/goals")]
async fn list_goals(c: Caller, at: PathLocator<AllianceRef>, q: Query<ListGoals>) -> Handled {
    c.page(&c.run(at.0, q.0).await?)
}

/// Read a goal
#[utoipa::path(tag = "purpose", operation_id = "getGoal",
    responses((status = 200, description = "The goal", body = Goal)))]
#[get("/v1/goals/{goal}")]
async fn get_goal(c: Caller, at: PathLocator<GoalId>) -> Handled {
    c.ok(&c.run(at.0, GetGoal {}).await?)
}

/// List a goal's versions
///
/// The present version comes first; the last 200 are listed.
#[utoipa::path(tag = "purpose", operation_id = "listGoalVersions",
    responses((status = 200, description = "The versions", body = Page<GoalVersion>)))]
#[get("/v1/goals/{goal}/versions")]
async fn list_goal_versions(c: Caller, at: PathLocator<GoalId>) -> Handled {
    c.page(&c.run(at.0, ListGoalVersions {}).await?)
}

/// Change a goal
///
/// Only an active goal can be changed. What it was before is kept as a version.
#[utoipa::path(tag = "purpose", operation_id = "changeGoal", request_body = ChangeGoal,
    responses((status = 200, description = "The goal", body = Goal)))]
#[patch("/v1/goals/{goal}")]
async fn change_goal(c: Caller, at: PathLocator<GoalId>, b: Body<ChangeGoal>) -> Handled {
    c.ok(&c.run(at.0, b.0).await?)
}

/// End a goal
///
/// The goal was reached, is replaced by another, or is given up.
#[utoipa::path(tag = "purpose", operation_id = "endGoal", request_body = EndGoal,
    responses((status = 200, description = "The goal", body = Goal)))]
#[post("/v1/goals/{goal}/end")]
async fn end_goal(c: Caller, at: PathLocator<GoalId>, b: Body<EndGoal>) -> Handled {
    c.ok(&c.run(at.0, b.0).await?)
}

/// Reopen a goal that has ended
///
/// The goal is active again.
#[utoipa::path(tag = "purpose", operation_id = "reopenGoal", request_body = ReopenGoal,
    responses((status = 200, description = "The goal", body = Goal)))]
#[post("/v1/goals/{goal}/reopen")]
async fn reopen_goal(c: Caller, at: PathLocator<GoalId>, b: Body<ReopenGoal>) -> Handled {
    c.ok(&c.run(at.0, b.0).await?)
}
