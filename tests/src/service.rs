//! A service under test, with its database, its clock and its log.

use std::process::ExitStatus;
use std::sync::{Arc, OnceLock};

use reqwest::Client;
use tempfile::TempDir;
use tokio::sync::OnceCell;

use crate::process::{self, Process};
use crate::{Clock, Database, Engine};

/// Shared by the tests of one process: each founds its own alliance and owns what lies in it. They
/// end with the process.
static SHARED: [OnceLock<Arc<Service>>; 2] = [OnceLock::new(), OnceLock::new()];

/// Set where each case is to have a service of its own.
const APART: &str = "ACCORD_TEST_APART";

/// Another process that serves the same database.
pub struct Replica {
    /// Where it listens.
    pub url: String,
    _process: Process,
    _folder: TempDir,
}

/// A running service. It is stopped when this is dropped, and its database is gone with it.
pub struct Service {
    /// Where it listens: `http://127.0.0.1:PORT`.
    pub url: String,
    /// On what it keeps its data.
    pub engine: Engine,
    /// The clock that it goes by.
    pub clock: Clock,
    /// The token of an admin who makes accounts, where many tests do; else a command makes them.
    pub(crate) admin: Option<OnceCell<String>>,
    settings: Vec<(&'static str, String)>,
    // In this order, as fields are dropped so: first the process, then what it works on.
    process: Process,
    database: Database,
    _folder: TempDir,
}

impl Service {
    /// Starts one on an empty database.
    pub fn start(engine: Engine) -> Self {
        Self::with(engine, &[])
    }

    /// Starts one on an empty database, with further settings.
    pub fn with(engine: Engine, more: &[(&'static str, &str)]) -> Self {
        let folder = TempDir::new().unwrap();
        let clock = Clock::new(folder.path());
        let database = Database::create(engine, folder.path());
        let mut settings = vec![
            ("ACCORD_LISTEN", "127.0.0.1:0".to_owned()),
            ("ACCORD_CLOCK", clock.setting()),
            ("ACCORD_SECRET", "a secret that only the tests know".to_owned()),
            // Tests sign many people in at once; what the attempt limiter holds off is tested by
            // itself.
            ("ACCORD_SIGN_IN_LIMIT", "100000".to_owned()),
            // Half of a run would be hashing passwords that are no secret; units see to the real cost.
            ("ACCORD_PASSWORD_MEMORY", "8".to_owned()),
            ("DATABASE_URL", database.url.clone()),
        ];
        settings.extend(more.iter().map(|(name, value)| (*name, (*value).to_owned())));
        let process = Process::serve(&settings, folder.path());
        let url = process.hears("Accord listens on ");
        Self { url, engine, clock, admin: None, settings, process, database, _folder: folder }
    }

    /// The one for a case: the one that this process's tests share, unless each is to have its own.
    pub fn for_case(engine: Engine) -> Arc<Self> {
        if std::env::var_os(APART).is_some() {
            return Arc::new(Self::start(engine));
        }
        let start = || Arc::new(Self { admin: Some(OnceCell::new()), ..Self::start(engine) });
        SHARED[engine as usize].get_or_init(start).clone()
    }

    /// Stops it as whoever operates it does, and tells how it ended.
    pub fn stops(mut self) -> ExitStatus {
        self.process.stop()
    }

    /// Stops it, and starts it again on the same database, with further settings.
    pub fn again(mut self, more: &[(&'static str, &str)]) -> Self {
        self.process.stop();
        self.settings.extend(more.iter().map(|(name, value)| (*name, (*value).to_owned())));
        self.process = Process::serve(&self.settings, self._folder.path());
        self.url = self.process.hears("Accord listens on ");
        self
    }

    /// Another process that serves the same database, as a server's may be.
    pub fn replica(&self) -> Replica {
        let folder = TempDir::new().unwrap();
        let process = Process::serve(&self.settings, folder.path());
        let url = process.hears("Accord listens on ");
        Replica { url, _process: process, _folder: folder }
    }

    /// Runs another command beside it, on the same database, and gives what it prints.
    pub fn accord(&self, arguments: &[&str], say: &str) -> String {
        process::run(arguments, &self.settings, say)
    }

    /// Runs another command beside it that is to fail, and gives what it says of that.
    pub fn refuses(&self, arguments: &[&str]) -> String {
        process::fails(arguments, &self.settings)
    }

    /// Where its data lies.
    pub(crate) fn database_url(&self) -> &str {
        &self.database.url
    }

    /// Everything it wrote so far.
    pub fn log(&self) -> String {
        self.process.log()
    }

    /// How many SQL statements it ran so far.
    pub async fn statements(&self) -> u64 {
        self.metric("accord_sql_statements_total").await
    }

    /// The sum over all labels of a counter.
    pub async fn metric(&self, name: &str) -> u64 {
        let page = Client::new().get(format!("{}/metrics", self.url)).send().await.unwrap();
        let page = page.text().await.unwrap();
        let of = |line: &&str| line.split([' ', '{']).next() == Some(name);
        let value = |line: &str| line.rsplit(' ').next().unwrap().parse::<f64>().unwrap() as u64;
        let found: Vec<u64> = page.lines().filter(of).map(value).collect();
        assert!(!found.is_empty(), "/metrics does not tell {name}");
        found.iter().sum()
    }
}
