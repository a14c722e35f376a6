//! A sign-in, which its refresh tokens prolong.

use sea_orm::entity::prelude::*;

use crate::types::{SessionId, Timestamp, UserId};

/// A sign-in, which its refresh tokens prolong.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "session")]
pub struct Model {
    /// The session.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: SessionId,
    /// Whose it is.
    pub user_id: UserId,
    /// When it began.
    pub created_at: Timestamp,
    /// When it ends unless it is refreshed.
    pub expires_at: Timestamp,
    /// When it was ended before its time.
    pub revoked_at: Option<Timestamp>,
    /// Raised by one with each change.
    pub version: i64,
}

impl ActiveModelBehavior for ActiveModel {}
