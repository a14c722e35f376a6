//! What is wrong with the framework's data, and where.

/// A fault in the framework's data: the service does not start with it.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{file}, at {place}: {fault}")]
pub struct FrameworkFault {
    /// The file that holds the fault.
    pub file: String,
    /// Where in the file, as a path of names and positions from 0.
    pub place: String,
    /// What is wrong, and what was expected.
    pub fault: String,
}

/// A fault whose file only the caller knows.
#[derive(Debug)]
pub(super) struct Misfit {
    place: String,
    fault: String,
}

impl Misfit {
    pub(super) fn new(place: impl Into<String>, fault: impl Into<String>) -> Self {
        Self { place: place.into(), fault: fault.into() }
    }

    pub(super) fn within(self, file: &str) -> FrameworkFault {
        FrameworkFault { file: file.into(), place: self.place, fault: self.fault }
    }
}
