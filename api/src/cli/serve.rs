//! `accord serve`: answers requests until it is told to stop.

use std::net::TcpListener;

use entity::words::{Email, Line};

use super::settings::Settings;
use super::start::{service, told};
use super::{Ended, user};
use crate::app::App;
use crate::app::access::CreateUser;
use crate::error::Result;
use crate::metrics::Metrics;
use crate::server::{Parts, serve};
use crate::store::users;

/// The largest body that is read, in bytes.
const MAX_BODY: usize = 1 << 20;
/// The account that the first start makes.
const FIRST: &str = "admin@localhost";

/// Starts, says where and how to sign in, and answers.
pub async fn run(settings: &Settings) -> Ended {
    let metrics = Metrics::new();
    let listener = TcpListener::bind(settings.listen)?;
    let at = listener.local_addr()?;
    let app = service(settings, at, &metrics).await?;
    let first = first_admin(&app).await.map_err(told)?;
    let parts = Parts { app, metrics, max_body: MAX_BODY, workers: None };
    let server = serve(parts, listener)?;
    println!("Accord listens on http://{at}");
    match first {
        Some(password) => println!(
            "Sign in as {FIRST} with the one-time password {password} (POST /v1/sessions), then \
             change it (POST /v1/me/password)."
        ),
        None => println!("Sign in with POST /v1/sessions; the documentation is at /docs."),
    }
    Ok(server.await?)
}

/// Where there is no account at all, makes an admin's, and tells its password.
async fn first_admin(app: &App) -> Result<Option<String>> {
    if users::any(&app.db).await? {
        return Ok(None);
    }
    let (email, name) = (Email(FIRST.to_owned()), Line::from("Admin"));
    let made = user::add(app, CreateUser { email, name, admin: true, password: None }).await?;
    Ok(made.one_time_password.map(|password| password.reveal().to_owned()))
}
