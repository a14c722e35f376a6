//! What goals were before each change.

use async_graphql::SimpleObject;
use entity::goal_version::Model;
use entity::types::{
    Benefit, Day, GoalId, GoalStatus, IndicatorId, MemberId, Paragraph, ShortText, Timestamp,
};
use garde::Validate;
use serde::Serialize;
use utoipa::ToSchema;

use crate::app::{Done, Located, Operation, Page, Read};
use crate::error::Result;
use crate::policy::Act;
use crate::store::{Found, OpenWrite, View, goals};

/// A goal as one of its changes left it.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema, SimpleObject)]
#[graphql(serial)]
pub struct GoalVersion {
    /// The number of the version, from 1.
    #[schema(minimum = 1)]
    pub number: i32,
    /// The goal's title.
    pub title: ShortText,
    /// The intended outcome.
    #[schema(required)]
    pub outcome: Option<Paragraph>,
    /// The people for whom the outcome is intended.
    #[schema(required)]
    pub for_whom: Option<Paragraph>,
    /// Whom the goal benefits.
    pub benefit: Benefit,
    /// The measure in words.
    #[schema(required)]
    pub measure: Option<Paragraph>,
    /// The day by which the goal is to be reached.
    #[schema(required)]
    pub due_on: Option<Day>,
    /// The indicators that tell of the goal.
    #[schema(max_items = 50)]
    pub indicator_ids: Vec<IndicatorId>,
    /// Where the goal stood.
    pub status: GoalStatus,
    /// Why the goal ended, or was reopened.
    #[schema(required)]
    pub status_words: Option<Paragraph>,
    /// The member who made the change; null where it was no member.
    #[schema(required)]
    pub member_id: Option<MemberId>,
    /// When the change was made.
    pub at: Timestamp,
    /// The revision of the change.
    pub version: i64,
}

impl From<Model> for GoalVersion {
    fn from(row: Model) -> Self {
        let Model {
            goal_id: _,
            number,
            alliance_id: _,
            title,
            outcome,
            for_whom,
            benefit,
            measure,
            due_on,
            indicator_ids,
            status,
            status_words,
            member_id,
            at,
            version,
        } = row;
        Self {
            number,
            title,
            outcome,
            for_whom,
            benefit,
            measure,
            due_on,
            indicator_ids: indicator_ids.0,
            status,
            status_words,
            member_id,
            at,
            version,
        }
    }
}

/// Asks for a goal's versions, the present one first, at most 200.
#[derive(Clone, Debug, Validate)]
pub struct ListGoalVersions {}

impl Operation for ListGoalVersions {
    const ACT: Act = Act::ListGoalVersions;
    type Locator = GoalId;
    type AccessMode = Read;
    type Output = Page<GoalVersion>;

    async fn execute(self, view: View, goal: Located<Self>) -> Result<Done<Self>> {
        let rows = goals::versions(&view, goal.id).await?;
        Ok(Page::whole(rows.into_iter().map(GoalVersion::from).collect()))
    }
}

/// Keeps a goal as it is now as its next version.
pub(super) async fn keep(unit: &mut OpenWrite, goal: &Found<entity::goal::Entity>) -> Result<()> {
    unit.insert::<entity::goal_version::Entity>(Model {
        goal_id: goal.id,
        number: goal.number,
        alliance_id: goal.alliance_id,
        title: goal.title.clone(),
        outcome: goal.outcome.clone(),
        for_whom: goal.for_whom.clone(),
        benefit: goal.benefit,
        measure: goal.measure.clone(),
        due_on: goal.due_on,
        indicator_ids: goal.indicator_ids.clone(),
        status: goal.status,
        status_words: goal.status_words.clone(),
        member_id: unit.member(),
        at: unit.now(),
        version: unit.revision(),
    })
    .await
}
