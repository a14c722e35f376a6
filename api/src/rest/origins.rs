//! What a page that browsers loaded from elsewhere is told where it may not ask.

use std::time::Instant;

use actix_cors::CorsError;
use actix_web::Error;
use actix_web::body::{BoxBody, MessageBody};
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::header::{
    ACCESS_CONTROL_REQUEST_HEADERS, ACCESS_CONTROL_REQUEST_METHOD, HeaderName, ORIGIN,
};
use actix_web::middleware::Next;
use actix_web::{HttpRequest, HttpResponse};

use super::middleware::finished;
use super::problem::document;
use crate::error::{ErrorCode, Violation};

/// Answers a browser that asks before it asks by a problem, as everybody is answered.
///
/// # Errors
/// None of its own.
pub async fn origins(
    request: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<BoxBody>, Error> {
    let started = Instant::now();
    let answer = next.call(request).await?.map_into_boxed_body();
    let refused = answer.response().error().and_then(|error| error.as_error::<CorsError>());
    let Some(violation) = refused.map(|error| violation(answer.request(), error)) else {
        return Ok(answer);
    };
    let response: HttpResponse = document(answer.request(), &violation.into());
    Ok(finished(answer.into_response(response), started))
}

fn violation(request: &HttpRequest, error: &CorsError) -> Violation {
    let said = |name: &HeaderName| {
        let text = request.headers().get(name).and_then(|text| text.to_str().ok());
        text.unwrap_or_default().chars().take(200).collect::<String>()
    };
    let (name, message) = match error {
        CorsError::OriginNotAllowed => (
            ORIGIN,
            format!(
                "Pages from {} may not call this service: whoever runs it names the origin in the \
                 setting `cors_origins` (ACCORD_CORS_ORIGINS).",
                said(&ORIGIN)
            ),
        ),
        CorsError::HeadersNotAllowed | CorsError::BadRequestHeaders => (
            ACCESS_CONTROL_REQUEST_HEADERS,
            format!(
                "Of these headers some are not taken from pages: {}.",
                said(&ACCESS_CONTROL_REQUEST_HEADERS)
            ),
        ),
        _ => (ACCESS_CONTROL_REQUEST_METHOD, format!("From pages this is not taken: {error}.")),
    };
    Violation::new(ErrorCode::OriginNotAllowed, message).at(canonical(&name))
}

/// A header's name as people write it.
fn canonical(name: &HeaderName) -> String {
    let part = |part: &str| {
        let (first, rest) = part.split_at(1);
        first.to_uppercase() + rest
    };
    name.as_str().split('-').map(part).collect::<Vec<_>>().join("-")
}
