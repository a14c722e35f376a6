//! A goal as it was, or is, after one of its changes.

use sea_orm::entity::prelude::*;

use crate::types::{
    AllianceId, Benefit, Day, GoalId, GoalStatus, IndicatorIds, MemberId, Paragraph, ShortText,
    Timestamp,
};

/// A goal as it was, or is, after one of its changes.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "goal_version")]
pub struct Model {
    /// The goal.
    #[sea_orm(primary_key, auto_increment = false)]
    pub goal_id: GoalId,
    /// The number of the version, from 1.
    #[sea_orm(primary_key, auto_increment = false)]
    pub number: i32,
    /// The alliance.
    pub alliance_id: AllianceId,
    /// What it was called.
    pub title: ShortText,
    /// What will be different.
    pub outcome: Option<Paragraph>,
    /// For whom.
    pub for_whom: Option<Paragraph>,
    /// Whom it benefits.
    pub benefit: Benefit,
    /// How it is told whether it was reached.
    pub measure: Option<Paragraph>,
    /// The day by which it is to be reached.
    pub due_on: Option<Day>,
    /// The indicators that tell of it.
    pub indicator_ids: IndicatorIds,
    /// Where it stood.
    pub status: GoalStatus,
    /// Why it stood there.
    pub status_words: Option<Paragraph>,
    /// Who made the change.
    pub member_id: Option<MemberId>,
    /// When.
    pub at: Timestamp,
    /// The revision of the change.
    pub version: i64,
}

impl ActiveModelBehavior for ActiveModel {}
