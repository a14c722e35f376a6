//! What the database's errors mean.

use sea_orm::{DbErr, RuntimeErr, SqlErr};

use super::AppError;

impl From<DbErr> for AppError {
    fn from(error: DbErr) -> Self {
        if let Some(SqlErr::UniqueConstraintViolation(_)) = error.sql_err() {
            return Self::Taken;
        }
        match error {
            DbErr::ConnectionAcquire(_) => Self::Busy,
            error => match sql_state(&error).as_deref() {
                // PostgreSQL: serialization failure, deadlock. SQLite: busy snapshot.
                Some("40001" | "40P01" | "517") => Self::Raced,
                // PostgreSQL: lock not available, too many connections. SQLite: busy, locked.
                Some("55P03" | "53300" | "5" | "6" | "261") => Self::Busy,
                _ => Self::fault(error),
            },
        }
    }
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
        _ => None,
    }
}
