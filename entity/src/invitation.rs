//! An offer to become a member, accepted once.

use sea_orm::entity::prelude::*;

use crate::types::{
    AllianceId, Email, InvitationId, InvitationStatus, MemberId, OrganizationId, Role, Timestamp,
};

/// An offer to become a member, accepted once.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "invitation")]
pub struct Model {
    /// The invitation.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: InvitationId,
    /// The alliance.
    pub alliance_id: AllianceId,
    /// The account that may accept it; none for whoever has the token.
    pub email: Option<Email>,
    /// The same, as it is compared.
    pub email_key: Option<String>,
    /// What the invited will be.
    pub role: Role,
    /// Whether they will be a steward.
    pub steward: bool,
    /// The organization for which a partner will speak.
    pub organization_id: Option<OrganizationId>,
    /// The SHA-256 of the token; unique.
    pub token_hash: Vec<u8>,
    /// Where it stands, but for running out.
    pub status: InvitationStatus,
    /// Who invited.
    pub invited_by: MemberId,
    /// The member who came of it.
    pub member_id: Option<MemberId>,
    /// Until when it can be accepted.
    pub expires_at: Timestamp,
    /// The revision of its last change.
    pub version: i64,
    /// When it was made.
    pub created_at: Timestamp,
}

impl ActiveModelBehavior for ActiveModel {}
