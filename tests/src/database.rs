//! A database of one's own for each service under test.

use std::path::{Path, PathBuf};
use std::str::FromStr;
use std::time::UNIX_EPOCH;

use reqwest::Url;
use sqlx::postgres::{PgConnectOptions, PgConnection};
use sqlx::sqlite::SqliteConnection;
use sqlx::{AssertSqlSafe, ConnectOptions, Connection};

use crate::process;

/// The databases on which Accord runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Engine {
    /// The embedded one.
    Sqlite,
    /// The throwaway server that `ACCORD_TEST_POSTGRES` names.
    Postgres,
}

/// A database that is there as long as this is.
#[derive(Debug)]
pub struct Database {
    /// What the service is told.
    pub url: String,
    /// The name on the server, for PostgreSQL.
    on_server: Option<String>,
}

impl Database {
    /// Makes one; a file lies in the folder.
    pub fn create(engine: Engine, folder: &Path) -> Self {
        match engine {
            Engine::Sqlite => Self::sqlite(&folder.join("accord.db")),
            Engine::Postgres => Self::postgres(&format!("accord_{}", unique())),
        }
    }

    /// Makes one on the server that cannot hold every text.
    pub fn in_latin_1() -> Self {
        let name = format!("accord_{}", unique());
        on_server(format!(
            "CREATE DATABASE {name} ENCODING 'LATIN1' LC_COLLATE 'C' LC_CTYPE 'C' TEMPLATE template0"
        ));
        Self { url: server(&name).to_string(), on_server: Some(name) }
    }

    fn sqlite(file: &Path) -> Self {
        std::fs::copy(sqlite_template(), file).unwrap();
        Self { url: sqlite_url(file), on_server: None }
    }

    fn postgres(name: &str) -> Self {
        let make = format!("CREATE DATABASE {name} TEMPLATE {}", postgres_template());
        on_server(make);
        Self { url: for_service(name).to_string(), on_server: Some(name.to_owned()) }
    }
}

impl Drop for Database {
    fn drop(&mut self) {
        if let Some(name) = &self.on_server {
            on_server(format!("DROP DATABASE IF EXISTS {name} WITH (FORCE)"));
        }
    }
}

/// Migrated once for each build and copied from then on: migrating takes longer than most tests.
fn sqlite_template() -> PathBuf {
    let folder = process::binary().parent().unwrap().to_owned();
    let template = folder.join(format!("accord-template-{}.db", build()));
    if !template.exists() {
        let own = tempfile::TempDir::new_in(&folder).unwrap();
        let (migrated, whole) = (own.path().join("accord.db"), own.path().join("whole.db"));
        process::run(&["migrate"], &[("DATABASE_URL", sqlite_url(&migrated))], "");
        gather(&migrated, &whole);
        std::fs::rename(whole, &template).unwrap();
    }
    template
}

/// Copies a database with what its write-ahead log still holds.
fn gather(from: &Path, into: &Path) {
    let copy = format!("VACUUM INTO '{}'", into.display());
    apart(async || {
        let mut file = SqliteConnection::connect(&sqlite_url(from)).await.unwrap();
        sqlx::raw_sql(AssertSqlSafe(copy)).execute(&mut file).await.unwrap();
        file.close().await.unwrap();
    });
}

fn postgres_template() -> String {
    let name = format!("accord_template_{}", build());
    let asked = format!("SELECT 1 FROM pg_database WHERE datname = '{name}' AND datistemplate");
    apart(async || {
        let mut server = connect().await;
        // Tests run in processes of their own, and just one of them makes the template.
        say(&mut server, "SELECT pg_advisory_lock(1)".to_owned()).await;
        if say(&mut server, asked).await == 0 {
            make_template(&mut server, &name).await;
        }
        server.close().await.unwrap();
    });
    name
}

async fn make_template(server: &mut PgConnection, name: &str) {
    say(server, format!("DROP DATABASE IF EXISTS {name}")).await;
    say(server, format!("CREATE DATABASE {name}")).await;
    process::run(&["migrate"], &[("DATABASE_URL", self::server(name).to_string())], "");
    say(server, format!("ALTER DATABASE {name} IS_TEMPLATE true")).await;
}

fn sqlite_url(file: &Path) -> String {
    format!("sqlite://{}", file.display())
}

/// Tells one build from the next, since a template holds the schema of just one.
fn build() -> u128 {
    let built = std::fs::metadata(process::binary()).unwrap().modified().unwrap();
    built.duration_since(UNIX_EPOCH).unwrap().as_micros()
}

/// A name that no other test has, in this process or in another.
fn unique() -> String {
    let file = tempfile::Builder::new().prefix("t").rand_bytes(12).tempfile().unwrap();
    file.path().file_name().unwrap().to_string_lossy().to_lowercase()
}

fn server(database: &str) -> Url {
    let url = std::env::var("ACCORD_TEST_POSTGRES");
    let url = url.expect("ACCORD_TEST_POSTGRES names no server: run this under tests/postgres");
    let mut url = Url::from_str(&url).unwrap();
    url.set_path(database);
    url
}

/// The same for a service: by a pooler, where `ACCORD_TEST_POOLER` names one.
fn for_service(database: &str) -> Url {
    let Ok(pooler) = std::env::var("ACCORD_TEST_POOLER") else { return server(database) };
    let mut url = Url::from_str(&pooler).unwrap();
    url.set_path(database);
    url
}

fn on_server(statement: String) {
    apart(async || {
        let mut server = connect().await;
        say(&mut server, statement).await;
        server.close().await.unwrap();
    });
}

/// Runs a statement, and tells how many rows it found or touched.
async fn say(server: &mut PgConnection, statement: String) -> u64 {
    let said = sqlx::raw_sql(AssertSqlSafe(statement)).execute(server).await;
    said.unwrap().rows_affected()
}

/// Comes to the server, in a database that is no service's.
pub async fn connect() -> PgConnection {
    let url = server("postgres");
    PgConnectOptions::from_str(url.as_str()).unwrap().connect().await.unwrap()
}

/// Runs on a thread of its own, since databases are also dropped where a runtime is at work.
fn apart<F: Future<Output = ()>>(work: impl FnOnce() -> F + Send) {
    std::thread::scope(|scope| scope.spawn(|| runtime().block_on(work())).join().unwrap());
}

fn runtime() -> tokio::runtime::Runtime {
    tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap()
}
