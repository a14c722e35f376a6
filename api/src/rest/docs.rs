//! The pages for developers, all served from the binary.

use actix_web::http::header::{
    CACHE_CONTROL, CONTENT_ENCODING, CONTENT_SECURITY_POLICY, CONTENT_TYPE, REFERRER_POLICY,
    X_FRAME_OPTIONS,
};
use actix_web::web::{self, Path, ServiceConfig};
use actix_web::{HttpResponse, HttpResponseBuilder};

use super::Handled;
use super::datapackage::datapackage;
use super::unrouted::page;
use crate::error::Refusal;
use crate::render::assets::{self, Asset};
use crate::render::errors;

/// The routes of the pages. A page calls its files, and the other pages, by their way from itself.
pub fn routes(config: &mut ServiceConfig) {
    config
        .service(page("/icon.svg", icon))
        .service(page("/datapackage.json", datapackage))
        .service(page("/docs", docs))
        .service(web::redirect("/docs/", "../docs"))
        .service(page("/docs/errors", problems))
        .service(page("/docs/{file}", docs_file))
        .service(page("/graphiql", graphiql))
        .service(web::redirect("/graphiql/", "../graphiql"))
        .service(page("/graphiql/{file}", graphiql_file));
}

async fn icon() -> Handled {
    served(Some(assets::ICON))
}

async fn docs() -> Handled {
    served(assets::docs(""))
}

async fn docs_file(file: Path<String>) -> Handled {
    served(assets::docs(&file))
}

async fn problems() -> HttpResponse {
    let mut answer = HttpResponse::Ok();
    guard(&mut answer);
    answer.content_type("text/html; charset=utf-8").body(errors::page())
}

async fn graphiql() -> Handled {
    served(assets::graphiql(""))
}

async fn graphiql_file(file: Path<String>) -> Handled {
    served(assets::graphiql(&file))
}

/// What a page cannot say of itself: no other page may frame it. Where it may reach, it says itself.
fn guard(answer: &mut HttpResponseBuilder) {
    let policy = "frame-ancestors 'none'; object-src 'none'; base-uri 'none'; form-action 'none'";
    answer.insert_header((CONTENT_SECURITY_POLICY, policy));
    answer.insert_header((X_FRAME_OPTIONS, "DENY"));
    answer.insert_header((REFERRER_POLICY, "no-referrer"));
}

fn served(asset: Option<Asset>) -> Handled {
    let asset = asset.ok_or_else(Refusal::missing)?;
    let mut answer = HttpResponse::Ok();
    guard(&mut answer);
    answer.insert_header((CONTENT_TYPE, asset.content_type));
    answer.insert_header((CACHE_CONTROL, "public, max-age=3600"));
    if let Some(encoding) = asset.content_encoding {
        answer.insert_header((CONTENT_ENCODING, encoding));
    }
    Ok(answer.body(asset.body))
}
