//! What is wrong with the framework's data, and where.

/// An error in the framework's data: the service does not start with it.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{file}, at {place}: {message}")]
pub struct FrameworkError {
    /// The file that holds the error.
    pub file: String,
    /// Where in the file, as a path of names and positions from 0.
    pub place: String,
    /// What is wrong, and what was expected.
    pub message: String,
}

/// An error whose file only the caller knows.
#[derive(Debug)]
pub(super) struct Misfit {
    place: String,
    message: String,
}

impl Misfit {
    pub(super) fn new(place: impl Into<String>, message: impl Into<String>) -> Self {
        Self { place: place.into(), message: message.into() }
    }

    pub(super) fn within(self, file: &str) -> FrameworkError {
        FrameworkError { file: file.into(), place: self.place, message: self.message }
    }
}
