//! A push of values, and what came of it.

use sea_orm::entity::prelude::*;

use crate::types::{AllianceId, ImportFormat, ImportId, MemberId, RefusalCounts, Timestamp};

/// A push of values, and what came of it.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "import")]
pub struct Model {
    /// The import.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: ImportId,
    /// The alliance.
    pub alliance_id: AllianceId,
    /// The form of what was pushed.
    pub format: ImportFormat,
    /// Whether all of it was read.
    pub complete: bool,
    /// How many rows were read.
    pub total: i64,
    /// How many of them wrote a first value.
    pub created: i64,
    /// How many corrected a value.
    pub changed: i64,
    /// How many changed nothing.
    pub unchanged: i64,
    /// How many removed a value.
    pub deleted: i64,
    /// How many were refused.
    pub refused: i64,
    /// The refusals, by code.
    pub refusals: RefusalCounts,
    /// Who pushed them.
    pub pushed_by: Option<MemberId>,
    /// When it began.
    pub created_at: Timestamp,
    /// The revision of its last chunk.
    pub version: i64,
}

impl ActiveModelBehavior for ActiveModel {}
