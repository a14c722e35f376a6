//! Indicators: shared measures of the alliance's progress.
//!
//! A steward defines them and puts their targets as a whole. What kind of periods and what kind of
//! quantity an indicator has is fixed once it has a value. One that is no longer in use is
//! archived; only one without values can be removed.

mod change;
mod create;

pub use change::*;
pub use create::*;

use async_graphql::{InputObject, SimpleObject};
use entity::indicator::{Column, Entity};
use entity::types::{
    AllianceId, Counting, Day, Direction, IndicatorCode, IndicatorId, LongText, Measure, Paragraph,
    PeriodType, ShortText, Target, TargetPath, ThingStatus, Timestamp, UnitLabel, Visibility,
};
use garde::Validate;
use sea_orm::{ColumnTrait, QueryFilter, QueryTrait, Select};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::definition::{self, Band, Baseline};
use crate::app::{
    Done, Filter, Get, Gone, List, Located, OfRevision, Operation, Present, Read, Readable, Write,
    present, sorts,
};
use crate::error::{ErrorCode, Refusal, Result};
use crate::policy::{Act, viewer_can};
use crate::store::{
    AllianceRef, IndicatorAt, Reader, SortKey, UnitOfWork, View, goals, measurements,
};

/// A shared measure of the alliance's progress.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema, SimpleObject)]
#[graphql(complex, serial)]
pub struct Indicator {
    /// The indicator.
    pub id: IndicatorId,
    /// The alliance of the indicator.
    pub alliance_id: AllianceId,
    /// What scripts call it; no other indicator of the alliance is called so.
    pub code: IndicatorCode,
    /// What the indicator measures, in a few words.
    pub title: ShortText,
    /// How the indicator is measured.
    #[schema(required)]
    pub description: Option<Paragraph>,
    /// The unit of the values, as people write it.
    pub unit: UnitLabel,
    /// The kind of quantity.
    pub measure: Measure,
    /// Whether the value should increase, decrease or be maintained.
    pub direction: Direction,
    /// How its values are read against its targets.
    pub counting: Counting,
    /// The baseline: the value before the work began, and its day.
    #[graphql(skip)]
    #[schema(required)]
    pub baseline: Option<Baseline>,
    /// The band in which the value should stay, where the direction is `maintain`.
    #[graphql(skip)]
    #[schema(required)]
    pub band: Option<Band>,
    /// The values aimed at, by date.
    #[graphql(skip)]
    #[schema(max_items = 50)]
    pub targets: Vec<Target>,
    /// What is expected between two targets.
    pub target_path: TargetPath,
    /// The kind of period that values are recorded for.
    pub period_type: PeriodType,
    /// Days after a period's end until its value is due; null for the period's own length.
    #[schema(required, minimum = 0, maximum = 366)]
    pub grace_days: Option<i32>,
    /// The first day of measuring.
    #[schema(required)]
    pub starts_on: Option<Day>,
    /// The day from which its present definition holds; null where it always has.
    #[schema(required)]
    pub holds_from: Option<Day>,
    /// Who may see the indicator and its values.
    pub visibility: Visibility,
    /// The alliance's own words beside the numbers.
    #[schema(required)]
    pub story: Option<LongText>,
    /// Whether the indicator is in use or archived.
    pub status: ThingStatus,
    /// The revision of its last change.
    pub version: i64,
    /// When the indicator was added.
    pub created_at: Timestamp,
    /// The operations that you may carry out on this thing now, by their short names.
    #[schema(max_items = 40)]
    pub viewer_can: Vec<&'static str>,
}

/// What is said where the code is taken.
const CODE_TAKEN: &str = "Another indicator of this alliance has this code.";

present! {
    Indicator of indicator |row, by| {
        columns {
            id, alliance_id, code, title, description, unit, measure, direction, counting, target_path,
            period_type, grace_days, starts_on, holds_from, visibility, story, status, version,
            created_at,
        }
        before {
            viewer_can => viewer_can(by, &row),
            baseline => definition::baseline(&row),
            band => definition::band(&row),
        }
        shaped { targets(targets) => targets.0 }
        hidden { baseline_value, baseline_on, band_low, band_high }
    }
}

sorts! {
    /// The orders in which indicators can be listed.
    IndicatorSort of indicator {
        Title "By title, from A." TitleDesc "By title, from Z." Title |row| SortKey::Text(row.title.0.clone());
        Code "By code, from A." CodeDesc "By code, from Z." Code |row| SortKey::Text(row.code.0.clone());
        CreatedAt "The oldest first." CreatedAtDesc "The newest first." CreatedAt |row| SortKey::Timestamp(row.created_at);
    }
}

/// Which indicators of an alliance to list.
#[derive(Clone, Debug, Default, Deserialize, IntoParams, InputObject, Validate)]
#[serde(deny_unknown_fields, default)]
#[into_params(parameter_in = Query)]
pub struct IndicatorFilter {
    /// Only indicators with this status.
    #[garde(skip)]
    pub status: Option<ThingStatus>,
    /// Only indicators with this visibility.
    #[garde(skip)]
    pub visibility: Option<Visibility>,
    /// Only indicators that should go this way.
    #[garde(skip)]
    pub direction: Option<Direction>,
}

/// The operation that lists them.
pub type ListIndicators = List<IndicatorFilter>;

impl OfRevision for ListIndicators {}

impl Filter for IndicatorFilter {
    const ACT: Act = Act::ListIndicators;
    type Locator = AllianceRef;
    type Thing = Indicator;
    type Sort = IndicatorSort;

    fn rows(self, view: &View, alliance: &Located<List<Self>>) -> Select<Entity> {
        let Self { status, visibility, direction } = self;
        view.children_of::<Entity, _>(alliance.id)
            .apply_if(status, |rows, status| rows.filter(Column::Status.eq(status)))
            .apply_if(visibility, |rows, visibility| rows.filter(Column::Visibility.eq(visibility)))
            .apply_if(direction, |rows, direction| rows.filter(Column::Direction.eq(direction)))
    }
}

/// Asks for one indicator.
pub type GetIndicator = Get<Indicator>;

impl OfRevision for GetIndicator {}

impl Readable for Indicator {
    const ACT: Act = Act::GetIndicator;
    type Locator = IndicatorId;
}

/// Asks for one indicator by its code.
#[derive(Clone, Debug, Validate)]
pub struct GetIndicatorByCode {}

impl OfRevision for GetIndicatorByCode {}

impl Operation for GetIndicatorByCode {
    const ACT: Act = Act::GetIndicatorByCode;
    type Locator = IndicatorAt;
    type AccessMode = Read;
    type Output = Indicator;

    async fn execute(self, view: View, indicator: Located<Self>) -> Result<Done<Self>> {
        Ok(Indicator::from_row(indicator, view.by()))
    }
}

/// Says that an indicator is no longer in use.
#[derive(Clone, Debug, Validate)]
pub struct ArchiveIndicator {}

impl Operation for ArchiveIndicator {
    const ACT: Act = Act::ArchiveIndicator;
    type Locator = IndicatorId;
    type AccessMode = Write;
    type Output = Indicator;

    async fn execute(self, mut unit: UnitOfWork<Self>, was: Located<Self>) -> Result<Done<Self>> {
        let now = unit.change(was, |it| it.status = ThingStatus::Archived).await?;
        unit.commit(now.id, |by| Indicator::from_row(now, by)).await
    }
}

/// Says that an indicator is in use again.
#[derive(Clone, Debug, Validate)]
pub struct RestoreIndicator {}

impl Operation for RestoreIndicator {
    const ACT: Act = Act::RestoreIndicator;
    type Locator = IndicatorId;
    type AccessMode = Write;
    type Output = Indicator;

    async fn execute(self, mut unit: UnitOfWork<Self>, was: Located<Self>) -> Result<Done<Self>> {
        Refusal::unless_none(create::crowded(&*unit, was.alliance_id).await?)?;
        let now = unit.change(was, |it| it.status = ThingStatus::Active).await?;
        unit.commit(now.id, |by| Indicator::from_row(now, by)).await
    }
}

/// Removes an indicator that has no value.
#[derive(Clone, Debug, Validate)]
pub struct RemoveIndicator {}

impl Operation for RemoveIndicator {
    const ACT: Act = Act::RemoveIndicator;
    type Locator = IndicatorId;
    type AccessMode = Write;
    type Output = Gone;

    async fn execute(self, mut unit: UnitOfWork<Self>, was: Located<Self>) -> Result<Done<Self>> {
        let id = was.id;
        if measurements::any(&*unit, id).await? {
            let said = "It has values; archive it, so that they can still be read.";
            return Err(Refusal::new(ErrorCode::InUse, said).into());
        }
        if goals::name(&*unit, was.alliance_id, id).await? {
            let said = "A goal names it; archive it, or let no goal name it.";
            return Err(Refusal::new(ErrorCode::InUse, said).into());
        }
        unit.remove_definitions(id).await?;
        unit.remove(was).await?;
        unit.commit(id, |_| Gone::IT_IS).await
    }
}
