//! A connection while somebody uses it.

use std::sync::Arc;
use std::time::Instant;

use sea_orm::{DbErr, ExecResult, QueryResult, RuntimeErr};
use sqlx::Executor;
use tokio::sync::OwnedSemaphorePermit;

use super::{Connections, Idle, Open, Script, on_either};

/// A connection that is in use. It goes back when it is given back and its last statement was heard
/// to its end; otherwise it is closed. Its place is free again either way.
pub struct Taken {
    of: Arc<Connections>,
    idle: Idle,
    heard: bool,
    _place: OwnedSemaphorePermit,
}

impl Taken {
    pub(super) fn new(of: Arc<Connections>, idle: Idle, place: OwnedSemaphorePermit) -> Self {
        Self { of, idle, heard: true, _place: place }
    }

    /// Reads one row.
    pub async fn one(&mut self, script: impl Into<Script>) -> Result<Option<QueryResult>, DbErr> {
        let (script, began) = (script.into(), self.begin());
        let row = on_either!(&mut self.idle.open, conn => {
            script.asked().fetch_optional(conn).await.map(|row| row.map(Into::into))
        });
        self.end(row, began, DbErr::Query)
    }

    /// Reads rows.
    pub async fn all(&mut self, script: impl Into<Script>) -> Result<Vec<QueryResult>, DbErr> {
        let (script, began) = (script.into(), self.begin());
        let rows = match &mut self.idle.open {
            Open::Sqlite(conn) => script.run(conn).await.map(|(rows, _)| results(rows)),
            Open::Postgres(conn) => script.asked().fetch_all(conn).await.map(results),
        };
        self.end(rows, began, DbErr::Query)
    }

    /// Writes.
    pub async fn execute(&mut self, script: impl Into<Script>) -> Result<ExecResult, DbErr> {
        let (script, began) = (script.into(), self.begin());
        let done = match &mut self.idle.open {
            Open::Sqlite(conn) => script.run(conn).await.map(|(_, changes)| changes.into()),
            Open::Postgres(conn) => script.asked().execute(conn).await.map(Into::into),
        };
        self.end(done, began, DbErr::Exec)
    }

    /// Runs what stands around statements, and is not counted as one: beginnings, ends, settings.
    pub async fn command(&mut self, sql: &'static str) -> Result<(), DbErr> {
        self.heard = false;
        let done = on_either!(&mut self.idle.open, conn => conn.execute(sql).await.map(drop));
        self.hear(done, DbErr::Exec)
    }

    /// Gives the connection back.
    pub fn give_back(self) {
        if self.heard {
            self.of.idle().push(self.idle);
        }
    }

    fn begin(&mut self) -> Instant {
        self.heard = false;
        Instant::now()
    }

    fn end<T>(
        &mut self,
        told: sqlx::Result<T>,
        began: Instant,
        kind: fn(RuntimeErr) -> DbErr,
    ) -> Result<T, DbErr> {
        self.of.statements.note(began.elapsed(), told.is_err());
        self.hear(told, kind)
    }

    fn hear<T>(
        &mut self,
        told: sqlx::Result<T>,
        kind: fn(RuntimeErr) -> DbErr,
    ) -> Result<T, DbErr> {
        self.heard = told.as_ref().err().is_none_or(lives_on);
        told.map_err(|error| kind(RuntimeErr::SqlxError(error.into())))
    }
}

/// Whether a connection can still be used after an error: one that the database told, unless it said
/// good-bye (PostgreSQL's class 57P, and its timeouts of transactions and of who is idle in one).
fn lives_on(error: &sqlx::Error) -> bool {
    let code = error.as_database_error().map(|told| told.code().unwrap_or_default());
    code.is_some_and(|code| !code.starts_with("57P") && code != "25P03" && code != "25P04")
}

fn results<R: Into<QueryResult>>(rows: Vec<R>) -> Vec<QueryResult> {
    rows.into_iter().map(Into::into).collect()
}
