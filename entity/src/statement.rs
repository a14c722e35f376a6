//! A version of the statement of the shared purpose.

use sea_orm::entity::prelude::*;

use crate::types::{AllianceId, LongText, MemberId, ProposalId, StatementId, Timestamp};

/// A version of the statement of the shared purpose.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "statement")]
pub struct Model {
    /// The version.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: StatementId,
    /// The alliance.
    pub alliance_id: AllianceId,
    /// Its number in the alliance, from 1.
    pub number: i32,
    /// The purpose, in words.
    pub text: LongText,
    /// Who wrote it down.
    pub member_id: Option<MemberId>,
    /// The last proposal that put it before the organizations; none for a draft.
    pub proposal_id: Option<ProposalId>,
    /// The revision of its last change.
    pub version: i64,
    /// When it was written down.
    pub created_at: Timestamp,
}

impl ActiveModelBehavior for ActiveModel {}
