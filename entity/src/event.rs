//! What changed in an alliance: one entry for each revision.

use sea_orm::entity::prelude::*;

use crate::types::{AllianceId, EventId, MemberId, Timestamp};

/// What changed in an alliance: one entry for each revision.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "event")]
pub struct Model {
    /// The alliance.
    #[sea_orm(primary_key, auto_increment = false)]
    pub alliance_id: AllianceId,
    /// The revision that the write led to.
    #[sea_orm(primary_key, auto_increment = false)]
    pub revision: i64,
    /// The entry; unique.
    pub id: EventId,
    /// When.
    pub at: Timestamp,
    /// Which operation.
    pub act: String,
    /// Who did it; none where it was not a member.
    pub member_id: Option<MemberId>,
    /// The thing that it was about.
    pub about: Uuid,
    /// What kind of thing that is.
    pub about_kind: String,
}

impl ActiveModelBehavior for ActiveModel {}
