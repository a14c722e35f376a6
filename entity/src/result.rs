//! What a prompt led to, computed once at the reveal and frozen.

use sea_orm::entity::prelude::*;

use crate::types::{AllianceId, PromptId, RoundId};

/// What a prompt led to, computed once at the reveal and frozen.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "result")]
pub struct Model {
    /// The prompt.
    #[sea_orm(primary_key, auto_increment = false)]
    pub prompt_id: PromptId,
    /// The alliance.
    pub alliance_id: AllianceId,
    /// The round.
    pub round_id: RoundId,
    /// Figures and texts, as promised.
    pub outcome: Json,
    /// The revision of the reveal.
    pub version: i64,
}

impl ActiveModelBehavior for ActiveModel {}
