//! The settings: read from defaults, a file, the environment and flags, each overriding the former.
//!
//! Whatever is wrong is said at once, where it stands and what was expected, before anything
//! starts. Values that are secret, or may hold a password, never appear in what is said.

mod errors;
mod layers;
mod network;
mod reader;
mod secret;
mod settings;
mod values;

use std::net::SocketAddr;
use std::time::Duration;

pub use errors::{ConfigError, ConfigErrors};
pub use network::Network;
pub use secret::{NextSecret, SecretFileError};
pub use settings::{Flags, SETTINGS, Setting};
pub use values::{ClockSource, Database, LogFormat};

use entity::types::Secret;

use crate::clock::{Clock, ClockError};
use crate::randomness::Randomness;
use layers::Layers;
use reader::SettingsReader;

/// Memory for hashing a password, in KiB: the least that OWASP asks of Argon2id with two passes.
pub const SAFE_PASSWORD_MEMORY: u32 = 19 * 1024;

/// What the settings are read for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// To serve: what others can reach must be safe.
    Serve,
    /// For a command that nobody else reaches.
    Command,
}

/// The settings of one process, all of them valid.
#[derive(Clone, Debug)]
pub struct Config {
    /// Where the service listens.
    pub listen: SocketAddr,
    /// The database.
    pub database: Database,
    /// Connections to read by; on PostgreSQL, as many again to write by. 1 to 1,000.
    pub pool_size: u32,
    /// The secret that was set, at least 32 characters; see [`Config::secret`].
    secret: Option<Secret>,
    /// Under which URL the service is reached, without a slash at its end: who makes the access
    /// tokens, and for whom they are.
    pub public_url: String,
    /// How the log is written.
    pub log: LogFormat,
    /// What the log holds: a level, or `target=level` and more, parted by commas.
    pub log_level: String,
    /// From which origins browsers may call.
    pub cors_origins: Vec<String>,
    /// Requests a minute that one caller may make; none for no limit.
    pub rate_limit: Option<u32>,
    /// Attempts to sign in a minute, by address and by account. At least 1.
    pub sign_in_limit: u32,
    /// Memory that hashing a password takes, in KiB.
    pub password_memory: u32,
    /// The proxies whose `X-Forwarded-For` is believed.
    pub trusted_proxies: Vec<Network>,
    /// Who may read what was counted.
    pub metrics_readers: Vec<Network>,
    /// Where the time comes from.
    pub clock: ClockSource,
    /// Threads that answer; as many as there are cores where nothing is said.
    pub workers: Option<usize>,
    /// For how many days backups are kept; the promise of an anonymous cycle tells it.
    pub backup_days: u32,
    /// The largest body that is read, in bytes.
    pub max_body_bytes: usize,
    /// Memory for what is sent again while nothing changed, in bytes; 0 for none.
    pub cache_bytes: u64,
    /// The largest push of values that is read, in bytes, once it is expanded.
    pub max_push_bytes: usize,
    /// Within how long a body has to arrive.
    pub body_timeout: Duration,
    /// Within how long a request is answered.
    pub request_timeout: Duration,
}

impl Config {
    /// Reads the settings of this process: its flags, its environment, and the file that either
    /// of them names, or `accord.toml` where there is one.
    ///
    /// # Errors
    /// Everything that is wrong with them.
    pub fn load(flags: &Flags, purpose: Purpose) -> Result<Self, ConfigErrors> {
        Self::load_from(flags, std::env::vars_os().map(lossy), purpose)
    }

    /// Reads the settings from flags and this environment.
    ///
    /// # Errors
    /// Everything that is wrong with them.
    pub fn load_from(
        flags: &Flags,
        environment: impl IntoIterator<Item = (String, String)>,
        purpose: Purpose,
    ) -> Result<Self, ConfigErrors> {
        let mut reader = SettingsReader::new(Layers::read(flags, environment));
        let config = read(&mut reader, purpose);
        reader.end(config)
    }

    /// The instance's secret: the one that was set, or the one that lies beside the SQLite file. Where
    /// there is none it is made, unless something in the database is sealed by one already.
    ///
    /// # Errors
    /// When the file cannot be read or made, holds none or is lost; or on PostgreSQL, where there is
    /// no place for such a file, none was set.
    pub fn secret(&self, randomness: &Randomness, seals: bool) -> Result<Secret, SecretFileError> {
        match &self.secret {
            Some(secret) => Ok(secret.clone()),
            None => secret::beside(&self.database, randomness, seals),
        }
    }

    /// Whether the secret was set, and lies in no file of the service's own.
    pub fn secret_is_set(&self) -> bool {
        self.secret.is_some()
    }

    /// A secret to come in the place of the one that holds: the one that is given, or a new one.
    ///
    /// # Errors
    /// When it is too short, or its file cannot be made.
    pub fn next_secret(
        &self,
        given: Option<&str>,
        randomness: &Randomness,
    ) -> Result<NextSecret, SecretFileError> {
        let place = self.secret.is_none().then_some(&self.database);
        NextSecret::make(place, given, randomness)
    }

    /// The clock to go by.
    ///
    /// # Errors
    /// When it is a file's, and that cannot be read.
    pub fn clock(&self) -> Result<Clock, ClockError> {
        match &self.clock {
            ClockSource::System => Ok(Clock::system()),
            ClockSource::File(path) => Clock::file(path),
        }
    }
}

/// What is no UTF-8 keeps a mark of it, by which it is refused.
fn lossy((name, value): (std::ffi::OsString, std::ffi::OsString)) -> (String, String) {
    (name.to_string_lossy().into_owned(), value.to_string_lossy().into_owned())
}

/// Every setting is read before any is asked for its value: so each wrong one is named.
#[expect(clippy::too_many_lines, reason = "two lines a setting")]
fn read(from: &mut SettingsReader, purpose: Purpose) -> Option<Config> {
    let listen = from.value("listen", values::address);
    let database = from.value("database_url", values::database);
    let secret = from.optional("secret", values::secret);
    let public_url = from.optional("public_url", values::base_url);
    let log = from.value("log", values::log_format);
    let log_level = from.value("log_level", values::log_level);
    let cors_origins = from.optional("cors_origins", values::origins);
    let rate_limit = from.value("rate_limit", values::number(0..=1_000_000));
    let sign_in_limit = from.value("sign_in_limit", values::number(1..=1_000_000));
    let password_memory = from.value("password_memory", values::number(8..=1 << 20));
    let trusted_proxies = from.optional("trusted_proxies", values::networks);
    let metrics_readers = from.optional("metrics_readers", values::networks);
    let clock = from.value("clock", values::clock);
    let workers = from.value("workers", values::number(0..=512));
    let backup_days = from.value("backup_days", values::number(0..=3650));
    let max_body_bytes = from.value("max_body_bytes", values::number(1024..=1 << 30));
    let cache_size = from.value("cache_size", values::number(0..=1 << 20));
    let max_push_bytes = from.value("max_push_bytes", values::number(1024..=1 << 36));
    let body_timeout = from.value("body_timeout", values::number(1..=3600));
    let request_timeout = from.value("request_timeout", values::number(1..=3600));
    let pool_size = from.value("pool_size", values::number(1..=1000));
    if purpose == Purpose::Serve {
        guard(from, listen, database.as_ref());
        guard_test_settings(from, listen, clock.as_ref(), password_memory);
    }
    Some(Config {
        listen: listen?,
        database: database?,
        pool_size: pool_size?,
        secret: secret?,
        public_url: public_url?.unwrap_or_else(|| values::url_of(listen)),
        log: log?,
        log_level: log_level?,
        cors_origins: cors_origins?.unwrap_or_default(),
        rate_limit: rate_limit.map(|limit| (limit > 0).then_some(limit))?,
        sign_in_limit: sign_in_limit?,
        password_memory: password_memory?,
        trusted_proxies: trusted_proxies?.unwrap_or_default(),
        metrics_readers: metrics_readers?.unwrap_or_default(),
        clock: clock?,
        workers: workers.map(|many| (many > 0).then_some(many))?,
        backup_days: backup_days?,
        max_body_bytes: max_body_bytes?,
        cache_bytes: cache_size.map(|mib: u64| mib << 20)?,
        max_push_bytes: max_push_bytes?,
        body_timeout: Duration::from_secs(body_timeout?),
        request_timeout: Duration::from_secs(request_timeout?),
    })
}

/// What must hold where others may reach the service. A value that could not be read was named
/// already, and is not named again for what would follow from it.
fn guard(from: &mut SettingsReader, listen: Option<SocketAddr>, database: Option<&Database>) {
    let beyond = listen.filter(is_beyond_loopback);
    if let (Some(at), false) = (beyond, from.is_set("secret")) {
        from.refuse(
            "secret",
            format!("to listen on {at}, beyond loopback, {}", values::SET_SECRET),
        );
    } else if let (Some(Database::Postgres(_)), false) = (database, from.is_set("secret")) {
        from.refuse("secret", format!("on PostgreSQL {}", values::SET_SECRET));
    }
}

/// Refuses, where others may reach the service, what only tests want.
fn guard_test_settings(
    from: &mut SettingsReader,
    listen: Option<SocketAddr>,
    clock: Option<&ClockSource>,
    password_memory: Option<u32>,
) {
    let Some(at) = listen.filter(is_beyond_loopback) else { return };
    if let Some(ClockSource::File(_)) = clock {
        from.refuse("clock", format!("a clock read from a file is for tests: not while listening on {at}, beyond loopback"));
    }
    if password_memory.is_some_and(|kib| kib < SAFE_PASSWORD_MEMORY) {
        from.refuse(
            "password_memory",
            format!(
                "less than {} KiB is for tests: not while listening on {at}, beyond loopback",
                SAFE_PASSWORD_MEMORY
            ),
        );
    }
}

fn is_beyond_loopback(at: &SocketAddr) -> bool {
    !at.ip().to_canonical().is_loopback()
}

#[cfg(test)]
mod tests;
