//! Why a step was taken: the words beside its event, which holds none.

use sea_orm::entity::prelude::*;

use crate::types::{AllianceId, Paragraph};

/// Why a step was taken: the words beside its event, which holds none.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "reason")]
pub struct Model {
    /// The alliance.
    #[sea_orm(primary_key, auto_increment = false)]
    pub alliance_id: AllianceId,
    /// The revision that the step led to.
    #[sea_orm(primary_key, auto_increment = false)]
    pub revision: i64,
    /// Why.
    pub reason: Paragraph,
}

impl ActiveModelBehavior for ActiveModel {}
