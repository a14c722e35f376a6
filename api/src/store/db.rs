//! Opening the database: embedded SQLite, or PostgreSQL.

mod destroyed;

use std::fs::OpenOptions;
use std::io::ErrorKind;
use std::os::unix::fs::OpenOptionsExt;
use std::path::Path;
use std::str::FromStr;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;
use std::time::Duration;

use migration::{Migrator, MigratorTrait};
use sea_orm::{
    AccessMode, DatabaseConnection, DatabaseTransaction, IsolationLevel, SqliteTransactionMode,
    SqlxPostgresConnector, SqlxSqliteConnector, TransactionOptions, TransactionTrait,
};
use sqlx::postgres::{PgConnectOptions, PgPoolOptions};
use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous};

use super::Conn;
use super::readers::{Options, Readers};
use crate::error::{AppError, Result};
use crate::metrics::Statements;

/// How long a request waits for a connection or a lock before it is told that the service is busy.
const PATIENCE: Duration = Duration::from_secs(3);
/// Prepared statements kept by each connection.
const PREPARED: usize = 256;
/// Rows that SQLite's thread may be ahead of who reads them: more than the longest page has.
const ROWS: usize = 256;

/// Which database it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// The embedded one: one file, one writer.
    Sqlite,
    /// A server.
    Postgres,
}

/// How the database is opened.
#[derive(Clone, Debug)]
pub struct Settings {
    /// `sqlite://path` or `postgres://…`.
    pub url: String,
    /// Connections to read by; on PostgreSQL, also to write by.
    pub connections: u32,
}

/// The database.
#[derive(Clone, Debug)]
pub struct Db {
    kind: Kind,
    writer: DatabaseConnection,
    snapshots: DatabaseConnection,
    readers: Arc<Readers>,
    remains: Arc<AtomicBool>,
}

impl Db {
    /// Opens the database, and creates the file of an embedded one where there is none.
    ///
    /// # Errors
    /// A fault where the URL cannot be read or nothing answers there.
    pub async fn open(settings: &Settings, statements: Statements) -> Result<Self> {
        let mut db = match settings.url.split_once("://") {
            Some(("sqlite", _)) => Self::sqlite(settings, &statements).await?,
            Some(("postgres" | "postgresql", _)) => Self::postgres(settings, &statements).await?,
            _ => return Err(AppError::fault("the database URL is neither sqlite nor postgres")),
        };
        let count = statements.clone();
        db.writer.set_metric_callback(move |info| count.note(info.elapsed, info.failed));
        db.snapshots.set_metric_callback(move |info| statements.note(info.elapsed, info.failed));
        Ok(db)
    }

    async fn sqlite(settings: &Settings, statements: &Statements) -> Result<Self> {
        let file = SqliteConnectOptions::from_str(&settings.url).map_err(AppError::fault)?;
        make(file.get_filename())?;
        let writes = file
            .journal_mode(SqliteJournalMode::Wal)
            .synchronous(SqliteSynchronous::Normal)
            .foreign_keys(true)
            .busy_timeout(PATIENCE)
            .statement_cache_capacity(PREPARED)
            .row_buffer_size(ROWS)
            .pragma("secure_delete", "on")
            .pragma("cache_size", "-8192");
        let reads = writes.clone().pragma("cache_size", "-2048").pragma("query_only", "on");
        let pool = || {
            SqlitePoolOptions::new()
                .test_before_acquire(false)
                .max_lifetime(None)
                .idle_timeout(None)
                .acquire_timeout(PATIENCE)
        };
        let writer = pool().max_connections(1).connect_with(writes).await;
        let snapshots =
            pool().max_connections(settings.connections).connect_lazy_with(reads.clone());
        Ok(Self {
            kind: Kind::Sqlite,
            writer: SqlxSqliteConnector::from_sqlx_sqlite_pool(writer.map_err(AppError::fault)?),
            snapshots: SqlxSqliteConnector::from_sqlx_sqlite_pool(snapshots),
            readers: Readers::new(Options::Sqlite(reads), settings, PATIENCE, statements),
            remains: Arc::new(AtomicBool::new(true)),
        })
    }

    async fn postgres(settings: &Settings, statements: &Statements) -> Result<Self> {
        let options = PgConnectOptions::from_str(&settings.url)
            .map_err(AppError::fault)?
            .application_name("accord")
            .statement_cache_capacity(PREPARED)
            .options([("lock_timeout", "3s"), ("timezone", "UTC")]);
        let pool = PgPoolOptions::new()
            .max_connections(settings.connections)
            .test_before_acquire(false)
            .acquire_timeout(PATIENCE)
            .connect_with(options.clone())
            .await
            .map_err(AppError::fault)?;
        let pool = SqlxPostgresConnector::from_sqlx_postgres_pool(pool);
        Ok(Self {
            kind: Kind::Postgres,
            writer: pool.clone(),
            snapshots: pool,
            readers: Readers::new(Options::Postgres(options), settings, PATIENCE, statements),
            remains: Arc::new(AtomicBool::new(true)),
        })
    }

    /// Which database it is.
    pub fn kind(&self) -> Kind {
        self.kind
    }

    /// Brings the schema up to date.
    ///
    /// # Errors
    /// A fault where a step fails.
    pub async fn migrate(&self) -> Result<()> {
        Ok(Migrator::up(&self.writer, None).await?)
    }

    /// The steps of the schema that are not yet taken.
    ///
    /// # Errors
    /// A fault where the database does not answer.
    pub async fn pending(&self) -> Result<usize> {
        Ok(Migrator::get_pending_migrations(&self.writer).await?.len())
    }

    /// Whether the database answers and its schema is up to date.
    ///
    /// # Errors
    /// A fault where it does not answer.
    pub async fn ready(&self) -> Result<bool> {
        Ok(self.pending().await? == 0)
    }

    /// Ends all connections, and brings what an embedded database has written into its one file.
    ///
    /// # Errors
    /// A fault where the database does not answer.
    pub async fn close(self) -> Result<()> {
        self.readers.close().await?;
        if self.kind == Kind::Sqlite {
            self.snapshots.clone().close().await?;
            match self.empty_log().await {
                // Another process reads on; it is seen to at the next start.
                Ok(()) | Err(AppError::Busy) => {}
                Err(error) => return Err(error),
            }
        }
        Ok(self.writer.close().await?)
    }

    /// What a read of one statement runs on.
    pub(crate) fn pool(&self) -> Conn {
        Conn::Readers(self.readers.clone())
    }

    /// What a read of one document runs on: all its statements see the same.
    pub(crate) async fn snapshot(&self) -> Result<Conn> {
        let tx = self.snapshots.begin_with_options(snapshot_options(self.kind)).await?;
        Ok(Conn::Snapshot(Arc::new(tx)))
    }

    pub(super) async fn write(&self) -> Result<DatabaseTransaction> {
        let options = TransactionOptions {
            isolation_level: None,
            access_mode: None,
            sqlite_transaction_mode: Some(SqliteTransactionMode::Immediate),
        };
        Ok(self.writer.begin_with_options(options).await?)
    }
}

/// How a snapshot begins. On SQLite a transaction of a reader is one by itself, and refuses to be
/// told so.
fn snapshot_options(kind: Kind) -> TransactionOptions {
    match kind {
        Kind::Sqlite => TransactionOptions {
            isolation_level: None,
            access_mode: None,
            sqlite_transaction_mode: Some(SqliteTransactionMode::Deferred),
        },
        Kind::Postgres => TransactionOptions {
            isolation_level: Some(IsolationLevel::RepeatableRead),
            access_mode: Some(AccessMode::ReadOnly),
            sqlite_transaction_mode: None,
        },
    }
}

/// Makes the file of an embedded database where there is none, for its owner only: it holds what
/// partners answer, and SQLite lets the files that it puts beside it be as this one is.
fn make(file: &Path) -> Result<()> {
    match OpenOptions::new().write(true).create_new(true).mode(0o600).open(file) {
        Err(fault) if fault.kind() != ErrorKind::AlreadyExists => {
            let file = file.display();
            Err(AppError::fault(format!("the database's file {file} cannot be made: {fault}")))
        }
        _ => Ok(()),
    }
}
