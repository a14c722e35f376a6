//! Changing an indicator, and its targets as a whole.

use async_graphql::InputObject;
use entity::indicator::Model;
use entity::types::{
    Apply, Change, Counting, Day, Direction, IndicatorCode, IndicatorId, LongText, Measure,
    Paragraph, Patch, PeriodType, ShortText, Target, TargetPath, Targets, UnitLabel, Visibility,
};
use garde::Validate;
use serde::Deserialize;
use utoipa::ToSchema;

use super::{CODE_TAKEN, Indicator};
use crate::app::indicators::definition::{self, Band, Baseline};
use crate::app::{Done, Located, Operation, Present, Write};
use crate::error::{ErrorCode, OnUniqueViolation, Result, Violation};
use crate::policy::Act;
use crate::store::{Reader, UnitOfWork, measurements};

/// What to change of an indicator; what is not named stays.
#[derive(Clone, Debug, Deserialize, ToSchema, InputObject, Validate)]
#[serde(deny_unknown_fields)]
#[graphql(name = "ChangeIndicatorInput")]
pub struct ChangeIndicator {
    /// What scripts are to call it.
    #[serde(default)]
    #[schema(value_type = IndicatorCode, required = false)]
    #[garde(dive)]
    pub code: Change<IndicatorCode>,
    /// What it measures.
    #[serde(default)]
    #[schema(value_type = ShortText, required = false)]
    #[garde(dive)]
    pub title: Change<ShortText>,
    /// How it is measured.
    #[serde(default)]
    #[schema(value_type = Option<Paragraph>)]
    #[garde(dive)]
    pub description: Patch<Paragraph>,
    /// The unit of its values, as people write it.
    #[serde(default)]
    #[schema(value_type = UnitLabel, required = false)]
    #[garde(dive)]
    pub unit: Change<UnitLabel>,
    /// What kind of quantity it is; fixed once it has a value.
    #[serde(default)]
    #[schema(value_type = Measure, required = false)]
    #[garde(skip)]
    pub measure: Change<Measure>,
    /// Which way it should go.
    #[serde(default)]
    #[schema(value_type = Direction, required = false)]
    #[garde(skip)]
    pub direction: Change<Direction>,
    /// How its values are read against its targets.
    #[serde(default)]
    #[schema(value_type = Counting, required = false)]
    #[garde(skip)]
    pub counting: Change<Counting>,
    /// Where it stood before.
    #[serde(default)]
    #[schema(value_type = Option<Baseline>)]
    #[garde(dive)]
    pub baseline: Patch<Baseline>,
    /// The band within which it should stay, where it is to be maintained.
    #[serde(default)]
    #[schema(value_type = Option<Band>)]
    #[garde(dive)]
    pub band: Patch<Band>,
    /// What is expected between two targets.
    #[serde(default)]
    #[schema(value_type = TargetPath, required = false)]
    #[garde(skip)]
    pub target_path: Change<TargetPath>,
    /// The kind of period that its values are for; fixed once it has a value.
    #[serde(default)]
    #[schema(value_type = PeriodType, required = false)]
    #[garde(skip)]
    pub period_type: Change<PeriodType>,
    /// Days after a period's end until its value is due, 0 to 366.
    #[serde(default)]
    #[schema(value_type = Option<i32>, minimum = 0, maximum = 366)]
    #[garde(inner(range(min = 0, max = 366)))]
    pub grace_days: Patch<i32>,
    /// The day from which it is measured.
    #[serde(default)]
    #[schema(value_type = Option<Day>)]
    #[garde(skip)]
    pub starts_on: Patch<Day>,
    /// The day from which direction, counting, baseline, band, targets, path and grace hold as they
    /// are after this change; may lie in the past. Until that day what they were stays in force.
    /// Where nothing is said, they are corrected for all the time for which they have held.
    #[garde(skip)]
    pub holds_from: Option<Day>,
    /// Who may see it.
    #[serde(default)]
    #[schema(value_type = Visibility, required = false)]
    #[garde(skip)]
    pub visibility: Change<Visibility>,
    /// The alliance's own words beside the numbers.
    #[serde(default)]
    #[schema(value_type = Option<LongText>)]
    #[garde(dive)]
    pub story: Patch<LongText>,
}

impl ChangeIndicator {
    fn apply(self, row: &mut Model) {
        let Self {
            code,
            title,
            description,
            unit,
            measure,
            direction,
            counting,
            baseline,
            band,
            target_path,
            period_type,
            grace_days,
            starts_on,
            holds_from: _,
            visibility,
            story,
        } = self;
        code.apply(&mut row.code);
        title.apply(&mut row.title);
        description.apply(&mut row.description);
        unit.apply(&mut row.unit);
        measure.apply(&mut row.measure);
        direction.apply(&mut row.direction);
        counting.apply(&mut row.counting);
        definition::apply_baseline(baseline, row);
        definition::apply_band(band, row);
        target_path.apply(&mut row.target_path);
        period_type.apply(&mut row.period_type);
        grace_days.apply(&mut row.grace_days);
        starts_on.apply(&mut row.starts_on);
        visibility.apply(&mut row.visibility);
        story.apply(&mut row.story);
    }
}

impl Operation for ChangeIndicator {
    const ACT: Act = Act::ChangeIndicator;
    type Locator = IndicatorId;
    type AccessMode = Write;
    type Output = Indicator;

    async fn execute(self, mut unit: UnitOfWork<Self>, was: Located<Self>) -> Result<Done<Self>> {
        let from = self.holds_from;
        let mut wanted = Model::clone(&was);
        self.apply(&mut wanted);
        let held = held_fast(&*unit, &was, &wanted).await?;
        let follows = definition::succeed(&was, &mut wanted, from, held)?;
        definition::keep(&mut unit, &was, follows).await?;
        let now = unit.change(was, |row| *row = wanted).await?;
        unit.flush().await.on_unique_violation(ErrorCode::CodeTaken, "/code", CODE_TAKEN)?;
        unit.commit(now.id, |by| Indicator::from_row(now, by)).await
    }
}

/// Names what changes and is fixed once there is a value.
async fn held_fast(reader: &impl Reader, was: &Model, wanted: &Model) -> Result<Vec<Violation>> {
    let said = "It has values already, which would be read as something else.";
    let fields = [
        ("/measure", was.measure != wanted.measure),
        ("/period_type", was.period_type != wanted.period_type),
    ];
    let moved: Vec<_> = fields.into_iter().filter(|(_, moved)| *moved).collect();
    let held = !moved.is_empty() && measurements::any(reader, was.id).await?;
    let violation = |(at, _)| Violation::new(ErrorCode::InUse, said).at(at);
    Ok(moved.into_iter().filter(|_| held).map(violation).collect())
}

/// The values aimed at, as a whole: what is not named is aimed at no longer.
#[derive(Clone, Debug, Deserialize, ToSchema, InputObject, Validate)]
#[serde(deny_unknown_fields)]
#[graphql(name = "PutTargetsInput")]
pub struct PutTargets {
    /// The values, in the order of their days.
    #[schema(max_items = 50)]
    #[garde(length(max = 50), dive)]
    pub targets: Vec<Target>,
    /// The day from which these are aimed at; may lie in the past. Until that day what was aimed at
    /// before stays in force. Where nothing is said, the present targets are corrected.
    #[garde(skip)]
    pub holds_from: Option<Day>,
}

impl Operation for PutTargets {
    const ACT: Act = Act::PutTargets;
    type Locator = IndicatorId;
    type AccessMode = Write;
    type Output = Indicator;

    async fn execute(self, mut unit: UnitOfWork<Self>, was: Located<Self>) -> Result<Done<Self>> {
        let Self { targets, holds_from } = self;
        let mut wanted = Model { targets: Targets(targets), ..Model::clone(&was) };
        let follows = definition::succeed(&was, &mut wanted, holds_from, Vec::new())?;
        definition::keep(&mut unit, &was, follows).await?;
        let now = unit.change(was, |row| *row = wanted).await?;
        unit.commit(now.id, |by| Indicator::from_row(now, by)).await
    }
}
