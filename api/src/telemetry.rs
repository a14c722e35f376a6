//! The log: lines for people, or JSON for programs, on standard error.
//!
//! Standard output is left to what a command was asked for.

use std::io::{self, IsTerminal};

use tracing::Subscriber;
use tracing_subscriber::fmt::MakeWriter;
use tracing_subscriber::util::{SubscriberInitExt, TryInitError};
use tracing_subscriber::{EnvFilter, fmt};

use crate::config::LogFormat;

/// Stands in a request of which the log must not say who made it.
#[derive(Clone, Copy, Debug)]
pub struct Untold;

/// Stands in a request that says by which name it asks.
#[derive(Clone, Debug)]
pub struct OperationName(pub String);

impl OperationName {
    /// The longest that is told.
    const LONGEST: usize = 100;

    /// Takes a name that may be one.
    pub fn read(text: &str) -> Option<Self> {
        let letter = |b: u8| b == b'_' || b.is_ascii_alphanumeric();
        let fits = (1..=Self::LONGEST).contains(&text.len()) && text.bytes().all(letter);
        fits.then(|| Self(text.to_owned()))
    }
}

/// Why the log could not be set up.
#[derive(Debug, thiserror::Error)]
pub enum TelemetryError {
    /// The level cannot be read.
    #[error("the log level cannot be read: {0}")]
    Level(#[from] tracing_subscriber::filter::ParseError),
    /// It is set up already.
    #[error(transparent)]
    Twice(#[from] TryInitError),
}

/// Sets up the log of this process, once.
///
/// # Errors
/// When the level cannot be read, or the log was set up before.
pub fn start(format: LogFormat, level: &str) -> Result<(), TelemetryError> {
    let filter = EnvFilter::builder().parse(level)?;
    Ok(subscriber(format, filter, io::stderr().is_terminal(), io::stderr).try_init()?)
}

type Log = Box<dyn Subscriber + Send + Sync>;

/// In JSON an event's fields stand at the top and its spans beside them, the outermost first: that
/// one holds the request's id, however deep the event.
fn subscriber<W>(format: LogFormat, filter: EnvFilter, colours: bool, to: W) -> Log
where
    W: for<'a> MakeWriter<'a> + Send + Sync + 'static,
{
    let log = fmt::Subscriber::builder().with_env_filter(filter).with_writer(to);
    match format {
        LogFormat::Text => Box::new(log.with_ansi(colours).finish()),
        LogFormat::Json => {
            Box::new(log.json().flatten_event(true).with_current_span(false).finish())
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::{Arc, Mutex, PoisonError};

    use super::*;

    #[derive(Clone, Default)]
    struct Lines(Arc<Mutex<Vec<u8>>>);

    impl io::Write for Lines {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            self.0.lock().unwrap_or_else(PoisonError::into_inner).extend(bytes);
            Ok(bytes.len())
        }
        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    fn logged(format: LogFormat, level: &str, act: impl FnOnce()) -> String {
        let lines = Lines::default();
        let (filter, to) = (EnvFilter::builder().parse(level).expect("a level"), lines.clone());
        let log = subscriber(format, filter, false, move || to.clone());
        tracing::subscriber::with_default(log, act);
        let bytes = lines.0.lock().unwrap_or_else(PoisonError::into_inner).clone();
        String::from_utf8(bytes).expect("text")
    }

    fn speak() {
        let _request = tracing::info_span!("request", request_id = "r1").entered();
        let _within = tracing::info_span!("unit").entered();
        tracing::info!(revision = 7, "two\nlines");
        tracing::debug!("too quiet");
    }

    #[test]
    fn json_is_one_object_a_line_with_the_request_beside_it() {
        let text = logged(LogFormat::Json, "info", speak);
        assert_eq!(text.lines().count(), 1, "{text}");
        let line: serde_json::Value = serde_json::from_str(&text).expect("JSON");
        assert_eq!(line["message"], "two\nlines");
        assert_eq!(line["revision"], 7);
        assert_eq!(line["spans"][0]["request_id"], "r1");
        assert_eq!(line["level"], "INFO");
        assert!(line["timestamp"].as_str().is_some_and(|time| time.ends_with('Z')));
    }

    #[test]
    fn text_is_for_people_and_has_no_colours_in_a_file() {
        let text = logged(LogFormat::Text, "info", speak);
        assert!(text.contains("INFO") && text.contains("r1") && text.contains("revision=7"));
        assert!(!text.contains('\u{1b}') && !text.contains("too quiet"), "{text}");
    }

    #[test]
    fn a_level_can_be_said_by_part() {
        assert_eq!(logged(LogFormat::Text, "accord=off", speak), "");
        assert_eq!(logged(LogFormat::Json, "info,accord=debug", speak).lines().count(), 2);
    }
}
