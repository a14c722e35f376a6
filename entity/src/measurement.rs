//! The value of an indicator for a period.

use sea_orm::entity::prelude::*;

use crate::types::{
    Absence, AllianceId, Day, Decimal, IndicatorId, MeasurementId, MemberId, Paragraph, Timestamp,
    ValueStatus,
};

/// The value of an indicator for a period.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "measurement")]
pub struct Model {
    /// The measurement.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: MeasurementId,
    /// The alliance.
    pub alliance_id: AllianceId,
    /// The indicator.
    pub indicator_id: IndicatorId,
    /// The period's code.
    pub period: String,
    /// Its first day; unique for the indicator.
    pub period_start: Day,
    /// Its last day.
    pub period_end: Day,
    /// The value; none where it is absent.
    pub value: Option<Decimal>,
    /// Why there is none.
    pub absence: Option<Absence>,
    /// How certain it is.
    pub status: ValueStatus,
    /// What is to be known about it.
    pub note: Option<Paragraph>,
    /// How often it was corrected.
    pub corrections: i32,
    /// Who wrote it.
    pub entered_by: Option<MemberId>,
    /// When it was written.
    pub entered_at: Timestamp,
    /// The revision of its last change.
    pub version: i64,
}

impl ActiveModelBehavior for ActiveModel {}
