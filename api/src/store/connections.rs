//! Connections that stay open from one statement or transaction to the next.
//!
//! A pool that asks every connection that comes back whether it is still there spends as much work
//! on that as on a small read. Here nothing is asked: a connection is kept after a statement that
//! was heard to its end, and closed after any other. The one that was used last is used first, since
//! it remembers most of what it has read; of those, one that was opened by the thread that asks,
//! since what it hears from the database wakes the thread that opened it.

mod lease;
mod script;

use std::fmt;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread::{self, ThreadId};
use std::time::Duration;

use sea_orm::{ConnAcquireErr, DbBackend, DbErr, QueryResult, RuntimeErr, Statement};
use sqlx::postgres::{PgConnectOptions, PgConnection};
use sqlx::sqlite::{SqliteConnectOptions, SqliteConnection};
use sqlx::{Connection, Executor};
use tokio::sync::Semaphore;
use tokio::time::timeout;

pub(super) use self::lease::Lease;
pub(super) use self::script::{Script, StatementOutcome};
use crate::metrics::{PoolState, Statements};

/// How connections are opened.
#[derive(Clone, Debug)]
pub(super) enum Options {
    Sqlite(SqliteConnectOptions),
    /// And what each says first.
    Postgres(PgConnectOptions, &'static str),
}

/// A connection of either kind.
enum Open {
    Sqlite(SqliteConnection),
    Postgres(PgConnection),
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
use on_either;

/// A connection that is not in use, and the thread that opened it.
struct Idle {
    opened_by: ThreadId,
    open: Open,
}

/// Connections of one kind.
pub struct Connections {
    options: Options,
    at_most: usize,
    places: Arc<Semaphore>,
    patience: Duration,
    idle: Mutex<Vec<Idle>>,
    statements: Statements,
}

impl fmt::Debug for Connections {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Connections").field("places", &self.places).finish_non_exhaustive()
    }
}

impl Connections {
    /// As many connections as there are places, opened when they are needed; who finds none free
    /// waits, but not for ever.
    pub(super) fn new(
        options: Options,
        places: u32,
        patience: Duration,
        statements: &Statements,
    ) -> Arc<Self> {
        let at_most = places.max(1) as usize;
        let places = Arc::new(Semaphore::new(at_most));
        let (idle, statements) = (Mutex::default(), statements.clone());
        Arc::new(Self { options, at_most, places, patience, idle, statements })
    }

    /// How they stand now.
    pub(super) fn state(&self, pool: &'static str) -> PoolState {
        let (idle, free) = (self.idle().len(), self.places.available_permits());
        PoolState { pool, at_most: self.at_most, in_use: self.at_most.saturating_sub(free), idle }
    }

    pub(super) fn backend(&self) -> DbBackend {
        match self.options {
            Options::Sqlite(_) => DbBackend::Sqlite,
            Options::Postgres(..) => DbBackend::Postgres,
        }
    }

    /// Runs one statement that reads one row.
    pub(super) async fn one(
        self: &Arc<Self>,
        statement: Statement,
    ) -> Result<Option<QueryResult>, DbErr> {
        let mut lease = self.lease().await?;
        if lease.may_be_gone() {
            let row = lease.one(statement.clone()).await;
            if !lease.is_gone() {
                lease.give_back();
                return row;
            }
            lease = self.lease_after(lease).await?;
        }
        let row = lease.one(statement).await;
        lease.give_back();
        row
    }

    /// Runs one statement that reads rows.
    pub(super) async fn all(
        self: &Arc<Self>,
        statement: Statement,
    ) -> Result<Vec<QueryResult>, DbErr> {
        let mut lease = self.lease().await?;
        if lease.may_be_gone() {
            let rows = lease.all(statement.clone()).await;
            if !lease.is_gone() {
                lease.give_back();
                return rows;
            }
            lease = self.lease_after(lease).await?;
        }
        let rows = lease.all(statement).await;
        lease.give_back();
        rows
    }

    /// A connection for whoever runs several statements: the one that was used last, or a new one
    /// where all are in use.
    pub(super) async fn lease(self: &Arc<Self>) -> Result<Lease, DbErr> {
        let late = |_| DbErr::ConnectionAcquire(ConnAcquireErr::Timeout);
        timeout(self.patience, self.acquire()).await.map_err(late)?
    }

    /// A connection on which a transaction was begun by this.
    pub(super) async fn begun(self: &Arc<Self>, begin: &'static str) -> Result<Lease, DbErr> {
        let mut lease = self.lease().await?;
        if lease.may_be_gone() {
            let begun = lease.command(begin).await;
            if !lease.is_gone() {
                return begun.map(|()| lease);
            }
            lease = self.lease_after(lease).await?;
        }
        lease.command(begin).await.map(|()| lease)
    }

    /// A connection in the place of one that was gone when it was to be used again: those that are
    /// kept went with it, as they do where a server starts again.
    async fn lease_after(self: &Arc<Self>, gone: Lease) -> Result<Lease, DbErr> {
        drop(gone);
        self.idle().clear();
        self.lease().await
    }

    async fn acquire(self: &Arc<Self>) -> Result<Lease, DbErr> {
        let closed = |_| DbErr::ConnectionAcquire(ConnAcquireErr::ConnectionClosed);
        let place = self.places.clone().acquire_owned().await.map_err(closed)?;
        let opened_by = thread::current().id();
        let (idle, reused) = match self.last(opened_by) {
            Some(idle) => (idle, true),
            None => (Idle { opened_by, open: self.open().await.map_err(unreached)? }, false),
        };
        Ok(Lease::new(self.clone(), idle, (place, reused)))
    }

    /// Closes the connections that are not in use; one that is gone already needs no good-bye.
    pub(super) async fn close(&self) {
        let idle = std::mem::take(&mut *self.idle());
        for Idle { open, .. } in idle {
            if let Err(error) = on_either!(open, conn => conn.close().await) {
                tracing::info!(%error, "a connection to the database was gone");
            }
        }
    }

    /// The connection that was used last, of this thread's where there are any.
    fn last(&self, opened_by: ThreadId) -> Option<Idle> {
        let mut idle = self.idle();
        match idle.iter().rposition(|idle| idle.opened_by == opened_by) {
            Some(own) => Some(idle.remove(own)),
            None => idle.pop(),
        }
    }

    async fn open(&self) -> sqlx::Result<Open> {
        Ok(match &self.options {
            Options::Sqlite(options) => {
                Open::Sqlite(SqliteConnection::connect_with(options).await?)
            }
            Options::Postgres(options, first) => {
                let mut new = PgConnection::connect_with(options).await?;
                new.execute(*first).await?;
                Open::Postgres(new)
            }
        })
    }

    fn idle(&self) -> MutexGuard<'_, Vec<Idle>> {
        self.idle.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn unreached(error: sqlx::Error) -> DbErr {
    DbErr::Conn(RuntimeErr::SqlxError(error.into()))
}

#[cfg(test)]
mod tests;
