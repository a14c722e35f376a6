//! What a feed shows, told by the revisions of the alliances that it looks into.

use std::fmt::{Debug, Write};

use crate::app::FeedState;
use crate::error::Result;
use crate::store::feeds::homes;
use crate::store::{AllianceRef, Reader, View};

/// The state of what is asked for: with each revision, on each day and for each sight it is another,
/// and so it is by another build.
///
/// # Errors
/// A fault where the database does not answer.
pub(super) async fn state(
    view: &View,
    of: Option<&AllianceRef>,
    asked: &(dyn Debug + Sync),
) -> Result<FeedState> {
    let (build, language) = (env!("CARGO_PKG_VERSION"), view.language());
    let mut fingerprint = format!("{build} {language} {asked:?}");
    let homes = homes(view, of).await?;
    for home in &homes {
        let today = home.time_zone.day(view.now());
        let standing = view.lens().standing(home.id);
        let (role, inside) = (standing.role(), standing.insider());
        let _ = write!(fingerprint, " {} {} {today} {role:?} {inside}", home.id, home.revision);
    }
    let changed_at = homes.iter().filter_map(|home| home.changed_at).max();
    Ok(FeedState { fingerprint, changed_at })
}
