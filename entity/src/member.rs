//! A user in an alliance, with a role there.

use sea_orm::entity::prelude::*;

use crate::types::{
    AllianceId, MemberId, MemberStatus, OrganizationId, Role, ShortText, Timestamp, UserId,
};

/// A user in an alliance, with a role there.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "member")]
pub struct Model {
    /// The member.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: MemberId,
    /// The alliance.
    pub alliance_id: AllianceId,
    /// The account; unique in the alliance.
    pub user_id: UserId,
    /// The name by which the alliance knows this person.
    pub name: ShortText,
    /// What this person is there.
    pub role: Role,
    /// Whether they keep the alliance's members and indicators.
    pub steward: bool,
    /// The organization for which a partner speaks.
    pub organization_id: Option<OrganizationId>,
    /// Who invited them; none for whoever founded the alliance.
    pub invited_by: Option<MemberId>,
    /// Since when they speak for an organization, as a partner.
    pub partner_since: Option<Timestamp>,
    /// Whether they take part.
    pub status: MemberStatus,
    /// The revision of the last change.
    pub version: i64,
    /// When they joined.
    pub created_at: Timestamp,
}

impl ActiveModelBehavior for ActiveModel {}
