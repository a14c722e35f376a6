//! Several statements that see one state of the database, or change it at once.

use std::fmt;

use sea_orm::{ConnectionTrait, DbBackend, DbErr, ExecResult, QueryResult, Statement};
use tokio::runtime::Handle;
use tokio::sync::{Mutex, MutexGuard};

use super::connections::{Script, Taken};
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

/// A transaction, which begins with its first statement. Dropped, it leaves nothing behind; once a
/// statement has failed, it takes no other, since the database may have undone it by itself.
///
/// SQLite's connections are threads, and each word with them costs more than a small statement: a
/// first statement that reads takes the beginning along, the last one the end.
pub struct Transaction {
    backend: DbBackend,
    purpose: Purpose,
    by: Mutex<By>,
}

/// By what a transaction is held.
struct By {
    /// None once it has ended.
    taken: Option<Taken>,
    stands: Stands,
}

/// How far a transaction is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Stands {
    NotBegun,
    UnderWay,
    /// A statement failed, or nobody waited for its end.
    Failed,
}

impl By {
    /// The connection, for one statement. The transaction has failed unless its end is heard.
    fn lend(&mut self) -> Result<&mut Taken, DbErr> {
        match (&mut self.taken, self.stands) {
            (Some(taken), Stands::NotBegun | Stands::UnderWay) => {
                self.stands = Stands::Failed;
                Ok(taken)
            }
            _ => Err(DbErr::Custom("the transaction has ended or failed".to_owned())),
        }
    }

    fn heard<T>(&mut self, done: Result<T, DbErr>) -> Result<T, DbErr> {
        if done.is_ok() {
            self.stands = Stands::UnderWay;
        }
        done
    }

    async fn command(&mut self, sql: &'static str) -> Result<(), DbErr> {
        let done = self.lend()?.command(sql).await;
        self.heard(done)
    }

    fn give_back(&mut self) {
        if let Some(taken) = self.taken.take() {
            taken.give_back();
        }
    }

    /// The connection, where it has something to undo.
    fn unfinished(&mut self) -> Option<Taken> {
        if self.stands == Stands::NotBegun {
            self.give_back();
        }
        self.taken.take()
    }
}

impl fmt::Debug for Transaction {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Transaction").field("purpose", &self.purpose).finish_non_exhaustive()
    }
}

impl Transaction {
    pub(super) fn new(taken: Taken, backend: DbBackend, purpose: Purpose) -> Self {
        let by = Mutex::new(By { taken: Some(taken), stands: Stands::NotBegun });
        Self { backend, purpose, by }
    }

    /// Ends it with all that was written.
    ///
    /// # Errors
    /// As the database has it; nothing is left behind then.
    pub(super) async fn commit(mut self) -> Result<()> {
        let by = self.by.get_mut();
        if by.stands != Stands::NotBegun {
            by.command("COMMIT").await?;
        }
        by.give_back();
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
        self.execute(Script::from(last).before("COMMIT")).await?;
        self.by.get_mut().give_back();
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

    /// What holds it, once it has begun.
    async fn begun(&self) -> Result<MutexGuard<'_, By>, DbErr> {
        let mut by = self.by.lock().await;
        if by.stands == Stands::NotBegun {
            by.command(self.purpose.begin(self.backend)).await?;
        }
        Ok(by)
    }

    /// What holds it, and a statement that reads rows: on SQLite together with the beginning where
    /// it is the first. One that counts rows would count those of the write before, too.
    async fn reading(&self, it: Statement) -> Result<(MutexGuard<'_, By>, Script), DbErr> {
        let it = Script::from(it);
        if self.backend != DbBackend::Sqlite {
            return Ok((self.begun().await?, it));
        }
        let by = self.by.lock().await;
        let begins = by.stands == Stands::NotBegun;
        Ok((by, if begins { it.after(self.purpose.begin(self.backend)) } else { it }))
    }

    async fn execute(&self, script: Script) -> Result<ExecResult, DbErr> {
        let mut by = self.begun().await?;
        let done = by.lend()?.execute(script).await;
        by.heard(done)
    }
}

/// Undoes what a connection has done in its transaction, and gives it back.
async fn undo(mut taken: Taken) -> Result<(), DbErr> {
    taken.command("ROLLBACK").await?;
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
        self.execute(statement.into()).await
    }

    async fn execute_unprepared(&self, sql: &str) -> Result<ExecResult, DbErr> {
        self.execute_raw(Statement::from_string(self.backend, sql)).await
    }

    async fn query_one_raw(&self, statement: Statement) -> Result<Option<QueryResult>, DbErr> {
        let (mut by, script) = self.reading(statement).await?;
        let row = by.lend()?.one(script).await;
        by.heard(row)
    }

    async fn query_all_raw(&self, statement: Statement) -> Result<Vec<QueryResult>, DbErr> {
        let (mut by, script) = self.reading(statement).await?;
        let rows = by.lend()?.all(script).await;
        by.heard(rows)
    }
}

#[cfg(test)]
mod tests;
