//! A connection pooler that stands between the service and PostgreSQL.
//!
//! One that gives each transaction another connection mixes the statements that clients have prepared,
//! and loses what a session has set. Nothing that works by chance may be begun on it.

use sqlx::postgres::{PgConnectOptions, PgConnection};
use sqlx::{Connection, Executor};

use crate::error::{AppError, Result};

/// How many clients ask for a connection of their own, until one is given the first one's.
const CLIENTS: usize = 2;
/// Why it is not served through this.
pub const MIXES: &str = "a connection pooler (PgBouncer or the like) stands before PostgreSQL and gives each \
     transaction another connection; set its pool_mode to session for this database, or name PostgreSQL \
     itself in the database's URL";
/// Why a pooler does not let in.
const REFUSES: &str = "a connection pooler (PgBouncer or the like) stands before PostgreSQL and does not take \
     what the database's URL sets; leave it out of the URL and set it for the role (ALTER ROLE … SET …), or \
     name it in the pooler's ignore_startup_parameters";

/// Whether clients share a connection, as is seen where two that are here at once are given the same.
/// One client stays; others keep the connection that they are given, by a transaction.
async fn shares(options: &PgConnectOptions) -> sqlx::Result<bool> {
    let mut first = PgConnection::connect_with(options).await?;
    let own = backend(&mut first).await?;
    let mut others = Vec::with_capacity(CLIENTS);
    for _ in 0..CLIENTS {
        let mut other = PgConnection::connect_with(options).await?;
        other.execute("BEGIN").await?;
        if backend(&mut other).await? == own {
            return Ok(true);
        }
        others.push(other);
    }
    Ok(backend(&mut first).await? != own)
}

/// Which process of the server speaks: asked in a simple word, which prepares nothing.
async fn backend(client: &mut PgConnection) -> sqlx::Result<String> {
    use sqlx::Row;
    let row = sqlx::raw_sql("SELECT pg_backend_pid()::text").fetch_one(client).await?;
    row.try_get(0)
}

/// Refuses a pooler that mixes what clients do.
pub(super) async fn keeps_apart(options: &PgConnectOptions) -> Result<()> {
    match shares(options).await {
        Ok(false) => Ok(()),
        Ok(true) => Err(AppError::fault(MIXES)),
        Err(error) => Err(unreached(error)),
    }
}

/// Why PostgreSQL is not reached, with what a pooler means by it.
pub(super) fn unreached(error: sqlx::Error) -> AppError {
    let told =
        error.as_database_error().map(|error| error.message().to_owned()).unwrap_or_default();
    if told.contains("startup parameter") {
        return AppError::fault(format!("{told}: {REFUSES}"));
    }
    // PgBouncer, where it gives each statement another connection, takes no transaction of several.
    if told.contains("statement pooling") || told.contains("transaction blocks not allowed") {
        return AppError::fault(format!("{told}: {MIXES}"));
    }
    AppError::fault(error)
}
