//! Statements that are sent together.

use futures_util::stream::{Stream, TryStreamExt};
use sea_orm::{ExecResult, QueryResult, Statement};
use sea_query_sqlx::SqlxValues;
use sqlx::postgres::PgConnection;
use sqlx::query::Query;
use sqlx::sqlite::SqliteConnection;
use sqlx::{AssertSqlSafe, Database, Either, Error, Executor, IntoArguments};

/// Statements that run one after another, none once one has failed. SQLite takes them in one word:
/// its connections are threads, and each word with them costs more than a small statement.
#[derive(Default)]
pub struct Script(Vec<Part>);

/// One of them.
enum Part {
    /// What stands around statements, and is not counted as one: a beginning or an end.
    Command(&'static str),
    Statement(Statement),
    /// One that changes a row that was found before.
    Change(Statement),
}

/// What one of them led to.
pub struct StatementOutcome {
    /// What it reads.
    pub rows: Vec<QueryResult>,
    /// What it changes.
    pub changes: ExecResult,
}

impl Script {
    /// How many there are.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// How many there are but for what stands around them.
    pub fn statements(&self) -> usize {
        self.0.iter().filter(|part| !matches!(part, Part::Command(_))).count()
    }

    /// Adds what stands around statements.
    pub fn command(&mut self, sql: &'static str) {
        self.0.push(Part::Command(sql));
    }

    /// Adds a statement.
    pub fn statement(&mut self, statement: Statement) {
        self.0.push(Part::Statement(statement));
    }

    /// Adds a statement that changes a row that was found before: it fails where there is none.
    pub fn change(&mut self, statement: Statement) {
        self.0.push(Part::Change(statement));
    }

    /// Adds what another one has.
    pub fn append(&mut self, mut other: Self) {
        self.0.append(&mut other.0);
    }

    /// Runs them on SQLite, in one word.
    ///
    /// # Errors
    /// As the database has it; [`Error::WorkerCrashed`] where one was not heard of.
    pub async fn on_sqlite(
        self,
        conn: &mut SqliteConnection,
    ) -> Result<Vec<StatementOutcome>, Error> {
        let parts = self.len();
        let (text, values) = self.joined();
        hear(conn.fetch_many(asked(text, values)), parts).await
    }

    /// Runs them on PostgreSQL, which takes one at a time.
    ///
    /// # Errors
    /// As the database has it; [`Error::RowNotFound`] where a row that is to be changed is gone. On
    /// SQLite none can be: nobody else writes there meanwhile.
    pub async fn on_postgres(
        self,
        conn: &mut PgConnection,
    ) -> Result<Vec<StatementOutcome>, Error> {
        let mut answers = Vec::with_capacity(self.len());
        for part in self.0 {
            match part {
                Part::Command(sql) => {
                    let changes = conn.execute(sql).await?.into();
                    answers.push(StatementOutcome { rows: Vec::new(), changes });
                }
                Part::Statement(statement) => {
                    answers.extend(hear(conn.fetch_many(query(statement)), 1).await?);
                }
                Part::Change(statement) => {
                    let changed = hear(conn.fetch_many(query(statement)), 1).await?;
                    if changed.iter().all(|answer| answer.changes.rows_affected() == 0) {
                        return Err(Error::RowNotFound);
                    }
                    answers.extend(changed);
                }
            }
        }
        Ok(answers)
    }

    /// The text of all, and their values in the order of their places in it.
    fn joined(self) -> (String, sea_orm::Values) {
        let (mut text, mut values) = (String::new(), Vec::new());
        for part in self.0 {
            if !text.is_empty() {
                text.push_str("; ");
            }
            match part {
                Part::Command(sql) => text.push_str(sql),
                Part::Statement(statement) | Part::Change(statement) => {
                    text.push_str(&statement.sql);
                    values.extend(statement.values.into_iter().flat_map(|values| values.0));
                }
            }
        }
        (text, sea_orm::Values(values))
    }
}

/// A statement as sqlx takes it.
pub fn query<DB: Database>(statement: Statement) -> Query<'static, DB, SqlxValues>
where
    SqlxValues: IntoArguments<DB>,
{
    asked(statement.sql, statement.values.unwrap_or_else(|| sea_orm::Values(Vec::new())))
}

fn asked<DB: Database>(text: String, values: sea_orm::Values) -> Query<'static, DB, SqlxValues>
where
    SqlxValues: IntoArguments<DB>,
{
    sqlx::query_with(AssertSqlSafe(text), SqlxValues(values))
}

/// Hears what each of so many statements led to. The end of each must be heard, lest a write pass
/// for committed whose connection broke off before.
async fn hear<Q, R>(
    mut results: impl Stream<Item = Result<Either<Q, R>, Error>> + Unpin,
    parts: usize,
) -> Result<Vec<StatementOutcome>, Error>
where
    Q: Into<ExecResult>,
    R: Into<QueryResult>,
{
    let (mut answers, mut rows) = (Vec::with_capacity(parts), Vec::new());
    while answers.len() < parts {
        match results.try_next().await?.ok_or(Error::WorkerCrashed)? {
            Either::Right(row) => rows.push(row.into()),
            Either::Left(done) => {
                answers.push(StatementOutcome {
                    rows: std::mem::take(&mut rows),
                    changes: done.into(),
                });
            }
        }
    }
    Ok(answers)
}
