//! The root of the service: what it is, and where to go on from here.

use actix_web::http::header::{Accept, Header, LOCATION, VARY};
use actix_web::{HttpRequest, HttpResponse};
use serde::Serialize;

use super::links::link;

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
    docs: String,
    openapi: String,
    graphql: String,
    graphiql: String,
    health: String,
}

impl ServiceRoot {
    fn seen_from(request: &HttpRequest) -> Self {
        let links = Links {
            docs: link(request, "/docs"),
            openapi: link(request, "/openapi.json"),
            graphql: link(request, "/graphql"),
            graphiql: link(request, "/graphiql"),
            health: link(request, "/healthz"),
        };
        Self { service: "Accord", version: env!("CARGO_PKG_VERSION"), links }
    }
}

/// Tells a program what the service is, and sends a browser to the documentation.
pub(super) async fn root(request: HttpRequest) -> HttpResponse {
    if is_browser(&request) {
        let docs = (LOCATION, "docs");
        return HttpResponse::SeeOther()
            .insert_header(docs)
            .insert_header((VARY, "Accept"))
            .finish();
    }
    HttpResponse::Ok().insert_header((VARY, "Accept")).json(ServiceRoot::seen_from(&request))
}

/// Whether a page is wanted before all else.
fn is_browser(request: &HttpRequest) -> bool {
    let wanted = Accept::parse(request).map(|accept| accept.ranked()).unwrap_or_default();
    wanted.first().is_some_and(|kind| kind.essence_str() == "text/html")
}
