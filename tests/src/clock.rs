//! The clock that a service under test goes by: a file that it reads at each use.

use std::fs;
use std::path::{Path, PathBuf};

/// A day in the middle of a month, a quarter and a week, so that periods begun and periods over
/// are told apart, and late enough in the year for two quarters to be over.
const NOW: &str = "2026-08-12T12:00:00Z";

/// A service's clock. It stands still until it is moved.
#[derive(Debug)]
pub struct Clock {
    file: PathBuf,
}

impl Clock {
    pub(crate) fn new(folder: &Path) -> Self {
        let clock = Self { file: folder.join("clock") };
        clock.set(NOW);
        clock
    }

    pub(crate) fn setting(&self) -> String {
        format!("file:{}", self.file.display())
    }

    /// Moves it to this moment, as RFC 3339 writes it.
    pub fn set(&self, moment: &str) {
        // Renamed into place, so that the service never reads half a moment.
        let next = self.file.with_extension("next");
        fs::write(&next, moment).unwrap();
        fs::rename(next, &self.file).unwrap();
    }
}
