//! Indicators: shared measures of the alliance's progress.
//!
//! A steward defines them and puts their targets as a whole. What kind of periods and what kind of
//! quantity an indicator has is fixed once it has a value. One that is no longer in use is
//! archived; only one without values can be removed.

use async_graphql::{InputObject, SimpleObject};
use entity::indicator::{Column, Entity, Model};
use entity::words::{
    AllianceId, Apply, Change, Code, Counting, Direction, IndicatorId, Line, LongText, Measure,
    Moment, Paragraph, Patch, PeriodType, Target, TargetPath, Targets, ThingStatus, UnitLabel,
    Visibility,
};
use garde::Validate;
use sea_orm::{ColumnTrait, QueryFilter, QueryTrait};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::definition::{self, Band, Baseline};
use crate::app::{Done, Gone, Here, Operation, Page, Reads, Shown, Writes, page, sorts};
use crate::error::{Code as Refused, Refusal, Result, Taken};
use crate::policy::{Act, Standing, viewer_can};
use crate::store::{
    AllianceRef, Cursor, Found, IndicatorAt, Key, Reader, Unit, View, measurements,
};

/// A shared measure of the alliance's progress.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema, SimpleObject)]
#[graphql(complex)]
pub struct Indicator {
    /// The indicator.
    pub id: IndicatorId,
    /// The alliance that it belongs to.
    pub alliance_id: AllianceId,
    /// What scripts call it; no other indicator of the alliance is called so.
    pub code: Code,
    /// What it measures.
    pub title: Line,
    /// How it is measured.
    #[schema(required)]
    pub description: Option<Paragraph>,
    /// The unit of its values, as people write it.
    pub unit: UnitLabel,
    /// What kind of quantity it is.
    pub measure: Measure,
    /// Which way it should go.
    pub direction: Direction,
    /// How its values are read against its targets.
    pub counting: Counting,
    /// Where it stood before.
    #[schema(required)]
    pub baseline: Option<Baseline>,
    /// The band within which it should stay, where it is to be maintained.
    #[schema(required)]
    pub band: Option<Band>,
    /// The values aimed at, by date.
    #[schema(max_items = 50)]
    pub targets: Vec<Target>,
    /// What is expected between two targets.
    pub target_path: TargetPath,
    /// The kind of period that its values are for.
    pub period_type: PeriodType,
    /// Days after a period's end until its value is due; null for the period's own length.
    #[schema(required, minimum = 0, maximum = 366)]
    pub grace_days: Option<i32>,
    /// The day from which it is measured.
    #[schema(required)]
    pub starts_on: Option<entity::words::Day>,
    /// Who may see it.
    pub visibility: Visibility,
    /// The alliance's own words beside the numbers.
    #[schema(required)]
    pub story: Option<LongText>,
    /// Whether it is in use.
    pub status: ThingStatus,
    /// The revision of its last change.
    pub version: i64,
    /// When it was added.
    pub created_at: Moment,
    /// What you may do with it.
    #[schema(max_items = 40)]
    pub viewer_can: Vec<&'static str>,
}

impl Shown for Indicator {
    type Entity = Entity;

    fn seen(row: Found<Entity>, by: &Standing) -> Self {
        let viewer_can = viewer_can(by, &row);
        let (baseline, band) = (definition::baseline(&row), definition::band(&row));
        let Model {
            id,
            alliance_id,
            code,
            title,
            description,
            unit,
            measure,
            direction,
            counting,
            baseline_value: _,
            baseline_on: _,
            band_low: _,
            band_high: _,
            targets,
            target_path,
            period_type,
            grace_days,
            starts_on,
            visibility,
            story,
            status,
            version,
            created_at,
        } = row.row();
        Self {
            id,
            alliance_id,
            code,
            title,
            description,
            unit,
            measure,
            direction,
            counting,
            baseline,
            band,
            targets: targets.0,
            target_path,
            period_type,
            grace_days,
            starts_on,
            visibility,
            story,
            status,
            version,
            created_at,
            viewer_can,
        }
    }
}

const CODE_TAKEN: &str = "Another indicator of this alliance has this code.";

/// What it takes to add an indicator.
#[derive(Clone, Debug, Deserialize, ToSchema, InputObject, Validate)]
#[serde(deny_unknown_fields)]
#[graphql(name = "CreateIndicatorInput")]
pub struct CreateIndicator {
    /// What scripts are to call it.
    #[garde(dive)]
    pub code: Code,
    /// What it measures.
    #[garde(dive)]
    pub title: Line,
    /// How it is measured.
    #[garde(dive)]
    pub description: Option<Paragraph>,
    /// The unit of its values, as people write it.
    #[garde(dive)]
    pub unit: UnitLabel,
    /// What kind of quantity it is.
    #[garde(skip)]
    pub measure: Measure,
    /// Which way it should go.
    #[garde(skip)]
    pub direction: Direction,
    /// How its values are read against its targets; each for itself where nothing is said.
    #[serde(default = "level")]
    #[schema(default = "level")]
    #[graphql(default_with = "level()")]
    #[garde(skip)]
    pub counting: Counting,
    /// Where it stood before.
    #[garde(dive)]
    pub baseline: Option<Baseline>,
    /// The band within which it should stay, where it is to be maintained.
    #[garde(dive)]
    pub band: Option<Band>,
    /// The values aimed at, by date.
    #[serde(default)]
    #[schema(max_items = 50)]
    #[graphql(default)]
    #[garde(length(max = 50), dive)]
    pub targets: Vec<Target>,
    /// What is expected between two targets; a straight line where nothing is said.
    #[serde(default = "linear")]
    #[schema(default = "linear")]
    #[graphql(default_with = "linear()")]
    #[garde(skip)]
    pub target_path: TargetPath,
    /// The kind of period that its values are for.
    #[garde(skip)]
    pub period_type: PeriodType,
    /// Days after a period's end until its value is due, 0 to 366; the period's own length, at
    /// most 92, where nothing is said.
    #[schema(minimum = 0, maximum = 366)]
    #[garde(inner(range(min = 0, max = 366)))]
    pub grace_days: Option<i32>,
    /// The day from which it is measured.
    #[garde(skip)]
    pub starts_on: Option<entity::words::Day>,
    /// Who may see it; partners and facilitators where nothing is said.
    #[serde(default = "partners")]
    #[schema(default = "partners")]
    #[graphql(default_with = "partners()")]
    #[garde(skip)]
    pub visibility: Visibility,
    /// The alliance's own words beside the numbers.
    #[garde(dive)]
    pub story: Option<LongText>,
}

fn level() -> Counting {
    Counting::Level
}

fn linear() -> TargetPath {
    TargetPath::Linear
}

fn partners() -> Visibility {
    Visibility::Partners
}

impl Operation for CreateIndicator {
    const ACT: Act = Act::CreateIndicator;
    type At = AllianceRef;
    type Way = Writes;
    type Output = Indicator;

    async fn execute(self, mut unit: Unit<Self>, alliance: Here<Self>) -> Result<Done<Self>> {
        let Self {
            code,
            title,
            description,
            unit: label,
            measure,
            direction,
            counting,
            baseline,
            band,
            targets,
            target_path,
            period_type,
            grace_days,
            starts_on,
            visibility,
            story,
        } = self;
        let row = Model {
            id: unit.id(),
            alliance_id: alliance.id,
            code,
            title,
            description,
            unit: label,
            measure,
            direction,
            counting,
            baseline_value: baseline.map(|baseline| baseline.value),
            baseline_on: baseline.map(|baseline| baseline.on),
            band_low: band.map(|band| band.low),
            band_high: band.map(|band| band.high),
            targets: Targets(targets),
            target_path,
            period_type,
            grace_days,
            starts_on,
            visibility,
            story,
            status: ThingStatus::Active,
            version: unit.revision(),
            created_at: unit.now(),
        };
        definition::check(&row)?;
        let new =
            unit.create::<Entity>(row).await.taken(Refused::CodeTaken, "/code", CODE_TAKEN)?;
        unit.commit(new.id, |by| Indicator::seen(new, by)).await
    }
}

sorts! {
    /// The orders in which indicators can be listed.
    IndicatorSort of indicator {
        Title "By title, from A." TitleDesc "By title, from Z." Title |row| Key::Text(row.title.0.clone());
        Code "By code, from A." CodeDesc "By code, from Z." Code |row| Key::Text(row.code.0.clone());
        CreatedAt "The oldest first." CreatedAtDesc "The newest first." CreatedAt |row| Key::Moment(row.created_at);
    }
}

/// Which indicators of an alliance to list.
#[derive(Clone, Debug, Default, Deserialize, IntoParams, Validate)]
#[serde(deny_unknown_fields, default)]
#[into_params(parameter_in = Query)]
pub struct ListIndicators {
    /// Only those that stand so.
    #[garde(skip)]
    pub status: Option<ThingStatus>,
    /// Only those that these may see.
    #[garde(skip)]
    pub visibility: Option<Visibility>,
    /// Only those that should go this way.
    #[garde(skip)]
    pub direction: Option<Direction>,
    /// The order.
    #[param(required = false)]
    #[garde(skip)]
    pub sort: IndicatorSort,
    /// How many at most, 1 to 200; 50 where nothing is said.
    #[param(minimum = 1, maximum = 200)]
    #[garde(inner(range(min = 1, max = 200)))]
    pub limit: Option<u32>,
    /// Where the page before ended.
    #[garde(skip)]
    pub cursor: Option<Cursor>,
}

impl Operation for ListIndicators {
    const ACT: Act = Act::ListIndicators;
    type At = AllianceRef;
    type Way = Reads;
    type Output = Page<Indicator>;

    async fn execute(self, view: View, _: Here<Self>) -> Result<Done<Self>> {
        let Self { status, visibility, direction, sort, limit, cursor } = self;
        let rows = view
            .rows::<Entity>()
            .apply_if(status, |rows, status| rows.filter(Column::Status.eq(status)))
            .apply_if(visibility, |rows, visibility| rows.filter(Column::Visibility.eq(visibility)))
            .apply_if(direction, |rows, direction| rows.filter(Column::Direction.eq(direction)));
        let slice = view.page(rows, page(sort, limit, cursor)).await?;
        Ok(Page::seen(slice, view.by()))
    }
}

/// Asks for one indicator.
#[derive(Clone, Debug, Validate)]
pub struct GetIndicator {}

impl Operation for GetIndicator {
    const ACT: Act = Act::GetIndicator;
    type At = IndicatorId;
    type Way = Reads;
    type Output = Indicator;

    async fn execute(self, view: View, indicator: Here<Self>) -> Result<Done<Self>> {
        Ok(Indicator::seen(indicator, view.by()))
    }
}

/// Asks for one indicator by its code.
#[derive(Clone, Debug, Validate)]
pub struct GetIndicatorByCode {}

impl Operation for GetIndicatorByCode {
    const ACT: Act = Act::GetIndicatorByCode;
    type At = IndicatorAt;
    type Way = Reads;
    type Output = Indicator;

    async fn execute(self, view: View, indicator: Here<Self>) -> Result<Done<Self>> {
        Ok(Indicator::seen(indicator, view.by()))
    }
}

/// What to change of an indicator; what is not named stays.
#[derive(Clone, Debug, Deserialize, ToSchema, InputObject, Validate)]
#[serde(deny_unknown_fields)]
#[graphql(name = "ChangeIndicatorInput")]
pub struct ChangeIndicator {
    /// What scripts are to call it.
    #[serde(default)]
    #[schema(value_type = Code, required = false)]
    #[garde(dive)]
    pub code: Change<Code>,
    /// What it measures.
    #[serde(default)]
    #[schema(value_type = Line, required = false)]
    #[garde(dive)]
    pub title: Change<Line>,
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
    #[schema(value_type = Option<entity::words::Day>)]
    #[garde(skip)]
    pub starts_on: Patch<entity::words::Day>,
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
    type At = IndicatorId;
    type Way = Writes;
    type Output = Indicator;

    async fn execute(self, mut unit: Unit<Self>, was: Here<Self>) -> Result<Done<Self>> {
        let mut wanted = Model::clone(&was);
        self.apply(&mut wanted);
        definition::check(&wanted)?;
        let refounded = (wanted.period_type, wanted.measure) != (was.period_type, was.measure);
        if refounded && measurements::any(&unit, was.id).await? {
            let said = "It has values already, which would be read as something else.";
            return Err(Refusal::new(Refused::InUse, said).into());
        }
        let changed = unit.change(was, |row| *row = wanted);
        let now = changed.await.taken(Refused::CodeTaken, "/code", CODE_TAKEN)?;
        unit.commit(now.id, |by| Indicator::seen(now, by)).await
    }
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
}

impl Operation for PutTargets {
    const ACT: Act = Act::PutTargets;
    type At = IndicatorId;
    type Way = Writes;
    type Output = Indicator;

    async fn execute(self, mut unit: Unit<Self>, was: Here<Self>) -> Result<Done<Self>> {
        let wanted = Model { targets: Targets(self.targets), ..Model::clone(&was) };
        definition::check(&wanted)?;
        let now = unit.change(was, |row| *row = wanted).await?;
        unit.commit(now.id, |by| Indicator::seen(now, by)).await
    }
}

/// Says that an indicator is no longer in use.
#[derive(Clone, Debug, Validate)]
pub struct ArchiveIndicator {}

impl Operation for ArchiveIndicator {
    const ACT: Act = Act::ArchiveIndicator;
    type At = IndicatorId;
    type Way = Writes;
    type Output = Indicator;

    async fn execute(self, mut unit: Unit<Self>, was: Here<Self>) -> Result<Done<Self>> {
        let now = unit.change(was, |it| it.status = ThingStatus::Archived).await?;
        unit.commit(now.id, |by| Indicator::seen(now, by)).await
    }
}

/// Says that an indicator is in use again.
#[derive(Clone, Debug, Validate)]
pub struct RestoreIndicator {}

impl Operation for RestoreIndicator {
    const ACT: Act = Act::RestoreIndicator;
    type At = IndicatorId;
    type Way = Writes;
    type Output = Indicator;

    async fn execute(self, mut unit: Unit<Self>, was: Here<Self>) -> Result<Done<Self>> {
        let now = unit.change(was, |it| it.status = ThingStatus::Active).await?;
        unit.commit(now.id, |by| Indicator::seen(now, by)).await
    }
}

/// Removes an indicator that has no value.
#[derive(Clone, Debug, Validate)]
pub struct RemoveIndicator {}

impl Operation for RemoveIndicator {
    const ACT: Act = Act::RemoveIndicator;
    type At = IndicatorId;
    type Way = Writes;
    type Output = Gone;

    async fn execute(self, mut unit: Unit<Self>, was: Here<Self>) -> Result<Done<Self>> {
        let id = was.id;
        if measurements::any(&unit, id).await? {
            let said = "It has values; archive it, so that they can still be read.";
            return Err(Refusal::new(Refused::InUse, said).into());
        }
        unit.remove(was).await?;
        unit.commit(id, |_| Gone::IT_IS).await
    }
}
