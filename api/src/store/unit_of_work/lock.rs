//! The lock that a unit of work takes before it looks at anything.

use entity::alliance::{Column, Entity, Model};
use entity::types::AllianceId;
use sea_orm::sea_query::{Expr, ExprTrait, SimpleExpr, UpdateStatement};
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, FromQueryResult, QueryFilter, QuerySelect,
    QueryTrait,
};

use super::{Notice, WriteLog};
use crate::error::{AppError, Result};
use crate::store::Lock;
use crate::store::transaction::Transaction;

/// A lock that is requested, and taken with the next round trip.
pub(super) struct PendingLock {
    of_alliance: bool,
    notice: Notice,
}

/// Requests the lock of a locator. A write that others may notice raises the alliance's revision,
/// which locks its row; a silent one locks the row without changing it.
pub(super) async fn request_lock(tx: &Transaction, lock: Lock, notice: Notice) -> PendingLock {
    let backend = tx.get_database_backend();
    let of_alliance = matches!(lock, Lock::Alliance(_));
    let statement = match (lock, notice) {
        (Lock::Nothing, _) => return PendingLock { of_alliance, notice },
        (Lock::Thing(row), _) => backend.build(&*row),
        (Lock::Alliance(is), Notice::Silent) => {
            QueryTrait::build(&Entity::find().filter(is).lock_shared(), backend)
        }
        (Lock::Alliance(is), Notice::Recorded) => backend.build(&raised(is)),
    };
    tx.later(statement).await;
    PendingLock { of_alliance, notice }
}

/// Raises the revision of an alliance, and asks for its row since.
fn raised(is: SimpleExpr) -> UpdateStatement {
    let raise =
        Entity::update_many().col_expr(Column::Revision, Expr::col(Column::Revision).add(1));
    raise.filter(is).into_query().returning_all().to_owned()
}

/// Locks another alliance than the one that is written in, and raises its revision.
pub(super) async fn lock_besides(tx: &Transaction, alliance: AllianceId) -> Result<WriteLog> {
    let row = tx.query_one(&raised(Column::Id.eq(alliance))).await?;
    let row = row.ok_or_else(|| AppError::fault("an alliance is missing"))?;
    Ok(WriteLog::Alliance { id: alliance, revision: Model::from_query_result(&row, "")?.revision })
}

impl PendingLock {
    /// The alliance that it locked, and what the write is to leave behind.
    pub async fn heard(self, tx: &Transaction) -> Result<(WriteLog, Option<Model>)> {
        let rows = tx.flush().await?;
        if !self.of_alliance {
            return Ok((of_instance(self.notice), None));
        }
        let home = rows.first().map(|row| Model::from_query_result(row, "")).transpose()?;
        let log = match (&home, self.notice) {
            (Some(home), Notice::Recorded) => {
                WriteLog::Alliance { id: home.id, revision: home.revision }
            }
            _ => WriteLog::Nothing,
        };
        Ok((log, home))
    }
}

fn of_instance(notice: Notice) -> WriteLog {
    match notice {
        Notice::Recorded => WriteLog::Instance,
        Notice::Silent => WriteLog::Nothing,
    }
}
