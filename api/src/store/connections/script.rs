//! Statements that are sent together.

use futures_util::TryStreamExt;
use sea_orm::Statement;
use sea_query_sqlx::SqlxValues;
use sqlx::query::Query;
use sqlx::sqlite::{SqliteConnection, SqliteQueryResult, SqliteRow};
use sqlx::{AssertSqlSafe, Database, Either, Error, Executor, IntoArguments};

/// A statement, and what is sent along with it: SQLite's connections are threads, and each word with
/// them costs more than a small statement.
pub struct Script {
    statement: Statement,
    parts: usize,
}

impl From<Statement> for Script {
    fn from(statement: Statement) -> Self {
        Self { statement, parts: 1 }
    }
}

impl Script {
    /// The same, with a statement without values before it.
    pub fn after(self, first: &str) -> Self {
        let sql = format!("{first}; {}", self.statement.sql);
        Self { statement: Statement { sql, ..self.statement }, parts: self.parts + 1 }
    }

    /// The same, with a statement without values after it.
    pub fn before(self, last: &str) -> Self {
        let sql = format!("{}; {last}", self.statement.sql);
        Self { statement: Statement { sql, ..self.statement }, parts: self.parts + 1 }
    }

    /// As sqlx takes it.
    pub fn asked<DB: Database>(self) -> Query<'static, DB, SqlxValues>
    where
        SqlxValues: IntoArguments<DB>,
    {
        let values = self.statement.values.unwrap_or_else(|| sea_orm::Values(Vec::new()));
        sqlx::query_with(AssertSqlSafe(self.statement.sql), SqlxValues(values))
    }

    /// Runs it on SQLite; tells what all of it reads, and what its first part changes. The end of
    /// each part must be heard, lest a write pass for committed whose connection broke off before.
    ///
    /// # Errors
    /// As the database has it; [`Error::WorkerCrashed`] where a part was not heard of.
    pub async fn run(
        self,
        on: &mut SqliteConnection,
    ) -> Result<(Vec<SqliteRow>, SqliteQueryResult), Error> {
        let (mut parts, mut rows, mut changes) = (self.parts, Vec::new(), None);
        let mut told = on.fetch_many(self.asked());
        while parts > 0 {
            match told.try_next().await?.ok_or(Error::WorkerCrashed)? {
                Either::Right(row) => rows.push(row),
                Either::Left(done) => {
                    parts -= 1;
                    changes.get_or_insert(done);
                }
            }
        }
        Ok((rows, changes.unwrap_or_default()))
    }
}
