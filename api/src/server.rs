//! The running service: both faces on one address.

use std::net::TcpListener;
use std::sync::Arc;

use actix_web::dev::Server;
use actix_web::middleware::{Compress, from_fn};
use actix_web::web::Data;
use actix_web::{App as Web, HttpServer};
use tracing_actix_web::TracingLogger;
use utoipa_actix_web::AppExt;

use crate::app::App;
use crate::graphql::schema;
use crate::metrics::Metrics;
use crate::rest;

/// What the running service is made of.
#[derive(Clone)]
pub struct Parts {
    /// The use cases.
    pub app: App,
    /// What is counted.
    pub metrics: Arc<Metrics>,
    /// The largest body that is read, in bytes.
    pub max_body: usize,
    /// How many threads answer; as many as there are cores where nothing is said.
    pub workers: Option<usize>,
}

/// The contract that the routes make.
pub fn contract() -> rest::Contract {
    let (_, document) = Web::new()
        .into_utoipa_app()
        .openapi(rest::base())
        .configure(rest::routes)
        .split_for_parts();
    rest::contract(&document)
}

/// Starts to answer.
///
/// # Errors
/// Where it cannot be listened there.
pub fn serve(parts: Parts, listener: TcpListener) -> std::io::Result<Server> {
    let contract = Data::new(contract());
    let schema = Data::new(schema());
    let workers = parts.workers.unwrap_or_else(cores);
    Ok(HttpServer::new(move || {
        Web::new()
            .into_utoipa_app()
            .map(|web| {
                web.app_data(Data::new(parts.app.clone()))
                    .app_data(Data::from(parts.metrics.clone()))
                    .app_data(Data::new(rest::MaxBody(parts.max_body)))
                    .app_data(contract.clone())
                    .app_data(schema.clone())
                    .app_data(actix_web::web::PayloadConfig::new(parts.max_body))
            })
            .configure(rest::routes)
            .into_app()
            .configure(rest::system_routes)
            .default_service(actix_web::web::to(rest::unmatched))
            .wrap(from_fn(rest::present))
            .wrap(TracingLogger::default())
            .wrap(Compress::default())
    })
    .workers(workers)
    .listen(listener)?
    .run())
}

fn cores() -> usize {
    std::thread::available_parallelism().map_or(2, usize::from)
}
