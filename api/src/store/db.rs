//! Opening the database: embedded SQLite, or PostgreSQL.

mod destroyed;
mod file;

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
    /// Whether it is opened to serve: an embedded one is served by one process at a time.
    pub serves: bool,
}

/// The database.
#[derive(Clone, Debug)]
pub struct Db {
    kind: Kind,
    file: Option<Arc<file::Opened>>,
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
        let options = SqliteConnectOptions::from_str(&settings.url).map_err(AppError::fault)?;
        let path = options.get_filename().to_owned();
        file::make(&path)?;
        let serves = settings.serves.then(|| file::serve(&path)).transpose()?;
        let writes = options
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
        let writer = writer.map_err(AppError::fault)?;
        let snapshots =
            pool().max_connections(settings.connections).connect_lazy_with(reads.clone());
        Ok(Self {
            kind: Kind::Sqlite,
            file: Some(Arc::new(file::Opened::at(&path, serves)?)),
            writer: SqlxSqliteConnector::from_sqlx_sqlite_pool(writer),
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
            file: None,
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

    /// Whether an embedded database's file still lies where it was opened.
    pub fn is_in_place(&self) -> bool {
        self.file.as_ref().is_none_or(|file| file.is_there())
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

    /// What a write runs in.
    ///
    /// # Errors
    /// [`AppError::Busy`] where nobody would find what is written, until the file is back in its
    /// place; a fault where the database does not answer.
    pub(super) async fn write(&self) -> Result<DatabaseTransaction> {
        if !self.is_in_place() {
            return Err(AppError::Busy);
        }
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
