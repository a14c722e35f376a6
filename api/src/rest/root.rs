//! The root of the service: what it is, and where to go on from here.

use actix_web::http::header::{Accept, Header, LOCATION, VARY};
use actix_web::{HttpRequest, HttpResponse};
use serde::Serialize;

/// What the service is.
#[derive(Serialize)]
struct ServiceRoot {
    service: &'static str,
    version: &'static str,
    links: Links,
}

/// Where its parts are.
#[derive(Serialize)]
struct Links {
    docs: &'static str,
    openapi: &'static str,
    graphql: &'static str,
    graphiql: &'static str,
    health: &'static str,
}

const ROOT: ServiceRoot = ServiceRoot {
    service: "Accord",
    version: env!("CARGO_PKG_VERSION"),
    links: Links {
        docs: "/docs",
        openapi: "/openapi.json",
        graphql: "/graphql",
        graphiql: "/graphiql",
        health: "/healthz",
    },
};

/// Tells a program what the service is, and sends a browser to the documentation.
pub(super) async fn root(request: HttpRequest) -> HttpResponse {
    if is_browser(&request) {
        let docs = (LOCATION, "docs");
        return HttpResponse::SeeOther()
            .insert_header(docs)
            .insert_header((VARY, "Accept"))
            .finish();
    }
    HttpResponse::Ok().insert_header((VARY, "Accept")).json(ROOT)
}

/// Whether a page is wanted before all else.
fn is_browser(request: &HttpRequest) -> bool {
    let wanted = Accept::parse(request).map(|accept| accept.ranked()).unwrap_or_default();
    wanted.first().is_some_and(|kind| kind.essence_str() == "text/html")
}
