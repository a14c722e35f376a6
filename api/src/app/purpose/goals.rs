//! Goals: measurable aims under the alliance's shared purpose.
//!
//! Partners and facilitators write them down, change them, and end them as completed, changed or
//! dropped, with words; each change is kept as a version.

mod end;
mod measured;
mod versions;
mod write;

pub use end::*;
pub use measured::GoalProgress;
pub use versions::*;
pub use write::*;

use async_graphql::{InputObject, SimpleObject};
use entity::goal::{Column, Entity};
use entity::types::{
    AllianceId, Benefit, Day, GoalId, GoalPart, GoalStatus, IndicatorId, Paragraph, ShortText,
    Timestamp,
};
use garde::Validate;
use sea_orm::{ColumnTrait, QueryFilter, QueryTrait, Select};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use self::measured::complete;
use crate::app::{Done, Filter, List, Located, Operation, Present, ReadSnapshot, present, sorts};
use crate::domain::goals::goal_takes;
use crate::error::Result;
use crate::policy::{Act, Standing, viewer_can};
use crate::store::{AllianceRef, Found, Reader, SortKey, View};

/// A measurable aim under the alliance's shared purpose.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema, SimpleObject)]
#[graphql(complex, serial)]
pub struct Goal {
    /// The goal.
    pub id: GoalId,
    /// The alliance.
    pub alliance_id: AllianceId,
    /// The number of the goal's present version, from 1.
    #[schema(minimum = 1)]
    pub number: i32,
    /// The goal's title.
    pub title: ShortText,
    /// The intended outcome: what will be different once the goal is reached.
    #[schema(required)]
    pub outcome: Option<Paragraph>,
    /// The people for whom the outcome is intended.
    #[schema(required)]
    pub for_whom: Option<Paragraph>,
    /// Whom the goal benefits: the community, the partners, or both.
    pub benefit: Benefit,
    /// The measure in words: how the partners will know that the goal is reached.
    #[schema(required)]
    pub measure: Option<Paragraph>,
    /// The day by which the goal is to be reached.
    #[schema(required)]
    pub due_on: Option<Day>,
    /// The indicators that tell of the goal.
    #[schema(max_items = 50)]
    pub indicator_ids: Vec<IndicatorId>,
    /// Whether the goal is active, or how it ended.
    pub status: GoalStatus,
    /// Why the goal ended, or was reopened; null while neither has happened.
    #[schema(required)]
    pub status_words: Option<Paragraph>,
    /// The day on which the goal ended; null while it is active.
    #[schema(required)]
    pub ended_on: Option<Day>,
    /// Whether the goal is measurable: whether it lacks none of its parts. Null where the goal is
    /// read as a relation of another thing.
    #[schema(required)]
    pub measurable: Option<bool>,
    /// The parts that the goal still lacks to be measurable. Null where the goal is read as a relation
    /// of another thing.
    #[schema(required, max_items = 4)]
    pub lacks: Option<Vec<GoalPart>>,
    /// What the goal's indicators say of it. Null where the goal is read as a relation of another
    /// thing.
    #[schema(required)]
    pub progress: Option<GoalProgress>,
    /// The revision of the goal's last change.
    pub version: i64,
    /// When the goal was written down.
    pub created_at: Timestamp,
    /// The operations that you may carry out on this thing now, by their short names.
    #[schema(max_items = 40)]
    pub viewer_can: Vec<&'static str>,
}

present! {
    Goal of goal |row, by| {
        columns {
            id, alliance_id, number, title, outcome, for_whom, benefit, measure, due_on, status,
            status_words, ended_on, version, created_at,
        }
        before {
            viewer_can => goal_can(&row, by), measurable => None, lacks => None, progress => None,
        }
        shaped { indicator_ids(indicator_ids) => indicator_ids.0 }
    }
}

/// What may be done with a goal, where it stands.
fn goal_can(row: &Found<Entity>, by: &Standing) -> Vec<&'static str> {
    let takes = |verb: &&str| goal_takes(row.status).iter().any(|event| event.word() == *verb);
    viewer_can(by, row).into_iter().filter(takes).collect()
}

sorts! {
    /// The orders in which goals can be listed.
    GoalSort of goal {
        CreatedAt "The oldest first." CreatedAtDesc "The newest first." CreatedAt |row| SortKey::Timestamp(row.created_at);
    }
}

/// Which goals of an alliance to list.
#[derive(Clone, Debug, Default, Deserialize, IntoParams, InputObject, Validate)]
#[serde(deny_unknown_fields, default)]
#[into_params(parameter_in = Query)]
pub struct GoalFilter {
    /// Only goals with this status.
    #[garde(skip)]
    pub status: Option<GoalStatus>,
    /// Only goals that benefit these.
    #[garde(skip)]
    pub benefit: Option<Benefit>,
}

/// The operation that lists them.
pub type ListGoals = List<GoalFilter>;

impl Filter for GoalFilter {
    const ACT: Act = Act::ListGoals;
    type Locator = AllianceRef;
    type Thing = Goal;
    type Sort = GoalSort;

    fn rows(self, view: &View, alliance: &Located<List<Self>>) -> Select<Entity> {
        let Self { status, benefit } = self;
        view.children_of::<Entity, _>(alliance.id)
            .apply_if(status, |rows, status| rows.filter(Column::Status.eq(status)))
            .apply_if(benefit, |rows, benefit| rows.filter(Column::Benefit.eq(benefit)))
    }

    async fn complete(
        view: &View,
        alliance: &Located<List<Self>>,
        goals: &mut [Goal],
    ) -> Result<()> {
        complete(view, alliance, view.now(), goals).await
    }
}

/// Asks for one goal, with what its indicators say of it.
#[derive(Clone, Debug, Default, Validate)]
pub struct GetGoal {}

impl Operation for GetGoal {
    const ACT: Act = Act::GetGoal;
    type Locator = GoalId;
    type AccessMode = ReadSnapshot;
    type Output = Goal;

    async fn execute(self, view: View, goal: Located<Self>) -> Result<Done<Self>> {
        let home = view.thing::<entity::alliance::Entity>(goal.alliance_id).await?;
        let mut goals = [Goal::from_row(goal, view.by())];
        complete(&view, &home, view.now(), &mut goals).await?;
        let [goal] = goals;
        Ok(goal)
    }
}
