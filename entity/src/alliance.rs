//! Organizations that work together.

use sea_orm::entity::prelude::*;

use crate::types::{
    AllianceId, DecisionRule, Paragraph, ShortText, Slug, ThingStatus, TimeZone, Timestamp,
};

/// Organizations that work together.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "alliance")]
pub struct Model {
    /// The alliance.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: AllianceId,
    /// What stands for it in a URL; unique, never reused.
    pub slug: Slug,
    /// What it calls itself.
    pub name: ShortText,
    /// The community that it serves.
    pub community: Option<Paragraph>,
    /// The time zone in which its days begin.
    pub time_zone: TimeZone,
    /// The month in which its fiscal year starts, 1 to 12.
    pub fiscal_year_start: i32,
    /// Whether public indicators may be read without sign-in.
    pub public: bool,
    /// How it decides on proposals.
    pub decides_by: DecisionRule,
    /// Where it stands.
    pub status: ThingStatus,
    /// Raised by one with each write in the alliance.
    pub revision: i64,
    /// The revision of this row's last change.
    pub version: i64,
    /// When it was founded.
    pub created_at: Timestamp,
}

impl ActiveModelBehavior for ActiveModel {}
