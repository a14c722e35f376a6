//! A shared measure of the alliance's progress.

use sea_orm::entity::prelude::*;

use crate::types::{
    AllianceId, Counting, Day, Decimal, Direction, IndicatorCode, IndicatorId, LongText, Measure,
    Paragraph, PeriodType, ShortText, TargetPath, Targets, ThingStatus, Timestamp, UnitLabel,
    Visibility,
};

/// A shared measure of the alliance's progress.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "indicator")]
pub struct Model {
    /// The indicator.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: IndicatorId,
    /// The alliance.
    pub alliance_id: AllianceId,
    /// What scripts call it; unique in the alliance.
    pub code: IndicatorCode,
    /// What it measures.
    pub title: ShortText,
    /// How it is measured.
    pub description: Option<Paragraph>,
    /// The unit of its values.
    pub unit: UnitLabel,
    /// What kind of quantity it is.
    pub measure: Measure,
    /// Which way it should go.
    pub direction: Direction,
    /// How values are read against targets.
    pub counting: Counting,
    /// Where it stood before.
    pub baseline_value: Option<Decimal>,
    /// When that was.
    pub baseline_on: Option<Day>,
    /// The lower end of the band to stay in.
    pub band_low: Option<Decimal>,
    /// The upper end of the band to stay in.
    pub band_high: Option<Decimal>,
    /// The values aimed at, by date.
    pub targets: Targets,
    /// What is expected between two targets.
    pub target_path: TargetPath,
    /// The kind of period its values are for.
    pub period_type: PeriodType,
    /// Days after a period until its value is due; none for the period's own length.
    pub grace_days: Option<i32>,
    /// The day from which it is measured.
    pub starts_on: Option<Day>,
    /// The day from which its present definition holds; none for the beginning.
    pub holds_from: Option<Day>,
    /// Who may see it.
    pub visibility: Visibility,
    /// The alliance's own words beside the numbers.
    pub story: Option<LongText>,
    /// Whether it is in use.
    pub status: ThingStatus,
    /// The revision of its last change.
    pub version: i64,
    /// When it was added.
    pub created_at: Timestamp,
}

impl ActiveModelBehavior for ActiveModel {}
