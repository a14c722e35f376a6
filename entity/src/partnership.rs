//! When a member was a partner, and for which organization.

use sea_orm::entity::prelude::*;

use crate::types::{AllianceId, MemberId, OrganizationId};

/// When a member was a partner, and for which organization.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "partnership")]
pub struct Model {
    /// The member.
    #[sea_orm(primary_key, auto_increment = false)]
    pub member_id: MemberId,
    /// The revision at which it began.
    #[sea_orm(primary_key, auto_increment = false)]
    pub since: i64,
    /// The revision at which it ended; none while it lasts.
    pub until: Option<i64>,
    /// The alliance.
    pub alliance_id: AllianceId,
    /// The organization for which they spoke.
    pub organization_id: OrganizationId,
}

impl ActiveModelBehavior for ActiveModel {}
