//! What operators and developers ask of the service itself.

use std::time::Duration;

use actix_web::http::header::{ACCEPT, CACHE_CONTROL, CONTENT_TYPE, VARY};
use actix_web::web::{Data, ServiceConfig};
use actix_web::{HttpRequest, HttpResponse, Responder};

use super::Handled;
use super::client_address::client_address;
use super::links::ServedContract;
use super::root::root;
use super::unrouted::page;
use crate::app::App;
use crate::config::Network;
use crate::error::Refusal;
use crate::metrics::{Metrics, MetricsFormat};
use crate::store::MIXES;

/// How long the database has to say that it is there.
const PATIENCE: Duration = Duration::from_secs(5);

/// The routes outside the contract.
pub fn routes(config: &mut ServiceConfig) {
    config
        .service(page("/", root))
        .service(page("/healthz", alive))
        .service(page("/readyz", ready))
        .service(page("/metrics", metrics))
        .service(page("/.well-known/jwks.json", keys))
        .service(page("/openapi.json", openapi));
}

/// Whether the process answers at all.
async fn alive() -> impl Responder {
    "alive\n"
}

/// Whether requests can be served: the database lies where it was opened and answers, and its schema
/// is up to date.
async fn ready(app: Data<App>) -> HttpResponse {
    let not = |said: String| HttpResponse::ServiceUnavailable().body(said);
    if !app.db.is_in_place() {
        return not("the database's file is not where it was opened\n".to_owned());
    }
    match tokio::time::timeout(PATIENCE, app.db.ready()).await {
        Ok(Ok(true)) => HttpResponse::Ok().body("ready\n"),
        Ok(Ok(false)) => not("the schema is not up to date\n".to_owned()),
        Ok(Err(error)) if error.tells(MIXES) => not(format!("{MIXES}\n")),
        Ok(Err(_)) | Err(_) => not("the database does not answer\n".to_owned()),
    }
}

/// Who may read what was counted: it tells that somebody is at work.
#[derive(Clone, Debug)]
pub struct MetricsReaders(pub Vec<Network>);

/// What was counted; to all others it is not there.
async fn metrics(
    request: HttpRequest,
    app: Data<App>,
    metrics: Data<Metrics>,
    readers: Data<MetricsReaders>,
) -> Handled {
    let may = |from| readers.0.iter().any(|network| network.holds(from));
    if !client_address(&request).is_some_and(may) {
        return Err(Refusal::missing().into());
    }
    let (format, kind) = metrics_format(&request);
    let text = metrics.text(&app.db.pools(), format);
    let kind = (CONTENT_TYPE, format!("{kind}; charset=utf-8"));
    Ok(HttpResponse::Ok().insert_header(kind).insert_header((VARY, "Accept")).body(text))
}

/// OpenMetrics for whoever asks for it by name.
fn metrics_format(request: &HttpRequest) -> (MetricsFormat, &'static str) {
    let asked = request.headers().get_all(ACCEPT).filter_map(|it| it.to_str().ok());
    match asked.into_iter().any(|it| it.contains("application/openmetrics-text")) {
        true => (MetricsFormat::OpenMetrics, "application/openmetrics-text; version=1.0.0"),
        false => (MetricsFormat::Prometheus, "text/plain; version=0.0.4"),
    }
}

/// The keys by which access tokens can be verified elsewhere (RFC 7517).
async fn keys(app: Data<App>) -> HttpResponse {
    let keys = app.gate.tokens().public_keys();
    HttpResponse::Ok().insert_header((CACHE_CONTROL, "public, max-age=300")).json(keys)
}

async fn openapi(contract: Data<ServedContract>) -> HttpResponse {
    HttpResponse::Ok().content_type("application/json").body(contract.0.clone())
}
