//! SQLite's log of what was written, and how it is brought into the file.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use sea_orm::DbErr;

use crate::store::connections::Connections;

/// Pages of 4 KiB that the log may hold before the one who writes brings them into the file, and all
/// others wait meanwhile. A write touches about ten, most of which the next ones touch again: the
/// longer the log, the more writes for which a page is brought over once.
pub(super) const PAGES: &str = "16384";
/// Writes after which the log is brought over beside the one who writes, so that little of it is left
/// for them.
const OFTEN: usize = 256;

/// Counts writes.
#[derive(Debug, Default)]
pub(super) struct Writes(AtomicUsize);

impl Writes {
    /// Notes a write; tells whether the log is to be brought over.
    pub(super) fn note(&self) -> bool {
        self.0.fetch_add(1, Ordering::Relaxed) % OFTEN == OFTEN - 1
    }
}

/// Brings what the log holds into the file, while others read and write on.
pub(super) async fn bring_over(readers: Arc<Connections>) {
    if let Err(error) = brought_over(&readers).await {
        tracing::warn!(%error, "the log could not be brought into the file beside who writes");
    }
}

async fn brought_over(readers: &Arc<Connections>) -> Result<(), DbErr> {
    let mut one = readers.take().await?;
    one.command("PRAGMA wal_checkpoint(PASSIVE)").await?;
    one.give_back();
    Ok(())
}

#[cfg(test)]
mod tests;
