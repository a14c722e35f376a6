//! The pages for developers, all served from the binary.

use actix_web::HttpResponse;
use actix_web::http::header::{CACHE_CONTROL, CONTENT_ENCODING, CONTENT_TYPE};
use actix_web::web::{self, Path, ServiceConfig};
use utoipa_swagger_ui::{Config, SwaggerUi};

use super::Handled;
use crate::error::Refusal;
use crate::render::{assets, errors};

/// The routes of the pages.
pub fn routes(config: &mut ServiceConfig) {
    let swagger = SwaggerUi::new("/docs/{_:.*}").config(Config::from("/openapi.json"));
    config
        .route("/docs/errors", web::get().to(problems))
        .service(web::redirect("/docs", "/docs/"))
        .service(swagger)
        .route("/graphiql", web::get().to(graphiql))
        .route("/graphiql/{file}", web::get().to(graphiql_file));
}

async fn problems() -> HttpResponse {
    HttpResponse::Ok().content_type("text/html; charset=utf-8").body(errors::page())
}

async fn graphiql() -> Handled {
    asset("")
}

async fn graphiql_file(file: Path<String>) -> Handled {
    asset(&file)
}

fn asset(name: &str) -> Handled {
    let asset = assets::graphiql(name).ok_or_else(Refusal::missing)?;
    let mut answer = HttpResponse::Ok();
    answer.insert_header((CONTENT_TYPE, asset.content_type));
    answer.insert_header((CACHE_CONTROL, "public, max-age=3600"));
    if let Some(encoding) = asset.content_encoding {
        answer.insert_header((CONTENT_ENCODING, encoding));
    }
    Ok(answer.body(asset.body))
}
