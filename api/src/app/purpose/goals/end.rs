//! Ending goals, and reopening them.

use async_graphql::InputObject;
use entity::goal::Model;
use entity::types::{GoalEnding, GoalId, GoalStatus, Paragraph};
use garde::Validate;
use serde::Deserialize;
use utoipa::ToSchema;

use super::Goal;
use super::write::{changed, crowded, shown};
use crate::app::{Done, Located, Operation, Write};
use crate::domain::goals::{GoalEvent, goal_step};
use crate::error::{Refusal, Result};
use crate::policy::Act;
use crate::store::UnitOfWork;

/// How a goal ends, and why.
#[derive(Clone, Debug, Deserialize, ToSchema, InputObject, Validate)]
#[serde(deny_unknown_fields)]
#[graphql(name = "EndGoalInput")]
pub struct EndGoal {
    /// Whether the goal was reached, is replaced by another, or is given up.
    #[garde(skip)]
    pub status: GoalEnding,
    /// What was reached, which goal takes its place, or why it is given up.
    #[garde(dive)]
    pub words: Paragraph,
}

impl Operation for EndGoal {
    const ACT: Act = Act::EndGoal;
    type Locator = GoalId;
    type AccessMode = Write;
    type Output = Goal;

    async fn execute(self, mut unit: UnitOfWork<Self>, was: Located<Self>) -> Result<Done<Self>> {
        let Self { status, words } = self;
        goal_step(was.status, GoalEvent::End, unit.language())?;
        let today = unit.home()?.time_zone.day(unit.now());
        let wanted = Model {
            status: status.into(),
            status_words: Some(words),
            ended_on: Some(today),
            ..Model::clone(&was)
        };
        let now = changed(&mut unit, was, wanted).await?;
        let (id, goal) = (now.id, shown(&unit, now).await?);
        unit.commit(id, |_| goal).await
    }
}

/// Why a goal is active again.
#[derive(Clone, Debug, Deserialize, ToSchema, InputObject, Validate)]
#[serde(deny_unknown_fields)]
#[graphql(name = "ReopenGoalInput")]
pub struct ReopenGoal {
    /// Why the alliance works toward the goal again.
    #[garde(dive)]
    pub words: Paragraph,
}

impl Operation for ReopenGoal {
    const ACT: Act = Act::ReopenGoal;
    type Locator = GoalId;
    type AccessMode = Write;
    type Output = Goal;

    async fn execute(self, mut unit: UnitOfWork<Self>, was: Located<Self>) -> Result<Done<Self>> {
        goal_step(was.status, GoalEvent::Reopen, unit.language())?;
        Refusal::unless_none(crowded(&unit).await?)?;
        let wanted = Model {
            status: GoalStatus::Active,
            status_words: Some(self.words),
            ended_on: None,
            ..Model::clone(&was)
        };
        let now = changed(&mut unit, was, wanted).await?;
        let (id, goal) = (now.id, shown(&unit, now).await?);
        unit.commit(id, |_| goal).await
    }
}
