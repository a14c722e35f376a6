//! The lease of a connection: a connection while somebody uses it.

use std::sync::Arc;

use sea_orm::{DbErr, QueryResult, RuntimeErr, Statement};
use sqlx::Executor;
use tokio::sync::OwnedSemaphorePermit;

use super::script::{StatementOutcome, query};
use super::{Connections, Idle, Open, Script, on_either};

/// A connection that is in use. It goes back when it is given back and its last statement was heard
/// to its end; otherwise it is closed. Its place is free again either way.
pub struct Lease {
    of: Arc<Connections>,
    idle: Idle,
    heard: bool,
    reused: bool,
    _place: OwnedSemaphorePermit,
}

impl Lease {
    pub(super) fn new(
        of: Arc<Connections>,
        idle: Idle,
        (place, reused): (OwnedSemaphorePermit, bool),
    ) -> Self {
        Self { of, idle, heard: true, reused, _place: place }
    }

    /// Whether its server may have gone since it was used last; a file does not go.
    pub(super) fn may_be_gone(&self) -> bool {
        self.reused && matches!(self.idle.open, Open::Postgres(_))
    }

    /// Whether it was gone, as its first word has shown.
    pub(super) fn is_gone(&self) -> bool {
        !self.heard
    }

    /// Reads one row.
    pub async fn one(&mut self, statement: Statement) -> Result<Option<QueryResult>, DbErr> {
        self.heard = false;
        let row = on_either!(&mut self.idle.open, conn => {
            query(statement).fetch_optional(conn).await.map(|row| row.map(Into::into))
        });
        self.note(1, row.is_err());
        self.hear(row, DbErr::Query)
    }

    /// Reads rows.
    pub async fn all(&mut self, statement: Statement) -> Result<Vec<QueryResult>, DbErr> {
        let mut script = Script::default();
        script.statement(statement);
        let answers = self.run(script, DbErr::Query).await?;
        Ok(answers.into_iter().flat_map(|answer| answer.rows).collect())
    }

    /// Runs statements one after another; an error is of this kind.
    pub async fn run(
        &mut self,
        script: Script,
        kind: fn(RuntimeErr) -> DbErr,
    ) -> Result<Vec<StatementOutcome>, DbErr> {
        self.heard = false;
        let statements = script.statements();
        let answers = match &mut self.idle.open {
            Open::Sqlite(conn) => script.on_sqlite(conn).await,
            Open::Postgres(conn) => script.on_postgres(conn).await,
        };
        self.note(statements, answers.is_err());
        self.hear(answers, kind)
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

    /// Notes how many statements were sent, and whether one of them failed.
    fn note(&self, statements: usize, failed: bool) {
        for at in 1..=statements {
            self.of.statements.note(failed && at == statements);
        }
    }

    fn hear<T>(
        &mut self,
        result: sqlx::Result<T>,
        kind: fn(RuntimeErr) -> DbErr,
    ) -> Result<T, DbErr> {
        self.heard = result.as_ref().err().is_none_or(lives_on);
        result.map_err(|error| kind(RuntimeErr::SqlxError(error.into())))
    }
}

/// Whether a connection can still be used after an error: one that the database told, unless it said
/// good-bye (PostgreSQL's class 57P, and its timeouts of transactions and of who is idle in one).
fn lives_on(error: &sqlx::Error) -> bool {
    let code = error.as_database_error().map(|result| result.code().unwrap_or_default());
    code.is_some_and(|code| !code.starts_with("57P") && code != "25P03" && code != "25P04")
}
