//! One component within a cycle.

use sea_orm::entity::prelude::*;

use crate::types::{
    AllianceId, Component, CycleId, Day, DiscussionId, DiscussionStatus, Paragraph, RoundId,
};

/// One component within a cycle.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "discussion")]
pub struct Model {
    /// The discussion.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: DiscussionId,
    /// The alliance.
    pub alliance_id: AllianceId,
    /// The cycle.
    pub cycle_id: CycleId,
    /// The component that is discussed.
    pub component: Component,
    /// Its position in the order, 1 to 6; unique in the cycle.
    pub position: i32,
    /// Where its live round stands.
    pub status: DiscussionStatus,
    /// The live round; none before the first.
    pub round_id: Option<RoundId>,
    /// The number of the live round.
    pub round_number: Option<i32>,
    /// The day by which the live round is to be answered.
    pub answer_by: Option<Day>,
    /// The earlier component that was revisited after this one was concluded.
    pub built_on_revisited: Option<Component>,
    /// Why it was set aside, revisited or reaffirmed.
    pub reason: Option<Paragraph>,
    /// The revision at which it was last concluded.
    pub concluded_at_revision: Option<i64>,
    /// The revision at which it was last revisited.
    pub revisited_at_revision: Option<i64>,
    /// The revision at which it was last reaffirmed.
    pub reaffirmed_at_revision: Option<i64>,
    /// The revision of its last change.
    pub version: i64,
}

impl ActiveModelBehavior for ActiveModel {}
