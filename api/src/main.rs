//! The `accord` command.

use std::sync::Arc;

use accord::app::App;
use accord::auth::Gate;
use accord::auth::signing_keys::SigningKey;
use accord::auth::tokens::{KeyRing, Tokens};
use accord::clock::Clock;
use accord::metrics::Metrics;
use accord::randomness::Randomness;
use accord::server::{Parts, serve};
use accord::store::{Db, Settings};

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

#[actix_web::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let metrics = Metrics::new();
    let url = std::env::var("DATABASE_URL").unwrap_or("sqlite://accord.db".into());
    let db = Db::open(&Settings { url, connections: 4 }, metrics.statements.clone()).await?;
    db.migrate().await?;
    let random = Randomness::system()?;
    let tokens = Tokens::new("http://x", KeyRing::new(SigningKey::generate(&random), vec![]));
    let app = App { db, clock: Clock::system(), random };
    let parts =
        Parts { app, gate: Gate::new(Arc::new(tokens)), metrics, max_body: 1 << 20, workers: None };
    let (at, server) = serve(parts, "127.0.0.1:8080".parse()?)?;
    println!("Accord listens on http://{at}");
    server.await?;
    Ok(())
}
