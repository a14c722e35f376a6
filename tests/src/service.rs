//! A service under test, with its database, its clock and its log.

use std::sync::{Arc, Mutex, PoisonError, Weak};

use reqwest::Client;
use tempfile::TempDir;

use crate::process::{self, Process};
use crate::{Clock, Database, Engine};

/// Shared by the tests of one process: each founds its own alliance and owns what lies in it. Weak,
/// so that the last test stops it; what a static holds is never dropped.
static SHARED: Mutex<[Weak<Service>; 2]> = Mutex::new([Weak::new(), Weak::new()]);

/// A running service. It is stopped when this is dropped, and its database is gone with it.
pub struct Service {
    /// Where it listens: `http://127.0.0.1:PORT`.
    pub url: String,
    /// On what it keeps its data.
    pub engine: Engine,
    /// The clock that it goes by.
    pub clock: Clock,
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
            ("DATABASE_URL", database.url.clone()),
        ];
        settings.extend(more.iter().map(|(name, value)| (*name, (*value).to_owned())));
        let process = Process::spawn(&["serve"], &settings);
        let url = process.hears("Accord listens on ");
        Self { url, engine, clock, settings, process, database, _folder: folder }
    }

    /// The one that this process's tests share.
    pub fn shared(engine: Engine) -> Arc<Self> {
        let mut shared = SHARED.lock().unwrap_or_else(PoisonError::into_inner);
        let slot = &mut shared[engine as usize];
        slot.upgrade().unwrap_or_else(|| {
            let service = Arc::new(Self::start(engine));
            *slot = Arc::downgrade(&service);
            service
        })
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

impl Drop for Service {
    fn drop(&mut self) {
        if std::thread::panicking() {
            let log = self.log();
            let from = log.lines().count().saturating_sub(40);
            let last: Vec<&str> = log.lines().skip(from).collect();
            eprintln!("What the service said last:\n{}", last.join("\n"));
        }
    }
}
