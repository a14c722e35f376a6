//! The running service: both faces on one address.

use std::net::TcpListener;
use std::sync::Arc;

use actix_cors::Cors;
use actix_web::dev::Server;
use actix_web::http::header::{
    ACCEPT, ACCEPT_LANGUAGE, AUTHORIZATION, CONTENT_LOCATION, CONTENT_TYPE, ETAG, HeaderName,
    IF_MATCH, IF_NONE_MATCH, LINK, LOCATION, RETRY_AFTER,
};
use actix_web::middleware::{Compress, from_fn};
use actix_web::web::Data;
use actix_web::{App as Web, HttpServer};
use tracing_actix_web::TracingLogger;

use crate::app::App;
use crate::config::Config;
use crate::graphql::{Documents, TypeTable, schema};
use crate::metrics::Metrics;
use crate::{graphql, rest};

/// How many seconds requests that are under way have, once the service is told to stop.
const PATIENCE: u64 = 20;
/// How many seconds a browser may remember what it may ask.
const REMEMBERED: usize = 3600;

/// What the running service is made of.
#[derive(Clone)]
pub struct Parts {
    /// The use cases.
    pub app: App,
    /// What is counted.
    pub metrics: Arc<Metrics>,
    /// How it is set.
    pub config: Config,
}

/// Starts to answer.
///
/// # Errors
/// Where it cannot be listened there.
pub fn serve(parts: Parts, listener: TcpListener) -> std::io::Result<Server> {
    let contract = Data::from(rest::contract());
    let schema = Data::new(schema());
    let types = Data::new(TypeTable::of(&schema.sdl()));
    let documents = Data::new(Documents::new(parts.config.pool_size));
    let workers = parts.config.workers.unwrap_or_else(cores);
    let bodies = body_limits(&parts.config);
    let limit = Data::new(rest::RateLimit::new(parts.config.rate_limit));
    let proxies = Data::new(rest::Proxies(parts.config.trusted_proxies.clone()));
    let readers = Data::new(rest::MetricsReaders(parts.config.metrics_readers.clone()));
    Ok(HttpServer::new(move || {
        Web::new()
            .app_data(Data::new(parts.app.clone()))
            .app_data(Data::from(parts.metrics.clone()))
            .app_data(Data::new(bodies))
            .app_data(limit.clone())
            .app_data(proxies.clone())
            .app_data(readers.clone())
            .app_data(contract.clone())
            .app_data(schema.clone())
            .app_data(types.clone())
            .app_data(documents.clone())
            .app_data(actix_web::web::PayloadConfig::new(bodies.bytes))
            .configure(graphql::routes)
            .configure(rest::routes)
            .configure(rest::file_routes)
            .configure(rest::system_routes)
            .configure(rest::docs_routes)
            .default_service(actix_web::web::to(rest::unmatched))
            .wrap(from_fn(rest::present))
            .wrap(cors(&parts.config.cors_origins))
            .wrap(TracingLogger::<rest::RequestSpan>::new())
            .wrap(Compress::default())
            .wrap(from_fn(rest::compressed))
    })
    .workers(workers)
    // Whoever starts the server listens for them, from before it says that it runs.
    .disable_signals()
    .shutdown_timeout(PATIENCE)
    .listen(listener)?
    .run())
}

/// What bodies may be.
fn body_limits(config: &Config) -> rest::BodyLimits {
    rest::BodyLimits {
        bytes: config.max_body_bytes,
        push_bytes: config.max_push_bytes,
        arrives_within: config.body_timeout,
    }
}

/// From which origins browsers may call, and which headers they may read then.
fn cors(origins: &[String]) -> Cors {
    let shown = [ETAG, LINK, LOCATION, CONTENT_LOCATION, RETRY_AFTER];
    let ours = ["ratelimit", "ratelimit-policy", "x-request-id"].map(HeaderName::from_static);
    let sent = [AUTHORIZATION, CONTENT_TYPE, ACCEPT, ACCEPT_LANGUAGE, IF_MATCH, IF_NONE_MATCH];
    let cors = Cors::default()
        .allowed_methods(["GET", "HEAD", "POST", "PATCH", "PUT", "DELETE"])
        .allowed_headers(sent)
        .allowed_header("idempotency-key")
        .expose_headers(shown.into_iter().chain(ours))
        .max_age(REMEMBERED);
    origins.iter().fold(cors, |cors, origin| cors.allowed_origin(origin))
}

fn cores() -> usize {
    std::thread::available_parallelism().map_or(2, usize::from)
}
