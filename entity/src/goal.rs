//! A measurable aim under the alliance's shared purpose.

use sea_orm::entity::prelude::*;

use crate::types::{
    AllianceId, Benefit, Day, GoalId, GoalStatus, IndicatorIds, Paragraph, ShortText, Timestamp,
};

/// A measurable aim under the alliance's shared purpose.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "goal")]
pub struct Model {
    /// The goal.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: GoalId,
    /// The alliance.
    pub alliance_id: AllianceId,
    /// The number of its present version, from 1.
    pub number: i32,
    /// What it is called.
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
    /// Where it stands.
    pub status: GoalStatus,
    /// Why it stands there.
    pub status_words: Option<Paragraph>,
    /// The day on which it ended.
    pub ended_on: Option<Day>,
    /// The revision of its last change.
    pub version: i64,
    /// When it was written down.
    pub created_at: Timestamp,
}

impl ActiveModelBehavior for ActiveModel {}
