//! What every command that does something needs: the service, without its faces.

use std::sync::Arc;

use super::{Ended, Failure};
use crate::app::{App, AttemptLimiter, RepresentationCache, SharedLimit};
use crate::auth::Gate;
use crate::auth::key_ring::key_ring;
use crate::auth::passwords::Passwords;
use crate::auth::seal::derive;
use crate::auth::tokens::Tokens;
use crate::config::{Config, Database, Flags, Purpose};
use crate::error::AppError;
use crate::metrics::Metrics;
use crate::randomness::Randomness;
use crate::store::{Db, DbSettings, signing_keys};

/// Opens the database.
pub async fn database(config: &Config, purpose: Purpose, metrics: &Metrics) -> Ended<Db> {
    let open = DbSettings {
        url: config.database.url(),
        connections: config.pool_size,
        serves: purpose == Purpose::Serve,
    };
    let db = Db::open(&open, &metrics.statements).await;
    db.map_err(|error| unused(&config.database, error))
}

/// Brings the database's schema up to date.
pub async fn migrated(config: &Config, db: &Db) -> Ended {
    db.migrate().await.map_err(|error| unused(&config.database, error))
}

/// Puts the service together: its database up to date, its keys made.
pub async fn service(config: &Config, purpose: Purpose, metrics: &Metrics) -> Ended<App> {
    let (clock, random) = (config.clock()?, Randomness::system()?);
    let db = database(config, purpose, metrics).await?;
    migrated(config, &db).await?;
    let seals = !signing_keys::all(&db).await.map_err(into_failure)?.is_empty();
    let secret = config.secret(&random, seals)?;
    let ring = key_ring(&db, &secret, &clock, &random).await?;
    let tokens = Tokens::new(config.public_url.clone(), ring);
    let at_once = std::thread::available_parallelism().map_or(2, usize::from);
    let passwords = Passwords::new(at_once, random.clone()).with_memory(config.password_memory);
    let (limit, key) = (config.sign_in_limit, derive(&secret, "accord: attempts")?);
    let limiter = |name| AttemptLimiter::new(limit, SharedLimit::of(&db, key, name, limit));
    let (attempt_limiter, refresh_limiter) = (limiter("attempt"), limiter("refresh"));
    let gate = Gate::new(Arc::new(tokens), secret);
    Ok(App {
        db,
        clock,
        random,
        passwords,
        backup_days: config.backup_days,
        gate,
        sign_ins: metrics.sign_ins.clone(),
        attempt_limiter,
        refresh_limiter,
        representations: RepresentationCache::new(config.cache_bytes),
    })
}

/// The service for a command that nobody else reaches, on a database that is there.
pub async fn for_command(flags: &Flags) -> Ended<App> {
    let config = Config::load(flags, Purpose::Command)?;
    must_be_there(&config.database)?;
    service(&config, Purpose::Command, &Metrics::new()).await
}

/// Refuses a database whose file is not there: whoever types a command elsewhere than where the service
/// runs must not make a new one.
pub fn must_be_there(database: &Database) -> Ended {
    let Database::Sqlite(path) = database else { return Ok(()) };
    if path.exists() {
        return Ok(());
    }
    let path = std::path::absolute(path).unwrap_or_else(|_| path.clone());
    let said =
        "there is no database here; name it by --database-url, or make one by `accord migrate`";
    Err(format!("{}: {said}", path.display()).into())
}

/// The same, also on a database that is made for it.
pub async fn for_new(flags: &Flags) -> Ended<App> {
    let config = Config::load(flags, Purpose::Command)?;
    service(&config, Purpose::Command, &Metrics::new()).await
}

/// Why the database cannot be used, and which it is. The URL of a server may hold a password.
pub fn unused(database: &Database, error: AppError) -> Failure {
    let which = match database {
        Database::Sqlite(path) => format!("the database's file {}", path.display()),
        Database::Postgres(_) => "the database's server".to_owned(),
    };
    match error {
        AppError::Busy => format!("{which}: it is locked by another process, or does not answer"),
        error => format!("{which}: {}", into_failure(error)),
    }
    .into()
}

/// A refusal or a fault with its cause: whoever runs a command is the one who reads the log.
pub fn into_failure(error: AppError) -> Failure {
    match error.refusal() {
        Ok(refusal) => {
            let all = refusal.violations().map(|one| match &one.pointer {
                Some(at) => format!("{}: {}", at.trim_start_matches('/'), one.message),
                None => one.message.clone(),
            });
            all.collect::<Vec<_>>().join("\n").into()
        }
        Err(fault) => fault.cause,
    }
}
