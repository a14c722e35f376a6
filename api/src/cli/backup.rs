//! `accord backup`: one consistent copy of an embedded database, also beside a service that writes.

use std::path::PathBuf;

use clap::Args;

use super::Ended;
use super::start::{database, into_failure, must_be_there};
use crate::config::{Config, Flags, Purpose};
use crate::metrics::Metrics;

/// Where the copy goes.
#[derive(Debug, Args)]
pub struct BackupArgs {
    /// The file of the copy; nothing may be there yet
    file: PathBuf,
    #[command(flatten)]
    flags: Flags,
}

impl BackupArgs {
    /// Makes the copy.
    pub async fn run(self) -> Ended {
        let config = Config::load(&self.flags, Purpose::Command)?;
        must_be_there(&config.database)?;
        let db = database(&config, Purpose::Command, &Metrics::new()).await?;
        db.copy_to(&self.file).await.map_err(into_failure)?;
        println!("The database is copied to {}.", self.file.display());
        db.close().await.map_err(into_failure)
    }
}
