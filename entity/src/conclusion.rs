//! What a discussion led to.

use sea_orm::entity::prelude::*;

use crate::types::{
    AllianceId, Component, ConclusionId, ConclusionKind, CycleId, Day, DiscussionId, LongText,
    Paragraph, ReviewOutcome, RoundId, Timestamp,
};

/// What a discussion led to.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "conclusion")]
pub struct Model {
    /// The conclusion.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: ConclusionId,
    /// The alliance.
    pub alliance_id: AllianceId,
    /// The cycle.
    pub cycle_id: CycleId,
    /// The discussion.
    pub discussion_id: DiscussionId,
    /// The round in which it was written down.
    pub round_id: RoundId,
    /// The component that was discussed.
    pub component: Component,
    /// What kind of conclusion it is.
    pub kind: ConclusionKind,
    /// The conclusion itself.
    pub text: LongText,
    /// When it is to be looked at again.
    pub review_on: Option<Day>,
    /// When it was.
    pub reviewed_on: Option<Day>,
    /// What came of that.
    pub review_outcome: Option<ReviewOutcome>,
    /// What was said of it.
    pub review_words: Option<Paragraph>,
    /// The revision of its last change.
    pub version: i64,
    /// When it was written down.
    pub created_at: Timestamp,
}

impl ActiveModelBehavior for ActiveModel {}
