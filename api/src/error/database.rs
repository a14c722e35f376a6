//! What the database's errors mean.

use sea_orm::{DbErr, RuntimeErr, SqlErr};

use super::AppError;

/// As what a connection that broke is known: PostgreSQL's "connection exception".
const BROKEN: &str = "08000";

impl From<DbErr> for AppError {
    fn from(error: DbErr) -> Self {
        if let Some(SqlErr::UniqueConstraintViolation(_)) = error.sql_err() {
            return Self::UniqueViolation;
        }
        match error {
            DbErr::ConnectionAcquire(_) => Self::Busy,
            DbErr::Conn(_) => away(&error),
            error => match sql_state(&error).as_deref() {
                // PostgreSQL: serialization failure, deadlock. SQLite: busy snapshot.
                Some("40001" | "40P01" | "517") => Self::Raced,
                // PostgreSQL: lock not available, too many connections. SQLite: busy, locked.
                Some("55P03" | "53300" | "5" | "6" | "261") => Self::Busy,
                // PostgreSQL: shut down, crashed, starting.
                Some("57P01" | "57P02" | "57P03" | BROKEN) => away(&error),
                _ => Self::fault(error),
            },
        }
    }
}

/// Whoever asks may come again; whoever operates the service must know.
fn away(error: &DbErr) -> AppError {
    tracing::warn!(%error, "the database is not there");
    AppError::Busy
}

fn sql_state(error: &DbErr) -> Option<String> {
    let (DbErr::Exec(RuntimeErr::SqlxError(inner)) | DbErr::Query(RuntimeErr::SqlxError(inner))) =
        error
    else {
        return None;
    };
    match &**inner {
        sqlx::Error::Database(database) => database.code().map(|code| code.into_owned()),
        sqlx::Error::PoolTimedOut => Some("5".into()),
        sqlx::Error::Io(_) | sqlx::Error::PoolClosed | sqlx::Error::WorkerCrashed => {
            Some(BROKEN.into())
        }
        _ => None,
    }
}
