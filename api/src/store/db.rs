//! Opening the database: embedded SQLite, or PostgreSQL.

mod change_token;
pub(super) mod destroyed;
mod file;
mod pooler;

use std::path::Path;
use std::str::FromStr;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

pub use change_token::ChangeToken;
use migration::{Migrator, MigratorTrait};
use sea_orm::{
    ConnectionTrait, DatabaseConnection, DbBackend, SqlxPostgresConnector, SqlxSqliteConnector,
    Statement,
};
use sqlx::Executor;
use sqlx::postgres::{PgConnectOptions, PgPool, PgPoolOptions};
use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous};

use tokio::time::timeout;

use super::Conn;
use super::connections::{Connections, Options};
use super::transaction::{Transaction, TransactionPurpose};
use crate::error::{AppError, Result};
use crate::metrics::{PoolState, Statements};

pub use pooler::MIXES;

/// How long a request waits for a connection or a lock before it is told that the service is busy.
const PATIENCE: Duration = Duration::from_secs(3);
/// The same on a server, where it is set for each connection, unless the URL says otherwise: a pooler
/// takes no settings at the beginning.
const WAITS: &str =
    "SELECT set_config('lock_timeout', '3s', false) WHERE current_setting('lock_timeout') = '0'";
/// How long it holds that no pooler mixes what clients do.
const KEPT_APART: Duration = Duration::from_secs(60);
/// Prepared statements kept by each connection.
const PREPARED: usize = 256;
/// Rows that SQLite's thread may be ahead of who reads them: more than the longest page has.
const ROWS: usize = 256;
/// Pages (of 4 KiB) that the embedded database's log may hold before the one who writes brings them
/// into the file, for which other writers wait. A write touches about ten, most of which the next
/// ones touch again: the longer the log, the more writes for which a page is brought over once.
const LOGGED: &str = "16384";

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
pub struct DbSettings {
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
    schema: DatabaseConnection,
    server: Option<Arc<Server>>,
    writers: Arc<Connections>,
    readers: Arc<Connections>,
    pub(super) remains: Arc<destroyed::Remains>,
}

/// A server, and when it was seen last that nothing mixes what its clients do.
#[derive(Debug)]
struct Server {
    options: PgConnectOptions,
    kept_apart: Mutex<Instant>,
}

impl Server {
    async fn keeps_apart(&self) -> Result<()> {
        let seen = *self.kept_apart.lock().unwrap_or_else(PoisonError::into_inner);
        if seen.elapsed() < KEPT_APART {
            return Ok(());
        }
        match timeout(PATIENCE, pooler::keeps_apart(&self.options)).await {
            Ok(Err(error)) if error.tells(MIXES) => return Err(error),
            Ok(Ok(())) => {}
            // No place for more connections says nothing of those that are there.
            Ok(Err(_)) | Err(_) => return Ok(()),
        }
        *self.kept_apart.lock().unwrap_or_else(PoisonError::into_inner) = Instant::now();
        Ok(())
    }
}

/// Refuses a server's database that cannot hold every text: an answer that it does not take would be
/// lost to its author in the middle of a discussion.
async fn holds_every_text(schema: &PgPool) -> Result<()> {
    let encoding = sqlx::query_scalar::<_, String>("SELECT current_setting('server_encoding')");
    let encoding = encoding.fetch_one(schema).await.map_err(AppError::fault)?;
    if encoding == "UTF8" {
        return Ok(());
    }
    let said = format!(
        "its encoding is {encoding}, which cannot hold every text; make one by CREATE DATABASE … ENCODING \
         'UTF8' TEMPLATE template0"
    );
    Err(AppError::fault(said))
}

/// What the URL says, and what it leaves to us. A pooler knows no `extra_float_digits`.
fn server_options(url: &str) -> Result<PgConnectOptions> {
    let options =
        PgConnectOptions::from_str(url).map_err(AppError::fault)?.extra_float_digits(None);
    let options = match options.get_application_name() {
        Some(_) => options,
        None => options.application_name("accord"),
    };
    Ok(match url.contains("statement-cache-capacity=") {
        true => options,
        false => options.statement_cache_capacity(PREPARED),
    })
}

impl Db {
    /// Opens the database, and creates the file of an embedded one where there is none.
    ///
    /// # Errors
    /// A fault where the URL cannot be read or nothing answers there.
    pub async fn open(settings: &DbSettings, statements: &Statements) -> Result<Self> {
        match settings.url.split_once("://") {
            Some(("sqlite", _)) => Self::sqlite(settings, statements).await,
            Some(("postgres" | "postgresql", _)) => Self::postgres(settings, statements).await,
            _ => Err(AppError::fault("the database URL is neither sqlite nor postgres")),
        }
    }

    async fn sqlite(settings: &DbSettings, statements: &Statements) -> Result<Self> {
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
            .pragma("cache_size", "-8192")
            .pragma("wal_autocheckpoint", LOGGED);
        let reads = writes.clone().pragma("cache_size", "-1024").pragma("query_only", "on");
        let schema = SqlitePoolOptions::new().max_connections(1).acquire_timeout(PATIENCE);
        let schema = schema.connect_with(writes.clone()).await.map_err(AppError::fault)?;
        let connections = |options, places| {
            Connections::new(Options::Sqlite(options), places, PATIENCE, statements)
        };
        Ok(Self {
            kind: Kind::Sqlite,
            file: Some(Arc::new(file::Opened::at(&path, serves)?)),
            schema: SqlxSqliteConnector::from_sqlx_sqlite_pool(schema),
            server: None,
            writers: connections(writes, 1),
            readers: connections(reads, settings.connections),
            remains: Arc::new(destroyed::Remains::unknown()),
        })
    }

    async fn postgres(settings: &DbSettings, statements: &Statements) -> Result<Self> {
        let options = server_options(&settings.url)?;
        pooler::keeps_apart(&options).await?;
        let schema = PgPoolOptions::new().max_connections(1).acquire_timeout(PATIENCE);
        let schema = schema
            .after_connect(|new, _| Box::pin(async move { new.execute(WAITS).await.map(drop) }));
        let schema = schema.connect_with(options.clone()).await.map_err(pooler::unreached)?;
        holds_every_text(&schema).await?;
        let connections = || {
            let options = Options::Postgres(options.clone(), WAITS);
            Connections::new(options, settings.connections, PATIENCE, statements)
        };
        Ok(Self {
            kind: Kind::Postgres,
            file: None,
            schema: SqlxPostgresConnector::from_sqlx_postgres_pool(schema),
            writers: connections(),
            readers: connections(),
            server: Some(Arc::new(Server { options, kept_apart: Mutex::new(Instant::now()) })),
            remains: Arc::new(destroyed::Remains::unknown()),
        })
    }

    /// How its connections stand.
    pub fn pools(&self) -> [PoolState; 2] {
        [self.readers.state("read"), self.writers.state("write")]
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
        Ok(Migrator::up(&self.schema, None).await?)
    }

    /// The steps of the schema that are not yet taken.
    ///
    /// # Errors
    /// A fault where the database does not answer.
    pub async fn pending(&self) -> Result<usize> {
        Ok(Migrator::get_pending_migrations(&self.schema).await?.len())
    }

    /// Whether an embedded database's file still lies where it was opened.
    pub fn is_in_place(&self) -> bool {
        self.file.as_ref().is_none_or(|file| file.is_there())
    }

    /// Whether the database answers and its schema is up to date.
    ///
    /// # Errors
    /// A fault where it does not answer, or where a pooler mixes what its clients do.
    pub async fn ready(&self) -> Result<bool> {
        if let Some(server) = &self.server {
            server.keeps_apart().await?;
        }
        Ok(self.pending().await? == 0)
    }

    /// Copies an embedded database to a new file, as it is at one moment: every write that was
    /// acknowledged before is in the copy. Others write meanwhile.
    ///
    /// # Errors
    /// A fault where it is a server's, where a file is there already, or where it cannot be written.
    pub async fn copy_to(&self, file: &Path) -> Result<()> {
        if self.kind != Kind::Sqlite {
            return Err(AppError::fault("a server's database is copied by pg_dump"));
        }
        file::make_new(file)?;
        let path = file.to_str().ok_or_else(|| AppError::fault("the file's name is no text"))?;
        let copy =
            Statement::from_sql_and_values(DbBackend::Sqlite, "VACUUM INTO ?", [path.into()]);
        self.schema.execute_raw(copy).await?;
        Ok(())
    }

    /// Ends all connections, and brings what an embedded database has written into its one file.
    ///
    /// # Errors
    /// A fault where the database does not answer.
    pub async fn close(self) -> Result<()> {
        self.readers.close().await;
        if self.kind == Kind::Sqlite {
            match self.empty_log().await {
                // Another process reads on; it is seen to at the next start.
                Ok(()) | Err(AppError::Busy) => {}
                Err(error) => return Err(error),
            }
        }
        self.writers.close().await;
        Ok(self.schema.close().await?)
    }

    /// What a read of one statement runs on.
    pub(crate) fn pool(&self) -> Conn {
        Conn::Readers(self.readers.clone())
    }

    /// What a read of one document runs on: all its statements see the same.
    pub(crate) fn snapshot(&self) -> Conn {
        Conn::Snapshot(Arc::new(Transaction::new(self.readers.clone(), TransactionPurpose::Read)))
    }

    /// What a write runs in.
    ///
    /// # Errors
    /// [`AppError::Busy`] where nobody would find what is written, until the file is back in its
    /// place.
    pub(super) fn write(&self) -> Result<Transaction> {
        if !self.is_in_place() {
            return Err(AppError::Busy);
        }
        Ok(Transaction::new(self.writers.clone(), TransactionPurpose::Write))
    }
}
