//! The keys that sign access tokens, sealed.

use entity::signing_key::{ActiveModel, Column, Entity, Model};
use entity::types::Timestamp;
use sea_orm::{EntityTrait, QueryOrder, QuerySelect};

use super::Db;
use crate::error::Result;

/// More keys than this are never in use at once.
const AT_MOST: u64 = 20;

/// The keys, the newest first.
///
/// # Errors
/// A fault where the database does not answer.
pub async fn sealed(db: &Db) -> Result<Vec<Vec<u8>>> {
    let newest = Entity::find().order_by_desc(Column::CreatedAt).order_by_asc(Column::Kid);
    let rows = newest.limit(AT_MOST).all(&db.pool().queries()).await?;
    Ok(rows.into_iter().map(|row| row.sealed).collect())
}

/// Every key, whole.
///
/// # Errors
/// A fault where the database does not answer.
pub async fn all(db: &Db) -> Result<Vec<Model>> {
    Ok(Entity::find().all(&db.pool().queries()).await?)
}

/// Puts keys in the place of all that are there, at once.
///
/// # Errors
/// A fault where the database does not answer.
pub async fn replace(db: &Db, keys: Vec<Model>) -> Result<()> {
    let tx = db.write()?;
    Entity::delete_many().exec(&tx).await?;
    for key in keys {
        Entity::insert(ActiveModel::from(key)).exec_without_returning(&tx).await?;
    }
    tx.commit().await
}

/// Adds a key; it signs from the next start on.
///
/// # Errors
/// A fault where the database does not answer.
pub async fn add(db: &Db, kid: &str, sealed: Vec<u8>, now: Timestamp) -> Result<()> {
    let row = Model { kid: kid.to_owned(), sealed, created_at: now };
    let tx = db.write()?;
    Entity::insert(ActiveModel::from(row)).exec_without_returning(&tx).await?;
    tx.commit().await?;
    Ok(())
}
