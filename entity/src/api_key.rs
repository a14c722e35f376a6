//! A script's or a dashboard's access, which acts for its owner.

use sea_orm::entity::prelude::*;

use crate::types::{Alliances, ApiKeyId, Scopes, ShortText, Timestamp, UserId};

/// A script's or a dashboard's access, which acts for its owner.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "api_key")]
pub struct Model {
    /// The key.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: ApiKeyId,
    /// Its owner.
    pub user_id: UserId,
    /// What it is for.
    pub name: ShortText,
    /// The SHA-256 of the secret; unique.
    pub hash: Vec<u8>,
    /// The secret's first characters, to recognize it by.
    pub hint: String,
    /// What it may do.
    pub scopes: Scopes,
    /// The alliances that it is for; none for all of its owner's.
    pub alliances: Option<Alliances>,
    /// Raised by one with each change.
    pub version: i64,
    /// When it was made.
    pub created_at: Timestamp,
    /// Until when it can be used.
    pub expires_at: Option<Timestamp>,
    /// When it was taken back.
    pub revoked_at: Option<Timestamp>,
    /// When it was last used, to the hour.
    pub last_used_at: Option<Timestamp>,
}

impl ActiveModelBehavior for ActiveModel {}
