//! Sessions and their refresh tokens.

use chrono::TimeDelta;
use entity::types::{SessionId, Timestamp, UserId};
use entity::{refresh_token, session};
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, EntityTrait, ExprTrait, QueryFilter};

use super::{Db, OpenWrite, Reader};
use crate::error::Result;

/// A refresh token and the session that it renews; none where it is not known.
///
/// # Errors
/// A fault where the database does not answer.
pub async fn by_refresh_token(
    db: &Db,
    hash: Vec<u8>,
) -> Result<Option<(refresh_token::Model, session::Model)>> {
    let conn = db.pool();
    let token = refresh_token::Entity::find_by_id(hash).one(&conn.queries()).await?;
    let Some(token) = token else { return Ok(None) };
    let session = session::Entity::find_by_id(token.session_id).one(&conn.queries()).await?;
    Ok(session.map(|session| (token, session)))
}

/// Notes that a refresh token was used, unless it was before. Of two tokens that came of one, using one
/// ends the other once the leeway is over: a session goes on in one line.
///
/// # Errors
/// A fault where the database does not answer.
pub async fn rotate(
    unit: &mut OpenWrite,
    session: SessionId,
    hash: Vec<u8>,
    leeway: TimeDelta,
) -> Result<()> {
    let now = unit.now().time();
    refresh_token::Entity::update_many()
        .col_expr(refresh_token::Column::ExpiresAt, Expr::val(now))
        .filter(refresh_token::Column::SessionId.eq(session))
        .filter(refresh_token::Column::Hash.ne(hash.clone()))
        .filter(refresh_token::Column::RotatedAt.is_null())
        .filter(refresh_token::Column::CreatedAt.lt(now - leeway))
        .exec(&unit.conn())
        .await?;
    refresh_token::Entity::update_many()
        .col_expr(refresh_token::Column::RotatedAt, Expr::val(unit.now().time()))
        .filter(refresh_token::Column::Hash.eq(hash))
        .filter(refresh_token::Column::RotatedAt.is_null())
        .exec(&unit.conn())
        .await?;
    Ok(())
}

/// Lets a session live on; says whether it had not ended.
///
/// # Errors
/// A fault where the database does not answer.
pub async fn prolong(unit: &mut OpenWrite, session: SessionId, until: Timestamp) -> Result<bool> {
    let done = session::Entity::update_many()
        .col_expr(session::Column::ExpiresAt, Expr::val(until.time()))
        .col_expr(session::Column::Version, Expr::col(session::Column::Version).add(1))
        .filter(session::Column::Id.eq(session))
        .filter(session::Column::RevokedAt.is_null())
        .exec(&unit.conn())
        .await?;
    Ok(done.rows_affected > 0)
}

/// Forgets the sessions that are over, and with them their tokens.
///
/// # Errors
/// A fault where the database does not answer.
pub async fn forget(db: &Db, now: Timestamp) -> Result<()> {
    let tx = db.write()?;
    refresh_token::Entity::delete_many()
        .filter(refresh_token::Column::ExpiresAt.lt(now.time()))
        .exec(&tx)
        .await?;
    session::Entity::delete_many()
        .filter(session::Column::ExpiresAt.lt(now.time()))
        .exec(&tx)
        .await?;
    tx.commit().await
}

/// Ends the sessions of an account, all but one.
///
/// # Errors
/// A fault where the database does not answer.
pub async fn end_others(unit: &mut OpenWrite, user: UserId, but: Option<SessionId>) -> Result<()> {
    let now = unit.now().time();
    let mut end = session::Entity::update_many()
        .col_expr(session::Column::RevokedAt, Expr::val(now))
        .col_expr(session::Column::Version, Expr::col(session::Column::Version).add(1))
        .filter(session::Column::UserId.eq(user))
        .filter(session::Column::RevokedAt.is_null());
    if let Some(but) = but {
        end = end.filter(session::Column::Id.ne(but));
    }
    end.exec(&unit.conn()).await?;
    Ok(())
}
