//! What time it is, asked of one place, so that a test or a demo can say it instead.

use std::fmt;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use chrono::{DateTime, Utc};
use entity::types::Timestamp;

/// Why a clock could not be set up.
#[derive(Debug, thiserror::Error)]
pub enum ClockError {
    /// The file of a `file:PATH` clock cannot be read.
    #[error("the clock's file {0} cannot be read: {1}")]
    Unreadable(PathBuf, std::io::Error),
    /// The file holds no time.
    #[error("the clock's file {0} must hold one time by RFC 3339, like 2026-10-03T09:30:00Z")]
    NoTime(PathBuf),
}

/// The clock that the whole service goes by. Cheap to clone; clones show the same time.
#[derive(Clone)]
pub struct Clock(TimeSource);

#[derive(Clone)]
enum TimeSource {
    System,
    File(Arc<FileClock>),
    Hands(Hands),
}

impl Clock {
    /// The machine's own clock.
    pub fn system() -> Self {
        Self(TimeSource::System)
    }

    /// A clock that reads its time (RFC 3339) from a file at each use, for tests.
    ///
    /// # Errors
    /// When the file cannot be read now, or holds no time.
    pub fn file(path: impl Into<PathBuf>) -> Result<Self, ClockError> {
        FileClock::open(path.into()).map(|clock| Self(TimeSource::File(Arc::new(clock))))
    }

    /// A clock that stands still, and the hands by which it is set.
    pub fn by_hand(start: Timestamp) -> (Self, Hands) {
        let hands = Hands(Arc::new(AtomicI64::new(micros(start))));
        (Self(TimeSource::Hands(hands.clone())), hands)
    }

    /// The time now.
    pub fn now(&self) -> Timestamp {
        match &self.0 {
            TimeSource::System => Timestamp::new(Utc::now()),
            TimeSource::File(file) => file.now(),
            TimeSource::Hands(hands) => hands.time(),
        }
    }
}

impl fmt::Debug for Clock {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            TimeSource::System => f.write_str("Clock(system)"),
            TimeSource::File(file) => write!(f, "Clock(file:{})", file.path.display()),
            TimeSource::Hands(hands) => write!(f, "Clock({})", hands.time().time()),
        }
    }
}

/// Sets a clock that stands still.
#[derive(Clone, Debug)]
pub struct Hands(Arc<AtomicI64>);

impl Hands {
    /// Sets the clock, forwards or back.
    pub fn set(&self, to: Timestamp) {
        self.0.store(micros(to), Ordering::Relaxed);
    }

    fn time(&self) -> Timestamp {
        moment(self.0.load(Ordering::Relaxed))
    }
}

struct FileClock {
    path: PathBuf,
    last: Hands,
}

impl FileClock {
    fn open(path: PathBuf) -> Result<Self, ClockError> {
        let start = read(&path)?;
        let last = Hands(Arc::new(AtomicI64::new(micros(start))));
        Ok(Self { path, last })
    }

    /// While the file is being written it may be empty for an instant: the last time holds then.
    fn now(&self) -> Timestamp {
        match read(&self.path) {
            Ok(now) => self.last.set(now),
            Err(error) => tracing::debug!(%error, "the clock stands still"),
        }
        self.last.time()
    }
}

fn read(path: &Path) -> Result<Timestamp, ClockError> {
    let text = std::fs::read_to_string(path)
        .map_err(|error| ClockError::Unreadable(path.to_owned(), error))?;
    DateTime::parse_from_rfc3339(text.trim())
        .map(|time| Timestamp::new(time.to_utc()))
        .map_err(|_| ClockError::NoTime(path.to_owned()))
}

fn micros(moment: Timestamp) -> i64 {
    moment.time().timestamp_micros()
}

/// Turns back what `micros` made; every moment's microseconds fit.
fn moment(micros: i64) -> Timestamp {
    Timestamp::new(DateTime::from_timestamp_micros(micros).unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> Timestamp {
        Timestamp::new(text.parse().expect("a time"))
    }

    #[test]
    fn a_file_is_read_at_each_use_and_its_offset_counts() {
        let file = tempfile::NamedTempFile::new().expect("a file");
        std::fs::write(file.path(), "2026-10-03T09:30:00.1234567+02:00\n").expect("written");
        let clock = Clock::file(file.path()).expect("a clock");
        assert_eq!(clock.now(), at("2026-10-03T07:30:00.123456Z"));
        std::fs::write(file.path(), "2031-01-01T00:00:00Z").expect("written");
        assert_eq!(clock.clone().now(), at("2031-01-01T00:00:00Z"));
    }

    #[test]
    fn a_file_that_is_being_written_keeps_the_last_time() {
        let file = tempfile::NamedTempFile::new().expect("a file");
        std::fs::write(file.path(), "2026-10-03T09:30:00Z").expect("written");
        let clock = Clock::file(file.path()).expect("a clock");
        for half_written in ["", "2026-1"] {
            std::fs::write(file.path(), half_written).expect("written");
            assert_eq!(clock.now(), at("2026-10-03T09:30:00Z"));
        }
    }

    #[test]
    fn a_file_without_a_time_is_no_clock() {
        let file = tempfile::NamedTempFile::new().expect("a file");
        std::fs::write(file.path(), "noon").expect("written");
        assert!(matches!(Clock::file(file.path()), Err(ClockError::NoTime(_))));
        assert!(matches!(Clock::file("/nowhere/clock"), Err(ClockError::Unreadable(..))));
    }

    #[test]
    fn hands_move_every_clone() {
        let (clock, hands) = Clock::by_hand(at("2026-01-31T00:00:00Z"));
        let clone = clock.clone();
        hands.set(at("2025-01-01T00:00:00.000001Z"));
        assert_eq!(clone.now(), at("2025-01-01T00:00:00.000001Z"));
        assert_eq!(clock.now(), clone.now());
    }

    #[test]
    fn the_system_clock_goes() {
        assert!(Clock::system().now() > at("2024-01-01T00:00:00Z"));
    }
}
