//! What happened to accounts and keys, in order.

use sea_orm::entity::prelude::*;

use crate::types::{EventId, Timestamp, UserId};

/// What happened to accounts and keys, in order.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "instance_event")]
pub struct Model {
    /// The entry.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: EventId,
    /// When.
    pub at: Timestamp,
    /// Who did it.
    pub user_id: Option<UserId>,
    /// Which operation.
    pub act: String,
    /// The thing that it was about.
    pub about: Option<Uuid>,
}

impl ActiveModelBehavior for ActiveModel {}
