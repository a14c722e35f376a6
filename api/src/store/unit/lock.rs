//! The lock that a unit takes before it looks at anything.

use entity::alliance::{Column, Entity, Model};
use sea_orm::sea_query::{Expr, ExprTrait};
use sea_orm::{
    ConnectionTrait, EntityTrait, FromQueryResult, QueryFilter, QuerySelect, QueryTrait,
};

use super::{Log, Notice};
use crate::error::Result;
use crate::store::Lock;
use crate::store::transaction::Transaction;

/// A lock that is taken with the next word.
pub(super) struct Taken {
    of_alliance: bool,
    notice: Notice,
}

/// Takes the lock of a place. A write that others may notice raises the alliance's revision, which
/// locks its row; a silent one locks the row without changing it.
pub(super) async fn take(tx: &Transaction, lock: Lock, notice: Notice) -> Taken {
    let backend = tx.get_database_backend();
    let of_alliance = matches!(lock, Lock::Alliance(_));
    let statement = match (lock, notice) {
        (Lock::Nothing, _) => return Taken { of_alliance, notice },
        (Lock::Thing(row), _) => backend.build(&*row),
        (Lock::Alliance(is), Notice::Silent) => {
            QueryTrait::build(&Entity::find().filter(is).lock_shared(), backend)
        }
        (Lock::Alliance(is), Notice::Told) => {
            let raise = Entity::update_many()
                .col_expr(Column::Revision, Expr::col(Column::Revision).add(1));
            backend.build(raise.filter(is).into_query().returning_all())
        }
    };
    tx.later(statement).await;
    Taken { of_alliance, notice }
}

impl Taken {
    /// The alliance that it locked, and what the write is to leave behind.
    pub async fn heard(self, tx: &Transaction) -> Result<(Log, Option<Model>)> {
        let rows = tx.settle().await?;
        if !self.of_alliance {
            return Ok((of_instance(self.notice), None));
        }
        let home = rows.first().map(|row| Model::from_query_result(row, "")).transpose()?;
        let log = match (&home, self.notice) {
            (Some(home), Notice::Told) => Log::Alliance { id: home.id, revision: home.revision },
            _ => Log::Nothing,
        };
        Ok((log, home))
    }
}

fn of_instance(notice: Notice) -> Log {
    match notice {
        Notice::Told => Log::Instance,
        Notice::Silent => Log::Nothing,
    }
}
