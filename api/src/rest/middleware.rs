//! What all answers share: request ids, problems, and what nobody expects.

use std::time::Instant;

use actix_web::body::{BoxBody, MessageBody};
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::header::{
    ALLOW, HeaderMap, HeaderName, HeaderValue, RETRY_AFTER, WWW_AUTHENTICATE,
    X_CONTENT_TYPE_OPTIONS,
};
use actix_web::http::{Method, StatusCode};
use actix_web::middleware::Next;
use actix_web::web::Data;
use actix_web::{Error, HttpRequest};

use super::path::{is_readable, pattern};
use super::problem::document;
use super::request_log::{self, instance};
use super::unrouted::{TurnsAway, methods, named, other_method};
use super::{body, formats, limits, query, time_limit};
use crate::contract::Contract;
use crate::error::{AppError, Category, ErrorCode, Refusal};
use crate::metrics::{Metrics, RequestLabels};

static X_REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");

/// Lets a request through and gives its answer what all answers share.
///
/// # Errors
/// None of its own.
pub async fn present(
    mut request: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<BoxBody>, Error> {
    let started = Instant::now();
    // Whatever can be read can be asked for without its body, which the protocol then leaves out.
    if request.method() == Method::HEAD {
        request.head_mut().method = Method::GET;
    }
    formats::read_ending(&mut request);
    let answer = match expected(&mut request).await {
        Err(refused) => request.error_response(refused).map_into_boxed_body(),
        Ok(()) => time_limit::answered(request, next).await?,
    };
    Ok(finished(problem(answer), started))
}

/// Gives an answer the headers that all answers have, counts it and logs it.
pub(super) fn finished(
    mut answer: ServiceResponse<BoxBody>,
    started: Instant,
) -> ServiceResponse<BoxBody> {
    let id = instance(answer.request());
    if let Ok(id) = HeaderValue::from_str(&id) {
        answer.headers_mut().insert(X_REQUEST_ID.clone(), id);
    }
    let request = answer.request().clone();
    limits::tell(&request, answer.headers_mut());
    answer.headers_mut().insert(X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    count(&answer, started);
    request_log::log(&answer, started.elapsed());
    answer
}

/// Refuses what the contract does not expect at an address, whichever operation it leads to.
async fn expected(request: &mut ServiceRequest) -> Result<(), AppError> {
    let refused = unreadable_path(request).or_else(|| wrong_method(request));
    let refused = refused.or_else(|| formats::unserved(request.request()));
    match refused.or_else(|| unknown_parameters(request)) {
        Some(refusal) => Err(refusal.into()),
        None => body::says_nothing(request).await,
    }
}

/// A path whose escapes are none, or are no text, leads nowhere.
fn unreadable_path(request: &ServiceRequest) -> Option<Refusal> {
    let said = "expected UTF-8, percent-encoded by two hexadecimal digits each";
    (!is_readable(request.path())).then(|| Refusal::new(ErrorCode::PathUnreadable, said))
}

/// Addresses without parameters are asked for before the routes, which would take the last word of
/// `/sessions/refresh` for an id.
fn wrong_method(request: &ServiceRequest) -> Option<Refusal> {
    let contract = request.app_data::<Data<Contract>>()?;
    let (method, path) = (request.method().as_str(), request.path());
    let allowed = contract.excludes(method, path).then(|| contract.methods(path))??;
    Some(other_method(&named(allowed)))
}

/// Parameters of the query that the contract does not name are refused, never ignored.
fn unknown_parameters(request: &ServiceRequest) -> Option<Refusal> {
    if request.query_string().is_empty() { None } else { query::unknown(request.request()) }
}

/// Writes the body of a problem where a handler, or nobody, answered with an error.
fn problem(answer: ServiceResponse<BoxBody>) -> ServiceResponse<BoxBody> {
    let Some(error) = answer.response().error() else { return answer };
    let request = answer.request().clone();
    let instance = instance(&request);
    let refusal = match error.as_error::<AppError>() {
        Some(error) => error.duplicate().shown(&instance),
        None => foreign(answer.status()),
    };
    let mut response = match request.app_data::<TurnsAway>() {
        Some(TurnsAway(answer)) => answer(&request, &refusal),
        None => document(&request, &refusal),
    };
    explain(&request, &refusal, response.headers_mut());
    answer.into_response(response)
}

fn foreign(status: StatusCode) -> Refusal {
    match status {
        StatusCode::PAYLOAD_TOO_LARGE => {
            Refusal::new(ErrorCode::BodyTooLarge, "The body is too large.")
        }
        StatusCode::NOT_FOUND => Refusal::missing(),
        _ => Refusal::new(ErrorCode::HeaderUnreadable, "The request cannot be read."),
    }
}

/// Says in headers what goes with a refusal: how to sign in, when to try again, what is taken here.
fn explain(request: &HttpRequest, refusal: &Refusal, headers: &mut HeaderMap) {
    let category = refusal.code().category();
    if category == Category::Unauthenticated {
        // A line each, Basic first: many clients look at the first challenge alone.
        for scheme in ["Basic realm=\"accord\", charset=\"UTF-8\"", "Bearer realm=\"accord\""] {
            headers.append(WWW_AUTHENTICATE, HeaderValue::from_static(scheme));
        }
    }
    if let Some(seconds) = refusal.retry_after {
        headers.insert(RETRY_AFTER, seconds.into());
    }
    if category == Category::Method
        && let Some(allowed) = methods(request)
        && let Ok(allowed) = HeaderValue::from_str(&allowed)
    {
        headers.insert(ALLOW, allowed);
    }
}

fn count(answer: &ServiceResponse<BoxBody>, started: Instant) {
    let request = answer.request();
    let Some(metrics) = request.app_data::<Data<Metrics>>() else { return };
    let route = pattern(request).map_or_else(|| "unmatched".to_owned(), |it| it.to_string());
    let (method, status) = (request.method().as_str().to_owned(), answer.status().as_u16());
    let labels = if of_own_answers(&route) {
        RequestLabels { method: "ANY".to_owned(), route: OWN_ANSWERS.to_owned(), status: 200 }
    } else {
        RequestLabels { method, route, status }
    };
    metrics.request(labels, started.elapsed());
}

/// Whatever is done with own answers is counted as one, be it read, drafted or submitted: nobody can
/// count by it how many have answered.
const OWN_ANSWERS: &str = "/v1/discussions/{discussion}/my-responses";

fn of_own_answers(route: &str) -> bool {
    let step = route.strip_prefix("/v1/discussions/{discussion}/");
    step.is_some_and(|it| it == "submit" || it == "withdraw" || it.starts_with("my-responses"))
}
