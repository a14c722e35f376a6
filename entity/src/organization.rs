//! One of the organizations of an alliance.

use sea_orm::entity::prelude::*;

use crate::types::{AllianceId, OrganizationId, Paragraph, ShortText, ThingStatus, Timestamp};

/// One of the organizations of an alliance.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "organization")]
pub struct Model {
    /// The organization.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: OrganizationId,
    /// The alliance that it belongs to.
    pub alliance_id: AllianceId,
    /// What it is called.
    pub name: ShortText,
    /// The same, as names are compared; unique among those of the alliance that take part.
    pub name_key: Option<String>,
    /// What it is for.
    pub mission: Option<Paragraph>,
    /// Whether it takes part.
    pub status: ThingStatus,
    /// The revision of its last change.
    pub version: i64,
    /// When it was added.
    pub created_at: Timestamp,
}

impl ActiveModelBehavior for ActiveModel {}
