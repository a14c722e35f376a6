//! An account: somebody who can sign in.

use sea_orm::entity::prelude::*;

use crate::types::{Email, ShortText, Timestamp, UserId};

/// An account: somebody who can sign in.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "user")]
pub struct Model {
    /// The account.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: UserId,
    /// The address as it was typed.
    pub email: Email,
    /// The address by which accounts are told apart; unique.
    pub email_key: String,
    /// What the person is called.
    pub name: ShortText,
    /// The password, hashed; none for an account that cannot sign in yet.
    pub password_hash: Option<String>,
    /// Whether somebody else chose the password, so that it should be changed.
    pub password_temporary: bool,
    /// How often the password still opens; none for one that does again and again.
    pub sign_ins_left: Option<i32>,
    /// Whether the account keeps the instance.
    pub admin: bool,
    /// Whether the account may no longer sign in.
    pub disabled: bool,
    /// Raised by one with each change.
    pub version: i64,
    /// When the account was made.
    pub created_at: Timestamp,
}

impl ActiveModelBehavior for ActiveModel {}
