//! Nothing of an answer that was destroyed remains in the database's files.

use std::sync::atomic::Ordering;
use std::time::Duration;

use sea_orm::{DbBackend, DbErr, QueryResult, Statement, TryGetable, Value};

use super::{Db, Kind, PATIENCE};
use crate::error::{AppError, Result};

/// How long what can be done later waits for others.
const A_MOMENT: Duration = Duration::from_millis(250);
/// How many milliseconds one waits each time until transactions of others are over, before it is left for later.
const PAUSES: [u64; 4] = [10, 50, 250, 1000];

impl Db {
    /// Says that answers are about to be destroyed, so that what remains of them in the database's
    /// files is seen to even where the request that did it is cut off.
    pub fn will_destroy(&self) {
        self.remains.store(true, Ordering::Relaxed);
    }

    /// Whether something that was destroyed may remain in the database's files.
    pub fn remains(&self) -> bool {
        self.remains.load(Ordering::Relaxed)
    }

    /// Sees to it that nothing remains in the database's files of answers that were destroyed:
    /// empties SQLite's write-ahead log, which holds pages as they were; has PostgreSQL leave behind
    /// the rows that it keeps after they were deleted or overwritten.
    ///
    /// # Errors
    /// [`AppError::Busy`] where a reader still holds on to what was; a fault where the database does
    /// not answer.
    pub async fn forget_destroyed(&self) -> Result<()> {
        self.remains.store(false, Ordering::Relaxed);
        let forgotten = match self.kind {
            Kind::Sqlite => self.empty_log().await,
            Kind::Postgres => self.clear_answers().await,
        };
        if forgotten.is_err() {
            self.remains.store(true, Ordering::Relaxed);
        }
        forgotten
    }

    /// Empties the log, unless another process reads on: the only writer does not wait for it long.
    pub(super) async fn empty_log(&self) -> Result<()> {
        let mut one = self.writers.lease().await?;
        one.one(waits(A_MOMENT)).await?;
        let row = one.one(sqlite("PRAGMA wal_checkpoint(TRUNCATE)")).await;
        one.one(waits(PATIENCE)).await?;
        one.give_back();
        let busy = row?.map_or(Ok(0), |row| row.try_get_by_index::<i64>(0))?;
        if busy == 0 { Ok(()) } else { Err(AppError::Busy) }
    }

    /// Has PostgreSQL write the answers that are left into another file, until nothing that was deleted
    /// before went with them.
    async fn clear_answers(&self) -> Result<()> {
        for pause in PAUSES {
            if self.write_answers_anew().await.map_err(AppError::fault)? {
                return Ok(());
            }
            tokio::time::sleep(Duration::from_millis(pause)).await;
        }
        Err(AppError::Busy)
    }

    /// Writes the answers that are left into another file: where rows were cleared in place, their
    /// bytes lie on in the page until others are written over them. Nobody who answers waits long
    /// behind somebody who reads.
    ///
    /// Tells whether all that was deleted before is gone. What a transaction on this server that is
    /// older may still see goes along; up to which transaction nothing did, the file itself says.
    async fn write_answers_anew(&self) -> std::result::Result<bool, DbErr> {
        let mut one = self.writers.lease().await?;
        let now = one.one(postgres("SELECT pg_current_xact_id()::xid::text AS now", [])).await?;
        let now: String = value(now, "now")?;
        one.command("SET lock_timeout = '250ms'").await?;
        let written = one.command("VACUUM (FULL) response").await;
        one.command("RESET lock_timeout").await?;
        written?;
        let gone = one.one(postgres(GONE, [now.into()])).await?;
        one.give_back();
        value(gone, "gone")
    }
}

/// Whether nothing in the table's file is older than a transaction.
const GONE: &str = "SELECT age(relfrozenxid) <= age($1::xid) AS gone \
     FROM pg_class WHERE oid = 'response'::regclass";

fn waits(patience: Duration) -> Statement {
    sqlite(&format!("PRAGMA busy_timeout = {}", patience.as_millis()))
}

fn sqlite(sql: &str) -> Statement {
    Statement::from_string(DbBackend::Sqlite, sql)
}

fn postgres<const N: usize>(sql: &str, values: [Value; N]) -> Statement {
    Statement::from_sql_and_values(DbBackend::Postgres, sql, values)
}

fn value<T: TryGetable>(row: Option<QueryResult>, name: &str) -> std::result::Result<T, DbErr> {
    let missing = || DbErr::RecordNotFound(name.to_owned());
    row.ok_or_else(missing)?.try_get("", name)
}
