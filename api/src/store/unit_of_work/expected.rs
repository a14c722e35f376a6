//! What the caller of a write expects to find.

use crate::error::{ErrorCode, Refusal, Result};

/// What the caller of a write expects of the thing that is there.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Expected {
    /// Nothing.
    #[default]
    Whatever,
    /// That it is there.
    There,
    /// That it is not there yet.
    Absent,
    /// That its version is one of these.
    OneOf(Vec<i64>),
}

impl Expected {
    /// Refuses what is not as it was expected.
    ///
    /// # Errors
    /// `version_stale`.
    pub(super) fn found(&self, version: Option<i64>) -> Result<()> {
        let said = match (self, version) {
            (Self::Absent, Some(_)) => "It is there already.",
            (Self::There | Self::OneOf(_), None) => "There is no such thing yet.",
            (Self::OneOf(seen), Some(there)) if !seen.contains(&there) => {
                "It was changed since you saw it; read it again."
            }
            _ => return Ok(()),
        };
        Err(Refusal::new(ErrorCode::VersionStale, said).into())
    }
}

impl From<Option<i64>> for Expected {
    fn from(version: Option<i64>) -> Self {
        version.map_or(Self::Whatever, |version| Self::OneOf(vec![version]))
    }
}
