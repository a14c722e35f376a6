//! A definition that an indicator had before.

use sea_orm::entity::prelude::*;

use crate::types::{
    AllianceId, Counting, Day, Decimal, Direction, IndicatorId, TargetPath, Targets,
};

/// A definition that an indicator had before.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "definition")]
pub struct Model {
    /// The indicator.
    #[sea_orm(primary_key, auto_increment = false)]
    pub indicator_id: IndicatorId,
    /// Its number among the indicator's definitions, from 1.
    #[sea_orm(primary_key, auto_increment = false)]
    pub number: i32,
    /// The alliance.
    pub alliance_id: AllianceId,
    /// The day from which it held; none for the beginning.
    pub holds_from: Option<Day>,
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
    /// Days after a period until its value is due; none for the period's own length.
    pub grace_days: Option<i32>,
    /// The revision at which the next took its place.
    pub version: i64,
}

impl ActiveModelBehavior for ActiveModel {}
