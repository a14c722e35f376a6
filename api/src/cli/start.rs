//! What every command that does something needs: the service, without its faces.

use std::net::SocketAddr;
use std::sync::Arc;

use super::secret;
use super::settings::Settings;
use crate::app::App;
use crate::auth::Gate;
use crate::auth::key_ring::key_ring;
use crate::auth::passwords::Passwords;
use crate::auth::tokens::Tokens;
use crate::clock::Clock;
use crate::metrics::Metrics;
use crate::randomness::Randomness;
use crate::store::{self, Db};

/// Connections to the database.
const CONNECTIONS: u32 = 8;

/// Opens the database.
pub async fn database(
    settings: &Settings,
    metrics: &Metrics,
) -> Result<Db, Box<dyn std::error::Error + Send + Sync>> {
    let url = settings.database_url.clone();
    let open = store::Settings { url, connections: CONNECTIONS };
    Ok(Db::open(&open, metrics.statements.clone()).await.map_err(told)?)
}

/// Puts the service together: its database up to date, its keys made.
pub async fn service(
    settings: &Settings,
    listens: SocketAddr,
    metrics: &Metrics,
) -> Result<App, Box<dyn std::error::Error + Send + Sync>> {
    let (clock, random) = (Clock::system(), Randomness::system()?);
    let db = database(settings, metrics).await?;
    db.migrate().await.map_err(told)?;
    let secret = secret::find(settings, &random)?;
    let ring = key_ring(&db, &secret, &clock, &random).await?;
    let gate = Gate::new(Arc::new(Tokens::new(settings.public_url(listens), ring)));
    let at_once = std::thread::available_parallelism().map_or(2, usize::from);
    let passwords = Passwords::new(at_once, random.clone());
    Ok(App { db, clock, random, passwords, gate })
}

/// A fault with its cause: whoever runs a command is the one who reads the log.
pub fn told(error: crate::error::AppError) -> Box<dyn std::error::Error + Send + Sync> {
    match error.refusal() {
        Ok(refusal) => {
            let all: Vec<&str> = refusal.violations().map(|one| one.message.as_str()).collect();
            all.join("\n").into()
        }
        Err(fault) => fault.cause,
    }
}
