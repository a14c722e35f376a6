//! A token that renews a session once.

use sea_orm::entity::prelude::*;

use crate::types::{SessionId, Timestamp};

/// A token that renews a session once.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "refresh_token")]
pub struct Model {
    /// The SHA-256 of the token.
    #[sea_orm(primary_key, auto_increment = false)]
    pub hash: Vec<u8>,
    /// The session that it renews.
    pub session_id: SessionId,
    /// When it was given out.
    pub created_at: Timestamp,
    /// Until when it can be used.
    pub expires_at: Timestamp,
    /// When it was used, and a new one given out.
    pub rotated_at: Option<Timestamp>,
}

impl ActiveModelBehavior for ActiveModel {}
