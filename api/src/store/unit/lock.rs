//! The lock that a unit takes before it looks at anything.

use sea_orm::sea_query::{Expr, ExprTrait};
use sea_orm::{
    ConnectionTrait, EntityTrait, FromQueryResult, QueryFilter, QuerySelect, QueryTrait,
};

use super::{Log, Notice};
use crate::error::Result;
use crate::store::Lock;
use crate::store::transaction::Transaction;

/// Takes the lock of a place. A write that others may notice raises the alliance's revision, which
/// locks its row; a silent one locks the row without changing it.
pub(super) async fn take(
    tx: &Transaction,
    lock: Lock,
    notice: Notice,
) -> Result<(Log, Option<entity::alliance::Model>)> {
    use entity::alliance::{Column, Entity, Model};
    let is = match lock {
        Lock::Alliance(is) => is,
        Lock::Thing(row) => {
            tx.query_one(&*row).await?;
            return Ok((of_instance(notice), None));
        }
        Lock::Nothing => return Ok((of_instance(notice), None)),
    };
    if notice == Notice::Silent {
        let home = Entity::find().filter(is).lock_shared().one(tx).await?;
        return Ok((Log::Nothing, home));
    }
    let raise = Entity::update_many()
        .col_expr(Column::Revision, Expr::col(Column::Revision).add(1))
        .filter(is)
        .into_query()
        .returning_all()
        .take();
    let Some(row) = tx.query_one(&raise).await? else { return Ok((Log::Nothing, None)) };
    let home = Model::from_query_result(&row, "")?;
    Ok((Log::Alliance { id: home.id, revision: home.revision }, Some(home)))
}

fn of_instance(notice: Notice) -> Log {
    match notice {
        Notice::Told => Log::Instance,
        Notice::Silent => Log::Nothing,
    }
}
