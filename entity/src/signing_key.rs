//! A key that signs access tokens.

use sea_orm::entity::prelude::*;

use crate::types::Timestamp;

/// A key that signs access tokens.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "signing_key")]
pub struct Model {
    /// The thumbprint by which tokens name it.
    #[sea_orm(primary_key, auto_increment = false)]
    pub kid: String,
    /// The private key, encrypted by the instance's secret.
    pub sealed: Vec<u8>,
    /// When it was made; the newest signs.
    pub created_at: Timestamp,
}

impl ActiveModelBehavior for ActiveModel {}
