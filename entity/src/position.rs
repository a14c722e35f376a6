//! An organization that counts for a proposal, and its stand.

use sea_orm::entity::prelude::*;

use crate::types::{
    AllianceId, MemberId, OrganizationId, Paragraph, PositionId, ProposalId, ShortText, Stance,
    Timestamp,
};

/// An organization that counts for a proposal, and its stand.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "position")]
pub struct Model {
    /// The position.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: PositionId,
    /// The alliance.
    pub alliance_id: AllianceId,
    /// The proposal.
    pub proposal_id: ProposalId,
    /// The organization.
    pub organization_id: OrganizationId,
    /// What it was called when the proposal opened.
    pub organization_name: ShortText,
    /// Its stand; none until it takes one.
    pub stance: Option<Stance>,
    /// Why.
    pub reason: Option<Paragraph>,
    /// Who put it.
    pub member_id: Option<MemberId>,
    /// When.
    pub put_at: Option<Timestamp>,
    /// The revision of its last change.
    pub version: i64,
}

impl ActiveModelBehavior for ActiveModel {}
