//! Several statements that see one state of the database, or change it at once.

use std::fmt;

use sea_orm::{ConnectionTrait, DbBackend, DbErr, ExecResult, QueryResult, Statement};
use tokio::runtime::Handle;
use tokio::sync::{Mutex, MutexGuard};

use super::connections::Taken;
use crate::error::Result;

/// What a transaction is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Purpose {
    /// To write; on SQLite, as the only one who does.
    Write,
    /// To read what was there at one moment.
    Read,
}

impl Purpose {
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

/// A transaction, which begins with its first statement. Dropped, it leaves nothing behind.
///
/// SQLite's connections are threads, and each word with them costs more than a small statement: the
/// first statement takes the beginning along, the last one the end.
pub struct Transaction {
    backend: DbBackend,
    purpose: Purpose,
    by: Mutex<By>,
}

/// By what a transaction is held.
struct By {
    /// None once it has ended.
    taken: Option<Taken>,
    begun: bool,
}

impl By {
    fn taken(&mut self) -> Result<&mut Taken, DbErr> {
        let ended = || DbErr::Custom("the transaction has ended".to_owned());
        self.taken.as_mut().ok_or_else(ended)
    }

    /// The connection, where it has something to undo.
    fn unfinished(&mut self) -> Option<Taken> {
        let taken = self.taken.take()?;
        if self.begun {
            return Some(taken);
        }
        taken.give_back();
        None
    }
}

impl fmt::Debug for Transaction {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Transaction").field("purpose", &self.purpose).finish_non_exhaustive()
    }
}

impl Transaction {
    pub(super) fn new(taken: Taken, backend: DbBackend, purpose: Purpose) -> Self {
        let by = Mutex::new(By { taken: Some(taken), begun: false });
        Self { backend, purpose, by }
    }

    /// Ends it with all that was written.
    ///
    /// # Errors
    /// As the database has it; nothing is left behind then.
    pub(super) async fn commit(mut self) -> Result<()> {
        let Some(mut taken) = self.by.get_mut().unfinished() else { return Ok(()) };
        taken.execute_unprepared("COMMIT").await?;
        taken.give_back();
        Ok(())
    }

    /// Ends it with all that was written, and with this.
    ///
    /// # Errors
    /// As [`Self::commit`].
    pub(super) async fn commit_with(mut self, last: Statement) -> Result<()> {
        if self.backend != DbBackend::Sqlite {
            self.execute_raw(last).await?;
            return self.commit().await;
        }
        self.execute_raw(Statement { sql: last.sql + "; COMMIT", ..last }).await?;
        if let Some(taken) = self.by.get_mut().taken.take() {
            taken.give_back();
        }
        Ok(())
    }

    /// Ends it without a trace.
    ///
    /// # Errors
    /// As the database has it; nothing is left behind then either.
    pub(super) async fn roll_back(mut self) -> Result<()> {
        match self.by.get_mut().unfinished() {
            Some(taken) => Ok(undo(taken).await?),
            None => Ok(()),
        }
    }

    /// The connection, and the statement together with the beginning where it is the first.
    async fn asked(&self, statement: Statement) -> Result<(MutexGuard<'_, By>, Statement), DbErr> {
        let mut by = self.by.lock().await;
        if by.begun {
            return Ok((by, statement));
        }
        by.begun = true;
        let begin = self.purpose.begin(self.backend);
        if self.backend == DbBackend::Sqlite {
            let sql = format!("{begin}; {}", statement.sql);
            return Ok((by, Statement { sql, ..statement }));
        }
        by.taken()?.execute_unprepared(begin).await?;
        Ok((by, statement))
    }
}

/// Undoes what a connection has done in its transaction, and gives it back.
async fn undo(mut taken: Taken) -> Result<(), DbErr> {
    taken.execute_unprepared("ROLLBACK").await?;
    taken.give_back();
    Ok(())
}

impl Drop for Transaction {
    fn drop(&mut self) {
        let Some(taken) = self.by.get_mut().unfinished() else { return };
        // Without a runtime, or where it fails, the connection is closed, which undoes it as well.
        if let Ok(runtime) = Handle::try_current() {
            drop(runtime.spawn(undo(taken)));
        }
    }
}

#[async_trait::async_trait]
impl ConnectionTrait for Transaction {
    fn get_database_backend(&self) -> DbBackend {
        self.backend
    }

    async fn execute_raw(&self, statement: Statement) -> Result<ExecResult, DbErr> {
        let (mut by, statement) = self.asked(statement).await?;
        by.taken()?.execute(statement).await
    }

    async fn execute_unprepared(&self, sql: &str) -> Result<ExecResult, DbErr> {
        self.execute_raw(Statement::from_string(self.backend, sql)).await
    }

    async fn query_one_raw(&self, statement: Statement) -> Result<Option<QueryResult>, DbErr> {
        let (mut by, statement) = self.asked(statement).await?;
        by.taken()?.one(statement).await
    }

    async fn query_all_raw(&self, statement: Statement) -> Result<Vec<QueryResult>, DbErr> {
        let (mut by, statement) = self.asked(statement).await?;
        by.taken()?.all(statement).await
    }
}

#[cfg(test)]
mod tests;
