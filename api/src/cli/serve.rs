//! `accord serve`: answers requests until it is told to stop.

use std::net::TcpListener;

use entity::types::{Email, ShortText};

use super::signals::StopSignals;
use super::start::{into_failure, service};
use super::{Ended, demo, housekeeping, user};
use crate::app::App;
use crate::app::access::CreateUser;
use crate::config::{Config, Flags, Purpose};
use crate::error::{AppError, ErrorCode, Result};
use crate::metrics::Metrics;
use crate::server::{Parts, serve};
use crate::store::users;
use crate::telemetry;

/// The account that the first start makes.
const FIRST: &str = "admin@localhost";

/// Starts, says where and how to sign in, and answers.
pub async fn run(flags: Flags, with_demo: bool) -> Ended {
    let (config, listener) = listen(flags)?;
    let signals = StopSignals::listen()?;
    telemetry::start(config.log, &config.log_level)?;
    let at = listener.local_addr()?;
    let metrics = Metrics::new();
    let app = service(&config, Purpose::Serve, &metrics).await?;
    app.forget_destroyed().await;
    let loaded = with_demo && demo::load_into_empty(&app).await?;
    let first = first_admin(&app).await.map_err(into_failure)?;
    let server = serve(Parts { app: app.clone(), metrics, config }, listener)?;
    println!("Accord listens on http://{at}");
    match first {
        _ if loaded => println!("{}", demo::welcome()),
        Some(password) => println!(
            "Sign in as {FIRST} with the one-time password {password} (POST /v1/sessions), then \
             change it (POST /v1/me/password)."
        ),
        None => println!("Sign in with POST /v1/sessions; the documentation is at /docs."),
    }
    let keeping = tokio::spawn(housekeeping::keep(app.clone()));
    tokio::spawn(signals.stop(server.handle()));
    server.await?;
    keeping.abort();
    app.db.close().await.map_err(into_failure)
}

/// Listens, and reads the settings anew where it was left to the system at which port: tokens name
/// the address.
fn listen(flags: Flags) -> Ended<(Config, TcpListener)> {
    let config = Config::load(&flags, Purpose::Serve)?;
    let listener = TcpListener::bind(config.listen)
        .map_err(|error| format!("{} cannot be listened on: {error}", config.listen))?;
    if config.listen.port() != 0 {
        return Ok((config, listener));
    }
    let flags = Flags { listen: Some(listener.local_addr()?.to_string()), ..flags };
    Ok((Config::load(&flags, Purpose::Serve)?, listener))
}

/// Where there is no account at all, makes an admin's, and tells its password.
async fn first_admin(app: &App) -> Result<Option<String>> {
    if users::any(&app.db).await? {
        return Ok(None);
    }
    let (email, name) = (Email(FIRST.to_owned()), ShortText::from("Admin"));
    match user::add(app, CreateUser { email, name, admin: true, password: None }).await {
        Ok(made) => Ok(made.one_time_password.map(|password| password.reveal().to_owned())),
        // Another process that started at the same time has made it.
        Err(AppError::Refused(refusal)) if refusal.code() == ErrorCode::EmailTaken => Ok(None),
        Err(error) => Err(error),
    }
}
