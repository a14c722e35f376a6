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
use actix_web::web::{Data, ServiceConfig};
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
    let workers = parts.config.workers.unwrap_or_else(cores);
    let origins = parts.config.cors_origins.clone();
    let shared = shared(parts);
    Ok(HttpServer::new(move || {
        Web::new()
            .configure(shared.clone())
            .configure(graphql::routes)
            .configure(rest::routes)
            .configure(rest::file_routes)
            .configure(rest::system_routes)
            .configure(rest::docs_routes)
            .default_service(actix_web::web::to(rest::unmatched))
            .wrap(from_fn(rest::present))
            .wrap(cors(&origins))
            .wrap(from_fn(rest::origins))
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

/// What is found beside each request.
fn shared(Parts { app, metrics, config }: Parts) -> impl Fn(&mut ServiceConfig) + Clone + Send {
    let contract = Data::from(rest::contract());
    let base = rest::BasePath::of(&config.public_url);
    let served = Data::new(rest::ServedContract::of(&contract, &base));
    let schema = Data::new(schema());
    let types = Data::new(TypeTable::of(&schema.sdl()));
    let documents = Data::new(Documents::new(config.pool_size));
    let bodies = rest::BodyLimits {
        bytes: config.max_body_bytes,
        push_bytes: config.max_push_bytes,
        arrives_within: config.body_timeout,
    };
    let limit = Data::new(rest::RateLimit::new(config.rate_limit));
    let feeds = Data::new(rest::FeedPlaces::of(config.pool_size));
    let proxies = Data::new(rest::Proxies(config.trusted_proxies));
    let readers = Data::new(rest::MetricsReaders(config.metrics_readers));
    let (base, time) = (Data::new(base), Data::new(rest::TimeLimit(config.request_timeout)));
    move |beside: &mut ServiceConfig| {
        beside
            .app_data(Data::new(app.clone()))
            .app_data(Data::from(metrics.clone()))
            .app_data(Data::new(bodies))
            .app_data(limit.clone())
            .app_data(feeds.clone())
            .app_data(proxies.clone())
            .app_data(readers.clone())
            .app_data(contract.clone())
            .app_data(served.clone())
            .app_data(base.clone())
            .app_data(time.clone())
            .app_data(schema.clone())
            .app_data(types.clone())
            .app_data(documents.clone())
            .app_data(actix_web::web::PayloadConfig::new(bodies.bytes));
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
