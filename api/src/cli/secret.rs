//! `accord secret`: keeps the secret that seals the keys in the database.

use std::io::{self, Read, Write};

use clap::{Args, Subcommand};
use entity::types::Secret;

use super::Ended;
use super::start::{database, into_failure, migrated, must_be_there};
use crate::auth::key_ring::{renew, reseal};
use crate::config::{Config, Flags, Purpose};
use crate::metrics::Metrics;
use crate::randomness::Randomness;
use crate::store::Db;

/// What can be done to the secret.
#[derive(Debug, Subcommand)]
pub enum SecretCommand {
    /// Seal the keys in the database by a new secret
    Rotate(Box<RotateArgs>),
}

/// How the secret is replaced.
#[derive(Debug, Args)]
pub struct RotateArgs {
    /// Read the new secret from standard input, instead of making one
    #[arg(long, conflicts_with = "lost")]
    stdin: bool,
    /// Make new keys, too: whoever held the old secret and a copy of the database may know the old ones
    #[arg(long)]
    new_keys: bool,
    /// The old secret is lost for good: make new keys, sealed by the secret that is set or by a new one
    #[arg(long)]
    lost: bool,
    #[command(flatten)]
    flags: Flags,
}

/// Replaces the secret. Whoever is served meanwhile goes on with the keys as they were.
pub async fn run(SecretCommand::Rotate(rotate): SecretCommand) -> Ended {
    let config = Config::load(&rotate.flags, Purpose::Command)?;
    must_be_there(&config.database)?;
    let db = database(&config, Purpose::Command, &Metrics::new()).await?;
    migrated(&config, &db).await?;
    match rotate.lost {
        true => begin_anew(&config, &db).await?,
        false => rotated(&config, &db, &rotate).await?,
    }
    println!("Start the service again: until then it goes on with the keys that it has read.");
    db.close().await.map_err(into_failure)
}

/// The new secret is told, or lies in its file, before anything is sealed by it.
async fn rotated(config: &Config, db: &Db, rotate: &RotateArgs) -> Ended {
    let (clock, random) = (config.clock()?, Randomness::system()?);
    let old = config.secret(&random, true)?;
    let given = if rotate.stdin { Some(read()?) } else { None };
    let next = config.next_secret(given.as_deref(), &random)?;
    if config.secret_is_set() && given.is_none() {
        tell(&next.secret)?;
    }
    match rotate.new_keys {
        true => renew(db, &next.secret, &clock, &random).await?,
        false => drop(reseal(db, (&old, &next.secret), &random).await?),
    }
    next.put()?;
    match config.secret_is_set() {
        true => println!("The keys are sealed by it: set `secret` to it wherever it is set."),
        false => println!("The keys are sealed by a new secret, which lies beside the database."),
    }
    Ok(())
}

async fn begin_anew(config: &Config, db: &Db) -> Ended {
    let (clock, random) = (config.clock()?, Randomness::system()?);
    renew(db, &config.secret(&random, false)?, &clock, &random).await?;
    println!("New keys are made; no access token that was given out before is taken.");
    Ok(())
}

fn tell(secret: &Secret) -> io::Result<()> {
    println!("The new secret, shown this once:\n{}", secret.reveal());
    io::stdout().flush()
}

fn read() -> io::Result<String> {
    let mut text = String::new();
    io::stdin().read_to_string(&mut text)?;
    Ok(text.trim().to_owned())
}
