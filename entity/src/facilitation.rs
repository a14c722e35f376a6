//! Who has facilitated a cycle, and since when.

use sea_orm::entity::prelude::*;

use crate::types::{AllianceId, CycleId, MemberId, Paragraph};

/// Who has facilitated a cycle, and since when.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "facilitation")]
pub struct Model {
    /// The cycle.
    #[sea_orm(primary_key, auto_increment = false)]
    pub cycle_id: CycleId,
    /// The revision at which it began.
    #[sea_orm(primary_key, auto_increment = false)]
    pub since: i64,
    /// The alliance.
    pub alliance_id: AllianceId,
    /// Who.
    pub member_id: MemberId,
    /// Why it was handed over to them.
    pub reason: Option<Paragraph>,
    /// The revision at which it was written.
    pub version: i64,
}

impl ActiveModelBehavior for ActiveModel {}
