//! The pages for developers, all served from the binary.

use actix_web::HttpResponse;
use actix_web::http::header::{CACHE_CONTROL, CONTENT_ENCODING, CONTENT_TYPE};
use actix_web::web::{self, Path, ServiceConfig};

use super::Handled;
use super::unrouted::page;
use crate::error::Refusal;
use crate::render::assets::{self, Asset};
use crate::render::errors;

/// The routes of the pages. A page calls its files, and the other pages, by their way from itself.
pub fn routes(config: &mut ServiceConfig) {
    config
        .service(page("/icon.svg", icon))
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
    HttpResponse::Ok().content_type("text/html; charset=utf-8").body(errors::page())
}

async fn graphiql() -> Handled {
    served(assets::graphiql(""))
}

async fn graphiql_file(file: Path<String>) -> Handled {
    served(assets::graphiql(&file))
}

fn served(asset: Option<Asset>) -> Handled {
    let asset = asset.ok_or_else(Refusal::missing)?;
    let mut answer = HttpResponse::Ok();
    answer.insert_header((CONTENT_TYPE, asset.content_type));
    answer.insert_header((CACHE_CONTROL, "public, max-age=3600"));
    if let Some(encoding) = asset.content_encoding {
        answer.insert_header((CONTENT_ENCODING, encoding));
    }
    Ok(answer.body(asset.body))
}
