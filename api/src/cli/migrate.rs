//! `accord migrate`: brings the database's schema up to date.

use super::Ended;
use super::start::{database, into_failure, migrated, unused};
use crate::config::{Config, Flags, Purpose};
use crate::metrics::Metrics;

/// Takes the steps that are not yet taken.
pub async fn run(flags: &Flags) -> Ended {
    let config = Config::load(flags, Purpose::Command)?;
    let db = database(&config, Purpose::Command, &Metrics::new()).await?;
    let steps = db.pending().await.map_err(|error| unused(&config.database, error))?;
    migrated(&config, &db).await?;
    match steps {
        0 => println!("The schema is up to date."),
        1 => println!("The schema is up to date: 1 step was taken."),
        steps => println!("The schema is up to date: {steps} steps were taken."),
    }
    db.close().await.map_err(into_failure)
}
