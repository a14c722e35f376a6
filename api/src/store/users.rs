//! Accounts, as use cases need them that know nobody yet.

use entity::types::{Email, UserId};
use entity::user::{Column, Entity, Model};
use sea_orm::{ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter, QuerySelect};

use super::{Db, Reader};
use crate::error::{Refusal, Result};

/// The account of somebody who is signed in.
///
/// # Errors
/// `not_found` where it is there no more.
pub async fn get(reader: &impl Reader, user: UserId) -> Result<Model> {
    let row = Entity::find_by_id(user).one(&reader.conn()).await?;
    row.ok_or_else(|| Refusal::missing().into())
}

/// An account by its id.
///
/// # Errors
/// A fault where the database does not answer.
pub async fn by_id(db: &Db, user: UserId) -> Result<Option<Model>> {
    Ok(Entity::find_by_id(user).one(&db.pool().queries()).await?)
}

/// The account with this address.
///
/// # Errors
/// A fault where the database does not answer.
pub async fn by_email(db: &Db, email: &Email) -> Result<Option<Model>> {
    Ok(Entity::find().filter(Column::EmailKey.eq(email.key())).one(&db.pool().queries()).await?)
}

/// An account that may sign in. It stays as it is until the write that asks has ended.
///
/// # Errors
/// A fault where the database does not answer.
pub async fn enabled(reader: &impl Reader, user: UserId) -> Result<Option<Model>> {
    let row = Entity::find_by_id(user).filter(Column::Disabled.eq(false)).lock_shared();
    Ok(row.one(&reader.conn()).await?)
}

/// Whether there is an admin who can sign in. Those stay so until the write that asks has ended.
///
/// # Errors
/// A fault where the database does not answer.
pub async fn any_admin(reader: &impl Reader) -> Result<bool> {
    let admins = Entity::find().filter(Column::Admin.eq(true)).filter(Column::Disabled.eq(false));
    Ok(admins.lock_shared().one(&reader.conn()).await?.is_some())
}

/// Whether there is any account.
///
/// # Errors
/// A fault where the database does not answer.
pub async fn any(db: &Db) -> Result<bool> {
    Ok(Entity::find().limit(1).count(&db.pool().queries()).await? > 0)
}
