//! API keys, as they are recognized.

use chrono::TimeDelta;
use entity::api_key::{Column, Entity, Model};
use entity::types::{ApiKeyId, Timestamp, UserId};
use sea_orm::sea_query::{Expr, ExprTrait, Query};
use sea_orm::{ColumnTrait, Condition, EntityTrait, QueryFilter};

use super::{Db, OpenWrite, Reader};
use crate::error::Result;

/// How fine it is told when a key was last used.
const HOURLY: TimeDelta = TimeDelta::hours(1);

/// The key with this hash, where its owner may sign in and it was not revoked.
///
/// # Errors
/// A fault where the database does not answer.
pub async fn by_hash(db: &Db, hash: Vec<u8>) -> Result<Option<Model>> {
    let enabled = Query::select()
        .column(entity::user::Column::Id)
        .from(entity::user::Entity)
        .and_where(entity::user::Column::Disabled.eq(false))
        .take();
    let key = Entity::find()
        .filter(Column::Hash.eq(hash))
        .filter(Column::RevokedAt.is_null())
        .filter(Column::UserId.in_subquery(enabled));
    Ok(key.one(&db.pool().queries()).await?)
}

/// Takes back all keys of an account.
///
/// # Errors
/// A fault where the database does not answer.
pub async fn revoke_all(unit: &mut OpenWrite, user: UserId) -> Result<()> {
    Entity::update_many()
        .col_expr(Column::RevokedAt, Expr::val(unit.now().time()))
        .col_expr(Column::Version, Expr::col(Column::Version).add(1))
        .filter(Column::UserId.eq(user))
        .filter(Column::RevokedAt.is_null())
        .exec(&unit.conn())
        .await?;
    Ok(())
}

/// Whether it is worth noting that a key is used.
pub fn is_news(key: &Model, now: Timestamp) -> bool {
    key.last_used_at.is_none_or(|last| last.time() < hour_before(now))
}

/// Notes that a key was used.
///
/// # Errors
/// A fault where the database does not answer.
pub async fn note_use(db: &Db, key: ApiKeyId, now: Timestamp) -> Result<()> {
    let old = Condition::any()
        .add(Column::LastUsedAt.is_null())
        .add(Column::LastUsedAt.lt(hour_before(now)));
    let tx = db.write()?;
    Entity::update_many()
        .col_expr(Column::LastUsedAt, Expr::val(now.time()))
        .filter(Column::Id.eq(key))
        .filter(old)
        .exec(&tx)
        .await?;
    tx.commit().await
}

fn hour_before(now: Timestamp) -> chrono::DateTime<chrono::Utc> {
    now.time() - HOURLY
}
