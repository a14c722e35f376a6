//! What a write with an idempotency key led to.

use sea_orm::entity::prelude::*;

use crate::types::Timestamp;

/// What a write with an idempotency key led to.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "idempotency")]
pub struct Model {
    /// Whose key it is: the hash of the user or of the credential.
    #[sea_orm(primary_key, auto_increment = false)]
    pub caller: Vec<u8>,
    /// Which operation.
    #[sea_orm(primary_key, auto_increment = false)]
    pub act: String,
    /// The key itself.
    #[sea_orm(primary_key, auto_increment = false)]
    pub key: String,
    /// The hash of what was asked.
    pub request: Vec<u8>,
    /// The thing that it led to.
    pub about: Option<Uuid>,
    /// When.
    pub created_at: Timestamp,
}

impl ActiveModelBehavior for ActiveModel {}
