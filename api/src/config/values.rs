//! The values that settings take: each reads a text, or says what it expected instead.

use std::borrow::Cow;
use std::net::SocketAddr;
use std::ops::RangeInclusive;
use std::path::{Path, PathBuf};

use entity::types::Secret;
use tracing_subscriber::EnvFilter;
use tracing_subscriber::filter::LevelFilter;
use url::Url;

use super::network::Network;

/// What was expected, after the word "expected".
pub(super) type ExpectedText = Cow<'static, str>;

/// What to do about a missing secret, after what asks for it.
pub(super) const SET_SECRET: &str =
    "a secret must be set, at least 32 characters: make one with `openssl rand -hex 32`";
const SECRET_LENGTH: RangeInclusive<usize> = 32..=1000;

/// Where the rows are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Database {
    /// In this file, embedded.
    Sqlite(PathBuf),
    /// On a server, whose URL may hold a password.
    Postgres(Secret),
}

impl Database {
    /// The URL to connect by. It may hold a password: never show it.
    pub fn url(&self) -> String {
        match self {
            Self::Sqlite(path) => format!("sqlite://{}", path.display()),
            Self::Postgres(url) => url.reveal().to_owned(),
        }
    }
}

/// How the log is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LogFormat {
    /// For people.
    Text,
    /// A JSON object a line, for programs.
    Json,
}

/// Where the time comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ClockSource {
    /// The machine's own clock.
    System,
    /// A file, read at each use.
    File(PathBuf),
}

pub(super) fn address(text: &str) -> Result<SocketAddr, ExpectedText> {
    text.parse().map_err(|_| "an address and a port, like 127.0.0.1:8080 or [::1]:8080".into())
}

/// SQLite's path is taken as it stands; what a URL would encode or add has no meaning in it.
pub(super) fn database(text: &str) -> Result<Database, ExpectedText> {
    let (scheme, rest) = text.split_once("://").unwrap_or_default();
    let path = Path::new(rest);
    match scheme {
        "sqlite" if path.file_name().is_some() && !rest.contains(['?', '#', '%', ':']) => {
            Ok(Database::Sqlite(path.to_owned()))
        }
        "postgres" | "postgresql" if Url::parse(text).is_ok_and(|url| url.has_host()) => {
            Ok(Database::Postgres(Secret::new(text)))
        }
        _ => Err("sqlite://PATH of a file, or postgres://USER:PASSWORD@HOST:PORT/NAME".into()),
    }
}

pub(super) fn secret(text: &str) -> Result<Secret, ExpectedText> {
    let long_enough = SECRET_LENGTH.contains(&text.chars().count());
    long_enough.then(|| Secret::new(text)).ok_or("32 to 1000 characters".into())
}

/// A URL whose end paths are put to; clients compare it letter by letter, so it has one spelling.
pub(super) fn base_url(text: &str) -> Result<String, ExpectedText> {
    let is_base = |url: &Url| {
        matches!(url.scheme(), "http" | "https")
            && url.username().is_empty()
            && url.password().is_none()
            && url.query().is_none()
            && url.fragment().is_none()
    };
    match Url::parse(text) {
        Ok(url) if is_base(&url) => Ok(url.as_str().trim_end_matches('/').to_owned()),
        _ => Err("a URL like https://accord.example, without user, query and fragment".into()),
    }
}

/// Where the service is reached when nobody says it: no client can call every address there is.
pub(super) fn url_of(listen: Option<SocketAddr>) -> String {
    match listen {
        Some(at) if at.ip().is_unspecified() => format!("http://localhost:{}", at.port()),
        Some(at) => format!("http://{at}"),
        None => "http://localhost".to_owned(),
    }
}

pub(super) fn log_format(text: &str) -> Result<LogFormat, ExpectedText> {
    match text {
        "text" => Ok(LogFormat::Text),
        "json" => Ok(LogFormat::Json),
        _ => Err("`text` or `json`".into()),
    }
}

/// Stricter than the filter itself, which takes a mistyped level for the name of a part.
pub(super) fn log_level(text: &str) -> Result<String, ExpectedText> {
    let is_level = |level: &str| level.parse::<LevelFilter>().is_ok() && !level.is_empty();
    let is_target = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | ':' | '-');
    let holds = |part: &str| match part.split_once('=') {
        Some((target, level)) => {
            !target.is_empty() && target.chars().all(is_target) && is_level(level)
        }
        None => is_level(part),
    };
    let readable = text.split(',').all(holds) && EnvFilter::builder().parse(text).is_ok();
    let expected = "off, error, warn, info, debug or trace, or parts like info,sqlx=warn";
    readable.then(|| text.to_owned()).ok_or(expected.into())
}

/// Only what a browser sends as `Origin` can ever match; `*` would open the service to every page.
pub(super) fn origins(text: &str) -> Result<Vec<String>, ExpectedText> {
    let origin = |part: &str| {
        let url = Url::parse(part).ok()?;
        let same = url.has_host() && url.origin().ascii_serialization() == part;
        same.then(|| part.to_owned())
    };
    let parts = text.split(',').map(str::trim).filter(|part| !part.is_empty());
    let expected = "origins as browsers send them, like https://app.example, parted by commas";
    parts.map(origin).collect::<Option<_>>().ok_or(expected.into())
}

pub(super) fn networks(text: &str) -> Result<Vec<Network>, ExpectedText> {
    let parts = text.split(',').map(str::trim).filter(|part| !part.is_empty());
    let expected = "addresses or networks, like 10.0.0.0/8, parted by commas";
    parts.map(Network::read).collect::<Option<_>>().ok_or(expected.into())
}

pub(super) fn clock(text: &str) -> Result<ClockSource, ExpectedText> {
    match text.split_once(':') {
        None if text == "system" => Ok(ClockSource::System),
        Some(("file", path)) if !path.is_empty() => Ok(ClockSource::File(path.into())),
        _ => Err("`system`, or file:PATH of a file that holds a time".into()),
    }
}

pub(super) fn number<T: TryFrom<u64>>(
    range: RangeInclusive<u64>,
) -> impl FnOnce(&str) -> Result<T, ExpectedText> {
    move |text| {
        let number = text.parse().ok().filter(|number| range.contains(number));
        let expected = || format!("a whole number from {} to {}", range.start(), range.end());
        number.and_then(|number| T::try_from(number).ok()).ok_or_else(|| expected().into())
    }
}
