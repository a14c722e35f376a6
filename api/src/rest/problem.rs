//! Problems: RFC 9457, with everything that is wrong at once.

use actix_web::http::header::CONTENT_TYPE;
use actix_web::http::{Method, StatusCode};
use actix_web::{HttpRequest, HttpResponse, ResponseError};
use serde::Serialize;
use utoipa::ToSchema;

use super::links::link;
use super::request_log::instance;
use crate::error::{AppError, ErrorCode, Refusal, Violation};

/// Why a request was not carried out (RFC 9457).
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct Problem {
    /// Where the code is explained.
    #[serde(rename = "type")]
    #[schema(format = "uri-reference", example = "/docs/errors#name_taken")]
    pub kind: String,
    /// What the code means.
    #[schema(example = "Another one has this name.")]
    pub title: String,
    /// The HTTP status.
    #[schema(minimum = 400, maximum = 599, example = 409)]
    pub status: u16,
    /// What is wrong this time.
    #[schema(example = "Another organization of this alliance has this name.")]
    pub detail: String,
    /// The request, as it stands in the service's log.
    #[schema(example = "urn:uuid:0192f0a0-7c3e-7d1a-9e1f-5b3c2d1e0f9a")]
    pub instance: String,
    /// The stable word for programs; of several that apply, the one that decides.
    pub code: ErrorCode,
    /// Everything that is wrong.
    #[schema(max_items = 1000)]
    pub errors: Vec<ProblemError>,
}

/// One thing that is wrong.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct ProblemError {
    /// Where: a JSON pointer into the body, `?name` for a parameter of the query, `{name}` for one
    /// of the path, or a header's name; null where the whole request is meant.
    #[schema(required, example = "/name")]
    pub pointer: Option<String>,
    /// The stable word for programs.
    pub code: ErrorCode,
    /// What is wrong and what was expected.
    #[schema(example = "expected 1 to 200 characters, found 0")]
    pub message: String,
}

impl Problem {
    /// Presents a refusal; of a request that takes no body, pointers lead into the query, but for
    /// what is said in one all the same.
    pub fn of(refusal: &Refusal, instance: String, has_body: bool) -> Self {
        let code = refusal.code();
        Self {
            kind: format!("/docs/errors#{}", code.word()),
            title: code.title().to_owned(),
            status: code.category().status(),
            detail: refusal.message().to_owned(),
            instance,
            code,
            errors: refusal.violations().map(|violation| error(violation, has_body)).collect(),
        }
    }
}

/// The document that a request is refused by.
pub(super) fn document(request: &HttpRequest, refusal: &Refusal) -> HttpResponse {
    let mut problem = Problem::of(refusal, instance(request), request.method() != Method::GET);
    problem.kind = link(request, &problem.kind);
    let status = StatusCode::from_u16(problem.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    HttpResponse::build(status)
        .insert_header((CONTENT_TYPE, "application/problem+json"))
        .body(serde_json::to_vec(&problem).unwrap_or_default())
}

fn error(violation: &Violation, has_body: bool) -> ProblemError {
    let pointer = violation.pointer.clone().map(|pointer| match pointer.strip_prefix('/') {
        Some(name) if !has_body && violation.code != ErrorCode::FieldUnknown => format!("?{name}"),
        _ => pointer,
    });
    ProblemError { pointer, code: violation.code, message: violation.message.clone() }
}

impl ResponseError for AppError {
    fn status_code(&self) -> StatusCode {
        let status = match self {
            Self::Refused(refusal) => refusal.code().category().status(),
            Self::Raced => ErrorCode::WriteConflict.category().status(),
            Self::Busy => ErrorCode::Busy.category().status(),
            Self::UniqueViolation => ErrorCode::AlreadyExists.category().status(),
            Self::Failed(_) => ErrorCode::Fault.category().status(),
        };
        StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR)
    }

    /// The body is written by `presenting`, which knows the request.
    fn error_response(&self) -> HttpResponse {
        HttpResponse::new(self.status_code())
    }
}
