//! The REST face: parse, call, present.
//!
//! A handler reads its locator from the path, its input from the body or the query, runs one
//! operation and presents what it answers. Everything that all answers share (problems, request
//! ids, unknown parameters, conditional answers) lies in `middleware`.

mod access;
mod alliance;
mod answer;
mod body;
mod caller;
mod client_address;
mod compression;
mod cycle;
mod datapackage;
mod docs;
mod files;
mod formats;
mod indicators;
mod insight;
mod limits;
mod links;
mod middleware;
mod openapi;
mod origins;
mod path;
mod preconditions;
mod problem;
mod purpose;
mod query;
mod request_log;
mod root;
mod routes;
mod system;
mod time_limit;
mod unrouted;

pub use answer::Answer;
pub use body::{Body, BodyLimits, RawBody, is_json};
pub use caller::{Caller, UnnamedCaller, Visitor, part};
pub use client_address::Proxies;
pub use compression::compressed;
pub use docs::routes as docs_routes;
pub use files::{FeedPlaces, FileOptions, FileQuery};
pub use formats::Format;
pub use indicators::file_routes;
pub use limits::RateLimit;
pub use links::{BasePath, ServedContract};
pub use middleware::present;
pub use origins::origins;
pub use path::PathLocator;
pub use query::Query;
pub use request_log::RequestSpan;
pub use routes::Routes;
pub use system::{MetricsReaders, routes as system_routes};
pub use time_limit::TimeLimit;
pub use unrouted::{TurnsAway, address, unmatched};

use std::sync::{Arc, LazyLock};

use actix_web::HttpResponse;

use crate::contract::Contract;
use crate::error::AppError;

/// What a handler returns.
pub type Handled = Result<HttpResponse, AppError>;

/// Every route of the face. An address is looked for in this order, and each that is passed by costs:
/// what scripts and dashboards ask for comes first.
pub fn routes(to: &mut impl Routes) {
    indicators::routes(to);
    alliance::routes(to);
    cycle::routes(to);
    purpose::routes(to);
    insight::routes(to);
    access::routes(to);
}

/// The contract that the routes make: the same one for all who ask, since it is dear to make.
pub fn contract() -> Arc<Contract> {
    static MADE: LazyLock<Arc<Contract>> = LazyLock::new(|| {
        let mut document = openapi::base();
        routes(&mut document);
        Arc::new(openapi::completed(&document))
    });
    MADE.clone()
}
