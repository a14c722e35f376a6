//! Connections to read by, which stay open from one read to the next.
//!
//! The pool that writes use asks every connection that comes back whether it is still there, which
//! for a small read is as much work as the read. Here nothing is asked: a connection is kept after
//! a read that was heard to its end, and closed after any other. The one that was used last is used
//! first, since it remembers most of what it has read; of those, one that was opened by the thread
//! that reads, since what it hears from the database wakes the thread that opened it.

use std::fmt;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread::{self, ThreadId};
use std::time::{Duration, Instant};

use sea_orm::{ConnAcquireErr, DbBackend, DbErr, QueryResult, RuntimeErr, Statement};
use sea_query_sqlx::SqlxValues;
use sqlx::postgres::{PgConnectOptions, PgConnection};
use sqlx::query::Query;
use sqlx::sqlite::{SqliteConnectOptions, SqliteConnection};
use sqlx::{AssertSqlSafe, Connection, Database, IntoArguments};
use tokio::sync::{Semaphore, SemaphorePermit};
use tokio::time::timeout;

use super::Settings;
use crate::metrics::Statements;

/// How connections are opened.
#[derive(Clone, Debug)]
pub(super) enum Options {
    Sqlite(SqliteConnectOptions),
    Postgres(PgConnectOptions),
}

/// A connection of either kind.
enum Open {
    Sqlite(SqliteConnection),
    Postgres(PgConnection),
}

/// A connection, and the thread that opened it.
struct Reader {
    opened_by: ThreadId,
    open: Open,
}

/// Does the same with a connection of either kind.
macro_rules! on_either {
    ($open:expr, $conn:ident => $does:expr) => {
        match $open {
            Open::Sqlite($conn) => $does,
            Open::Postgres($conn) => $does,
        }
    };
}

/// Connections to read by.
pub struct Readers {
    options: Options,
    places: Semaphore,
    patience: Duration,
    idle: Mutex<Vec<Reader>>,
    statements: Statements,
}

impl fmt::Debug for Readers {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Readers").field("places", &self.places).finish_non_exhaustive()
    }
}

impl Readers {
    /// Reads by as many connections as are set, opened when they are needed.
    pub(super) fn new(
        options: Options,
        settings: &Settings,
        patience: Duration,
        statements: &Statements,
    ) -> Arc<Self> {
        let places = Semaphore::new(settings.connections.max(1) as usize);
        let (idle, statements) = (Mutex::default(), statements.clone());
        Arc::new(Self { options, places, patience, idle, statements })
    }

    pub(super) fn backend(&self) -> DbBackend {
        match self.options {
            Options::Sqlite(_) => DbBackend::Sqlite,
            Options::Postgres(_) => DbBackend::Postgres,
        }
    }

    pub(super) async fn one(&self, statement: Statement) -> Result<Option<QueryResult>, DbErr> {
        let (_place, mut reader) = self.take().await?;
        let began = Instant::now();
        let row = on_either!(&mut reader.open, conn => {
            asked(&statement).fetch_optional(conn).await.map(|row| row.map(Into::into))
        });
        self.done(reader, row, began)
    }

    pub(super) async fn all(&self, statement: Statement) -> Result<Vec<QueryResult>, DbErr> {
        let (_place, mut reader) = self.take().await?;
        let began = Instant::now();
        let rows = on_either!(&mut reader.open, conn => {
            let rows = asked(&statement).fetch_all(conn).await;
            rows.map(|rows| rows.into_iter().map(Into::into).collect())
        });
        self.done(reader, rows, began)
    }

    /// Closes the connections that are not in use.
    pub(super) async fn close(&self) -> Result<(), DbErr> {
        let idle = std::mem::take(&mut *self.idle());
        for reader in idle {
            on_either!(reader.open, conn => conn.close().await).map_err(unreached)?;
        }
        Ok(())
    }

    /// A place, and the connection that was used last; a new one where all are in use.
    async fn take(&self) -> Result<(SemaphorePermit<'_>, Reader), DbErr> {
        let (late, closed) = (ConnAcquireErr::Timeout, ConnAcquireErr::ConnectionClosed);
        let place = timeout(self.patience, self.places.acquire()).await;
        let place = place.map_err(|_| DbErr::ConnectionAcquire(late))?;
        let place = place.map_err(|_| DbErr::ConnectionAcquire(closed))?;
        let opened_by = thread::current().id();
        let reader = match self.last(opened_by) {
            Some(reader) => reader,
            None => Reader { opened_by, open: self.open().await.map_err(unreached)? },
        };
        Ok((place, reader))
    }

    /// The connection that was used last, of this thread's where there are any.
    fn last(&self, opened_by: ThreadId) -> Option<Reader> {
        let mut idle = self.idle();
        match idle.iter().rposition(|reader| reader.opened_by == opened_by) {
            Some(own) => Some(idle.remove(own)),
            None => idle.pop(),
        }
    }

    async fn open(&self) -> sqlx::Result<Open> {
        Ok(match &self.options {
            Options::Sqlite(options) => {
                Open::Sqlite(SqliteConnection::connect_with(options).await?)
            }
            Options::Postgres(options) => {
                Open::Postgres(PgConnection::connect_with(options).await?)
            }
        })
    }

    /// Keeps the connection, unless it broke.
    fn done<T>(&self, reader: Reader, read: sqlx::Result<T>, began: Instant) -> Result<T, DbErr> {
        self.statements.note(began.elapsed(), read.is_err());
        if read.as_ref().err().is_none_or(lives_on) {
            self.idle().push(reader);
        }
        read.map_err(|error| DbErr::Query(RuntimeErr::SqlxError(error.into())))
    }

    fn idle(&self) -> MutexGuard<'_, Vec<Reader>> {
        self.idle.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Whether a connection can still be used after an error: one that the database told, unless it said
/// good-bye (PostgreSQL's class 57P).
fn lives_on(error: &sqlx::Error) -> bool {
    let code = error.as_database_error().map(|told| told.code().unwrap_or_default());
    code.is_some_and(|code| !code.starts_with("57P"))
}

fn unreached(error: sqlx::Error) -> DbErr {
    DbErr::Conn(RuntimeErr::SqlxError(error.into()))
}

/// A statement as sqlx takes it.
fn asked<DB: Database>(statement: &Statement) -> Query<'_, DB, SqlxValues>
where
    SqlxValues: IntoArguments<DB>,
{
    let values = statement.values.clone().unwrap_or_else(|| sea_orm::Values(Vec::new()));
    sqlx::query_with(AssertSqlSafe(statement.sql.as_str()), SqlxValues(values))
}

#[cfg(test)]
mod tests;
