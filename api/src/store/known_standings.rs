//! What the caller is, as far as the reads of one request found.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use entity::types::AllianceId;

use crate::policy::Standing;

/// The standings that the reads of one request found, for the relations of what they answer.
#[derive(Clone, Debug, Default)]
pub struct KnownStandings(Arc<Mutex<Vec<(AllianceId, Standing)>>>);

impl KnownStandings {
    /// Keeps what was found.
    pub(super) fn keep(&self, found: impl IntoIterator<Item = (AllianceId, Standing)>) {
        self.all().extend(found);
    }

    /// The standings in these alliances; none where one of them is not known.
    pub(super) fn of(
        &self,
        mut alliances: impl Iterator<Item = AllianceId>,
    ) -> Option<Vec<(AllianceId, Standing)>> {
        let all = self.all();
        let mut of: Vec<(AllianceId, Standing)> = Vec::new();
        alliances.try_for_each(|alliance| {
            if !of.iter().any(|(known, _)| *known == alliance) {
                of.push(*all.iter().find(|(known, _)| *known == alliance)?);
            }
            Some(())
        })?;
        Some(of)
    }

    fn all(&self) -> MutexGuard<'_, Vec<(AllianceId, Standing)>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
