//! Nothing of an answer that was destroyed remains in the database's files.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use entity::types::Timestamp;
use sea_orm::{DbBackend, DbErr, QueryResult, Statement, TryGetable, Value};
use tokio::time::{Instant, sleep, sleep_until};

use super::{Db, Kind, PATIENCE};
use crate::error::{AppError, Result};

/// How long what can be done later waits for others.
const A_MOMENT: Duration = Duration::from_millis(250);
/// How many milliseconds one waits each time until transactions of others are over, before it is left for later.
const PAUSES: [u64; 5] = [10, 50, 250, 500, 1000];
/// How long after one time it is seen to on a server another comes at the earliest: whatever alliances
/// destroy meanwhile is seen to together, and nobody's drafts wait more than once.
const APART: Duration = Duration::from_secs(2);

/// What is known of answers that were destroyed, and may lie in the database's files.
#[derive(Debug)]
pub(in crate::store) struct Remains {
    any: AtomicBool,
    /// Held by the one who sees to it; when it was seen to last.
    seen_to: tokio::sync::Mutex<Option<Instant>>,
    /// Since when it fails.
    since: Mutex<Option<Timestamp>>,
}

impl Remains {
    /// What is not known before it was looked at.
    pub(super) fn unknown() -> Self {
        let (seen_to, since) = (tokio::sync::Mutex::default(), Mutex::default());
        Self { any: AtomicBool::new(true), seen_to, since }
    }

    /// Notes that so many answers are destroyed. It is noted where they are, so that it is seen to even
    /// where the request that did it is cut off.
    pub(in crate::store) fn note(&self, answers: u64) {
        if answers > 0 {
            self.any.store(true, Ordering::Relaxed);
        }
    }
}

impl Db {
    /// Whether something that was destroyed may remain in the database's files.
    pub fn remains(&self) -> bool {
        self.remains.any.load(Ordering::Relaxed)
    }

    /// Since when destroyed answers remain although it was tried to forget them; from now on, where
    /// it failed for the first time.
    pub fn remains_since(&self, now: Timestamp) -> Timestamp {
        let mut since = self.remains.since.lock().unwrap_or_else(PoisonError::into_inner);
        *since.get_or_insert(now)
    }

    /// Sees to it that nothing remains in the database's files of answers that were destroyed:
    /// empties SQLite's write-ahead log, which holds pages as they were; has PostgreSQL leave behind
    /// the rows that it keeps after they were deleted or overwritten. Where nothing was destroyed it
    /// does nothing.
    ///
    /// # Errors
    /// [`AppError::Busy`] where a reader still holds on to what was; a fault where the database does
    /// not answer.
    pub async fn forget_destroyed(&self) -> Result<()> {
        let mut seen_to = self.remains.seen_to.lock().await;
        if !self.remains() {
            return Ok(());
        }
        if let (Kind::Postgres, Some(last)) = (self.kind, *seen_to) {
            sleep_until(last + APART).await;
        }
        self.remains.any.store(false, Ordering::Relaxed);
        let forgotten = match self.kind {
            Kind::Sqlite => self.empty_log().await,
            Kind::Postgres => self.clear_answers().await,
        };
        *seen_to = Some(Instant::now());
        match forgotten.is_ok() {
            true => *self.remains.since.lock().unwrap_or_else(PoisonError::into_inner) = None,
            false => self.remains.any.store(true, Ordering::Relaxed),
        }
        forgotten
    }

    /// Why destroyed answers remain, for whoever can do something about it.
    ///
    /// # Errors
    /// A fault where the database does not answer.
    pub async fn why_remains(&self) -> Result<&'static str> {
        if self.kind == Kind::Sqlite {
            return Ok("another process reads the database's file: end it");
        }
        let mut one = self.writers.lease().await?;
        let owns = one.one(postgres(OWNS, [])).await;
        one.give_back();
        match value(owns?, "owns")? {
            true => Ok("transactions that others keep open hold on to them: end those, which \
                        pg_stat_activity shows by backend_xmin, and prepared ones and slots"),
            false => {
                Ok("the service's role does not own the table: ALTER TABLE response OWNER TO it")
            }
        }
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
            match self.write_answers_anew().await.map_err(AppError::from) {
                Ok(true) => return Ok(()),
                Ok(false) | Err(AppError::Busy) => sleep(Duration::from_millis(pause)).await,
                Err(error) => return Err(error),
            }
        }
        Err(AppError::Busy)
    }

    /// Writes the answers that are left into another file: where rows were cleared in place, their
    /// bytes lie on in the page until others are written over them. Who answers waits behind this no
    /// longer than a draft takes: where somebody reads on, it is given up at once.
    ///
    /// Tells whether all that was deleted before is gone. What a transaction on this server that is
    /// older may still see goes along; up to which transaction nothing did, the file itself says.
    async fn write_answers_anew(&self) -> std::result::Result<bool, DbErr> {
        let mut one = self.writers.lease().await?;
        let now = one.one(postgres("SELECT pg_current_xact_id()::xid::text AS now", [])).await?;
        let now: String = value(now, "now")?;
        one.command("SET lock_timeout = '25ms'").await?;
        // The connection, whose patience is shorter now, is not given back.
        one.command("VACUUM (FULL) response").await?;
        value(one.one(postgres(GONE, [now.into()])).await?, "gone")
    }
}

/// Whether the service may write the table anew: PostgreSQL skips it with a warning where it may not.
const OWNS: &str = "SELECT pg_has_role(relowner, 'USAGE') AS owns \
     FROM pg_class WHERE oid = 'response'::regclass";

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
