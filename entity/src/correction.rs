//! A value that a measurement had before.

use sea_orm::entity::prelude::*;

use crate::types::{
    Absence, AllianceId, Decimal, IndicatorId, MeasurementId, MemberId, Paragraph, Timestamp,
    ValueStatus,
};

/// A value that a measurement had before.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "correction")]
pub struct Model {
    /// The measurement.
    #[sea_orm(primary_key, auto_increment = false)]
    pub measurement_id: MeasurementId,
    /// Its number among the measurement's corrections, from 1.
    #[sea_orm(primary_key, auto_increment = false)]
    pub number: i32,
    /// The alliance.
    pub alliance_id: AllianceId,
    /// The indicator.
    pub indicator_id: IndicatorId,
    /// The value before.
    pub value: Option<Decimal>,
    /// Why there was none.
    pub absence: Option<Absence>,
    /// How certain it was.
    pub status: ValueStatus,
    /// What was to be known about it.
    pub note: Option<Paragraph>,
    /// Who had written it.
    pub entered_by: Option<MemberId>,
    /// When it had been written.
    pub entered_at: Timestamp,
    /// Why it was corrected.
    pub reason: Option<Paragraph>,
    /// Who corrected it.
    pub corrected_by: Option<MemberId>,
    /// When it was corrected.
    pub corrected_at: Timestamp,
    /// The revision of the correction.
    pub version: i64,
}

impl ActiveModelBehavior for ActiveModel {}
