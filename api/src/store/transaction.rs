//! Several statements that see one state of the database, or change it at once.

use std::sync::Arc;
use std::{fmt, mem};

use sea_orm::{ConnectionTrait, DbBackend, DbErr, ExecResult, QueryResult, RuntimeErr, Statement};
use tokio::runtime::Handle;
use tokio::sync::Mutex;
use tokio::task::yield_now;

use super::connections::{Connections, Lease, Script, StatementOutcome};
use crate::deadline;
use crate::error::{ErrorCode, Refusal, Result};

/// What a transaction is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum TransactionPurpose {
    /// To write; on SQLite, as the only one who does.
    Write,
    /// To read what was there at one moment.
    Read,
}

impl TransactionPurpose {
    /// How it begins. On SQLite whatever is read in one transaction is of one moment.
    fn begin(self, backend: DbBackend) -> &'static str {
        match (backend, self) {
            (DbBackend::Sqlite, Self::Write) => "BEGIN IMMEDIATE",
            (DbBackend::Sqlite, Self::Read) => "BEGIN",
            (_, Self::Write) => "BEGIN",
            (_, Self::Read) => "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY",
        }
    }
}

/// A transaction, which takes a connection and begins with its first word: nobody else waits for the
/// connection while that is still being found. Dropped, it leaves nothing behind; once a word has
/// failed, it takes no other, since the database may have undone it by itself.
///
/// Each word with the database costs more than a small statement: one whose answer is not needed at
/// once waits for the next, which takes it along, as the first takes the beginning and the last the
/// end.
pub struct Transaction {
    backend: DbBackend,
    purpose: TransactionPurpose,
    by: Mutex<By>,
}

/// By what a transaction is held.
struct By {
    of: Arc<Connections>,
    /// None before it has begun, where no connection was found, and once it has ended.
    lease: Option<Lease>,
    begin: &'static str,
    stands: Stands,
    /// What is sent with the next word.
    waiting: Script,
    /// What those read that have waited, until somebody asks.
    rows_read: Vec<QueryResult>,
}

/// How far a transaction is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Stands {
    NotBegun,
    UnderWay,
    /// No connection was found, a statement failed, or nobody waited for its end.
    Failed,
}

impl By {
    /// The connection, for one word. The transaction has failed unless its end is heard.
    async fn lend(&mut self) -> Result<&mut Lease, DbErr> {
        let stood = mem::replace(&mut self.stands, Stands::Failed);
        if stood == Stands::NotBegun {
            self.lease = Some(match self.of.backend() {
                DbBackend::Postgres => self.of.begun(self.begin).await?,
                _ => self.of.lease().await?,
            });
        }
        match (&mut self.lease, stood) {
            (Some(lease), Stands::NotBegun | Stands::UnderWay) => Ok(lease),
            _ => Err(DbErr::Custom("the transaction has ended or failed".to_owned())),
        }
    }

    /// Sends what waits, and this; tells what this led to, where it is a statement.
    async fn say(
        &mut self,
        last: impl FnOnce(&mut Script),
        kind: fn(RuntimeErr) -> DbErr,
    ) -> Result<Option<StatementOutcome>, DbErr> {
        let mut script = Script::default();
        // A server takes one word at a time, and may have gone since the last one.
        if self.stands == Stands::NotBegun && self.of.backend() != DbBackend::Postgres {
            script.command(self.begin);
        }
        script.append(mem::take(&mut self.waiting));
        let before = script.len();
        last(&mut script);
        let mut answers = self.lend().await?.run(script, kind).await?;
        self.stands = Stands::UnderWay;
        let last = answers.split_off(before).pop();
        self.rows_read.extend(answers.into_iter().flat_map(|answer| answer.rows));
        Ok(last)
    }

    async fn ask(
        &mut self,
        statement: Statement,
        kind: fn(RuntimeErr) -> DbErr,
    ) -> Result<StatementOutcome, DbErr> {
        let said = self.say(|script| script.statement(statement), kind).await?;
        said.ok_or_else(|| DbErr::Custom("a statement was not answered".to_owned()))
    }
}

impl fmt::Debug for Transaction {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Transaction").field("purpose", &self.purpose).finish_non_exhaustive()
    }
}

impl Transaction {
    pub(super) fn new(of: Arc<Connections>, purpose: TransactionPurpose) -> Self {
        let backend = of.backend();
        let by = Mutex::new(By {
            of,
            lease: None,
            begin: purpose.begin(backend),
            stands: Stands::NotBegun,
            waiting: Script::default(),
            rows_read: Vec::new(),
        });
        Self { backend, purpose, by }
    }

    /// Takes a statement that is sent with the next word; where it fails, that fails.
    pub(super) async fn later(&self, statement: Statement) {
        self.by.lock().await.waiting.statement(statement);
    }

    /// The same for one that changes a row that was found before: it fails where the row is gone.
    pub(super) async fn change_later(&self, statement: Statement) {
        self.by.lock().await.waiting.change(statement);
    }

    /// Sends what waits; tells what all read that have waited so far.
    ///
    /// # Errors
    /// As the database has it.
    pub(super) async fn flush(&self) -> Result<Vec<QueryResult>> {
        let mut by = self.by.lock().await;
        if by.waiting.len() > 0 {
            by.say(|_| (), DbErr::Exec).await?;
        }
        Ok(mem::take(&mut by.rows_read))
    }

    /// Ends it with all that was written.
    ///
    /// # Errors
    /// As the database has it; `timed_out` where nobody waits for it any more. Nothing is left behind
    /// then.
    pub(super) async fn commit(mut self) -> Result<()> {
        let by = self.by.get_mut();
        if by.stands != Stands::NotBegun || by.waiting.len() > 0 {
            if self.purpose == TransactionPurpose::Write && !deadline::commits() {
                let said = "The request took too long; nothing more of it was written.";
                return Err(Refusal::new(ErrorCode::TimedOut, said).into());
            }
            by.say(|script| script.command("COMMIT"), DbErr::Exec).await?;
        }
        if let Some(lease) = by.lease.take() {
            lease.give_back();
        }
        // Whoever waits for the connection on this thread sends a word before this is presented.
        yield_now().await;
        Ok(())
    }

    /// Ends it without a trace.
    ///
    /// # Errors
    /// As the database has it; nothing is left behind then either.
    pub(super) async fn roll_back(mut self) -> Result<()> {
        match self.by.get_mut().lease.take() {
            Some(lease) => Ok(undo(lease).await?),
            None => Ok(()),
        }
    }
}

/// Undoes what a connection has done in its transaction, and gives it back.
async fn undo(mut lease: Lease) -> Result<(), DbErr> {
    lease.command("ROLLBACK").await?;
    lease.give_back();
    Ok(())
}

impl Drop for Transaction {
    fn drop(&mut self) {
        let Some(lease) = self.by.get_mut().lease.take() else { return };
        // Without a runtime, or where it fails, the connection is closed, which undoes it as well.
        if let Ok(runtime) = Handle::try_current() {
            drop(runtime.spawn(undo(lease)));
        }
    }
}

#[async_trait::async_trait]
impl ConnectionTrait for Transaction {
    fn get_database_backend(&self) -> DbBackend {
        self.backend
    }

    async fn execute_raw(&self, statement: Statement) -> Result<ExecResult, DbErr> {
        Ok(self.by.lock().await.ask(statement, DbErr::Exec).await?.changes)
    }

    async fn execute_unprepared(&self, sql: &str) -> Result<ExecResult, DbErr> {
        self.execute_raw(Statement::from_string(self.backend, sql)).await
    }

    async fn query_one_raw(&self, statement: Statement) -> Result<Option<QueryResult>, DbErr> {
        Ok(self.query_all_raw(statement).await?.into_iter().next())
    }

    async fn query_all_raw(&self, statement: Statement) -> Result<Vec<QueryResult>, DbErr> {
        Ok(self.by.lock().await.ask(statement, DbErr::Query).await?.rows)
    }
}

#[cfg(test)]
mod tests;
