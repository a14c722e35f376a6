//! Writing goals down, and changing them.

use std::collections::BTreeSet;

use async_graphql::InputObject;
use entity::goal::{Entity, Model};
use entity::types::{
    Apply, Benefit, Change, Day, GoalId, GoalStatus, IndicatorId, IndicatorIds, Paragraph, Patch,
    ShortText,
};
use garde::Validate;
use sea_orm::{ColumnTrait, QueryFilter};
use serde::Deserialize;
use utoipa::ToSchema;

use super::measured::complete;
use super::{Goal, versions};
use crate::app::{Done, Located, Operation, Present, Write};
use crate::domain::goals::{GoalEvent, goal_step};
use crate::error::{ErrorCode, Refusal, Result, Violation};
use crate::policy::Act;
use crate::store::Reader;
use crate::store::{AllianceRef, Found, OpenWrite, UnitOfWork, goals, indicators};

/// What it takes to write a goal down.
#[derive(Clone, Debug, Deserialize, ToSchema, InputObject, Validate)]
#[serde(deny_unknown_fields)]
#[graphql(name = "CreateGoalInput")]
pub struct CreateGoal {
    /// The goal's title.
    #[garde(dive)]
    pub title: ShortText,
    /// The intended outcome: what will be different once the goal is reached.
    #[garde(dive)]
    pub outcome: Option<Paragraph>,
    /// The people for whom the outcome is intended.
    #[garde(dive)]
    pub for_whom: Option<Paragraph>,
    /// Whom the goal benefits: the community, the partners, or both.
    #[garde(skip)]
    pub benefit: Benefit,
    /// The measure in words: how the partners will know that the goal is reached.
    #[garde(dive)]
    pub measure: Option<Paragraph>,
    /// The day by which the goal is to be reached.
    #[garde(skip)]
    pub due_on: Option<Day>,
    /// The indicators that tell of the goal: indicators of the alliance that are in use.
    #[serde(default)]
    #[schema(max_items = 50)]
    #[graphql(default)]
    #[garde(length(max = 50))]
    pub indicator_ids: Vec<IndicatorId>,
}

impl Operation for CreateGoal {
    const ACT: Act = Act::CreateGoal;
    type Locator = AllianceRef;
    type AccessMode = Write;
    type Output = Goal;

    async fn execute(
        self,
        mut unit: UnitOfWork<Self>,
        alliance: Located<Self>,
    ) -> Result<Done<Self>> {
        let Self { title, outcome, for_whom, benefit, measure, due_on, indicator_ids } = self;
        let indicator_ids = each_once(indicator_ids);
        let crowded = crowded(&unit).await?;
        let unknown = unknown(&unit, &indicator_ids, &[]).await?;
        Refusal::unless_none(crowded.into_iter().chain(unknown))?;
        let row = Model {
            id: unit.id(),
            alliance_id: alliance.id,
            number: 1,
            title,
            outcome,
            for_whom,
            benefit,
            measure,
            due_on,
            indicator_ids: IndicatorIds(indicator_ids),
            status: GoalStatus::Active,
            status_words: None,
            ended_on: None,
            version: unit.revision(),
            created_at: unit.now(),
        };
        let new = unit.create::<Entity>(row).await?;
        versions::keep(&mut unit, &new).await?;
        let (id, goal) = (new.id, shown(&unit, new).await?);
        unit.commit(id, |_| goal).await
    }
}

/// What to change of a goal; what is not named stays.
#[derive(Clone, Debug, Deserialize, ToSchema, InputObject, Validate)]
#[serde(deny_unknown_fields)]
#[graphql(name = "ChangeGoalInput")]
pub struct ChangeGoal {
    /// The goal's title.
    #[serde(default)]
    #[schema(value_type = ShortText, required = false)]
    #[garde(dive)]
    pub title: Change<ShortText>,
    /// The intended outcome: what will be different once the goal is reached.
    #[serde(default)]
    #[schema(value_type = Option<Paragraph>)]
    #[garde(dive)]
    pub outcome: Patch<Paragraph>,
    /// The people for whom the outcome is intended.
    #[serde(default)]
    #[schema(value_type = Option<Paragraph>)]
    #[garde(dive)]
    pub for_whom: Patch<Paragraph>,
    /// Whom the goal benefits: the community, the partners, or both.
    #[serde(default)]
    #[schema(value_type = Benefit, required = false)]
    #[garde(skip)]
    pub benefit: Change<Benefit>,
    /// The measure in words: how the partners will know that the goal is reached.
    #[serde(default)]
    #[schema(value_type = Option<Paragraph>)]
    #[garde(dive)]
    pub measure: Patch<Paragraph>,
    /// The day by which the goal is to be reached.
    #[serde(default)]
    #[schema(value_type = Option<Day>)]
    #[garde(skip)]
    pub due_on: Patch<Day>,
    /// The indicators that tell of the goal, as a whole: one that is not named tells of it no longer.
    #[serde(default)]
    #[schema(value_type = Vec<IndicatorId>, required = false, max_items = 50)]
    #[garde(inner(length(max = 50)))]
    pub indicator_ids: Change<Vec<IndicatorId>>,
}

impl ChangeGoal {
    fn apply(self, row: &mut Model) {
        let Self { title, outcome, for_whom, benefit, measure, due_on, indicator_ids } = self;
        title.apply(&mut row.title);
        outcome.apply(&mut row.outcome);
        for_whom.apply(&mut row.for_whom);
        benefit.apply(&mut row.benefit);
        measure.apply(&mut row.measure);
        due_on.apply(&mut row.due_on);
        indicator_ids.apply(&mut row.indicator_ids.0);
        row.indicator_ids.0 = each_once(std::mem::take(&mut row.indicator_ids.0));
    }
}

impl Operation for ChangeGoal {
    const ACT: Act = Act::ChangeGoal;
    type Locator = GoalId;
    type AccessMode = Write;
    type Output = Goal;

    async fn execute(self, mut unit: UnitOfWork<Self>, was: Located<Self>) -> Result<Done<Self>> {
        let mut wanted = Model::clone(&was);
        self.apply(&mut wanted);
        let state = goal_step(was.status, GoalEvent::Change, unit.language()).err();
        let unknown = unknown(&unit, &wanted.indicator_ids.0, &was.indicator_ids.0).await?;
        if let Some(refusal) = Refusal::all(state.into_iter().chain(Refusal::of(unknown))) {
            return Err(refusal.into());
        }
        let now = changed(&mut unit, was, wanted).await?;
        let (id, goal) = (now.id, shown(&unit, now).await?);
        unit.commit(id, |_| goal).await
    }
}

/// Changes a goal into what is wanted, and keeps what it is then as its next version.
pub(super) async fn changed(
    unit: &mut OpenWrite,
    was: Found<Entity>,
    wanted: Model,
) -> Result<Found<Entity>> {
    if *was == wanted {
        return unit.change(was, |_| ()).await;
    }
    let number = was.number + 1;
    let now = unit.change(was, |goal| *goal = Model { number, ..wanted }).await?;
    versions::keep(unit, &now).await?;
    Ok(now)
}

/// A goal as its writer sees it.
pub(super) async fn shown(unit: &OpenWrite, row: Found<Entity>) -> Result<Goal> {
    let mut goals = [Goal::from_row(row, unit.by())];
    complete(unit, unit.home()?, unit.now(), &mut goals).await?;
    let [goal] = goals;
    Ok(goal)
}

/// Names that there is no room for one more active goal: a round asks about each of them.
pub(super) async fn crowded(unit: &OpenWrite) -> Result<Option<Violation>> {
    let most = goals::MOST_ACTIVE;
    let said = || format!("An alliance has at most {most} active goals; end one first.");
    let full = goals::full(unit, unit.home()?.id).await?;
    Ok(full.then(|| Violation::new(ErrorCode::TooManyGoals, said())))
}

/// Names the indicators that a goal cannot name: of those that it has not named before, each that is
/// none of the alliance's in use.
async fn unknown(
    unit: &OpenWrite,
    wanted: &[IndicatorId],
    before: &[IndicatorId],
) -> Result<Vec<Violation>> {
    use entity::indicator::Column;
    let new: Vec<_> = wanted.iter().enumerate().filter(|(_, id)| !before.contains(id)).collect();
    if new.is_empty() {
        return Ok(Vec::new());
    }
    let rows = indicators::in_use(unit, unit.home()?.id);
    let rows = rows.filter(Column::Id.is_in(new.iter().map(|(_, id)| **id)));
    let known: BTreeSet<_> = unit.all(rows).await?.into_iter().map(|row| row.id).collect();
    let missing = new.into_iter().filter(|(_, id)| !known.contains(id));
    let said = "expected an indicator of this alliance that is in use";
    let violation = |(at, _): (usize, &IndicatorId)| {
        Violation::new(ErrorCode::ReferenceNotFound, said).at(format!("/indicator_ids/{at}"))
    };
    Ok(missing.map(violation).collect())
}

/// Each indicator once, in the order in which they are first named.
fn each_once(ids: Vec<IndicatorId>) -> Vec<IndicatorId> {
    let mut seen = BTreeSet::new();
    ids.into_iter().filter(|id| seen.insert(*id)).collect()
}
