//! The first pass of a discussion, or a revisit.

use sea_orm::entity::prelude::*;

use crate::types::{
    AllianceId, CycleId, Day, DiscussionId, DiscussionStatus, Paragraph, RoundId, Timestamp,
};

/// The first pass of a discussion, or a revisit.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "round")]
pub struct Model {
    /// The round.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: RoundId,
    /// The alliance.
    pub alliance_id: AllianceId,
    /// The cycle.
    pub cycle_id: CycleId,
    /// The discussion.
    pub discussion_id: DiscussionId,
    /// Its number in the discussion, from 1; unique there.
    pub number: i32,
    /// Where it stands, or stood when the next began.
    pub status: DiscussionStatus,
    /// Why it was opened again.
    pub reason: Option<Paragraph>,
    /// The day by which it is to be answered; nothing closes by itself.
    pub answer_by: Option<Day>,
    /// How many organizations are shown to have answered, in an anonymous cycle.
    pub organizations_shown: Option<i32>,
    /// When it opened.
    pub started_at: Timestamp,
    /// When what was submitted was shown.
    pub revealed_at: Option<Timestamp>,
    /// The revision of its last change.
    pub version: i64,
}

impl ActiveModelBehavior for ActiveModel {}
