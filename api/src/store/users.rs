//! Accounts, as use cases in an alliance need them.

use entity::user::{Entity, Model};
use entity::words::UserId;
use sea_orm::EntityTrait;

use super::Reader;
use crate::error::{Refusal, Result};

/// The account of somebody who is signed in.
///
/// # Errors
/// `not_found` where it is there no more.
pub async fn get(reader: &impl Reader, user: UserId) -> Result<Model> {
    let row = Entity::find_by_id(user).one(reader.conn()).await?;
    row.ok_or_else(|| Refusal::missing().into())
}
