//! One line of the log for each request: what was asked, never who they are by name, nor what they
//! said.

use std::time::Duration;

use actix_web::body::MessageBody;
use actix_web::dev::{Extensions, ServiceRequest, ServiceResponse};
use actix_web::{Error, HttpMessage, HttpRequest};
use entity::types::UserId;
use tracing::Span;
use tracing_actix_web::{RequestId, RootSpanBuilder};

use super::client_address::client_address;
use super::path::pattern;
use crate::telemetry::{OperationName, Untold};

/// Who asks, as the log may know it.
#[derive(Clone, Copy, Debug)]
pub(super) struct WhoAsks(pub(super) UserId);

/// Puts a request's id beside everything that is logged while it is answered.
#[derive(Debug)]
pub struct RequestSpan;

impl RootSpanBuilder for RequestSpan {
    fn on_request_start(request: &ServiceRequest) -> Span {
        let id = request.extensions().get::<RequestId>().copied();
        let id = id.map(|id| id.to_string()).unwrap_or_default();
        tracing::info_span!("request", request_id = %id)
    }

    fn on_request_end<B: MessageBody>(_: Span, _: &Result<ServiceResponse<B>, Error>) {}
}

/// How the log, and whoever asks, name a request.
pub(super) fn instance(request: &HttpRequest) -> String {
    let id = request.extensions().get::<RequestId>().copied();
    id.map_or_else(String::new, |id| format!("urn:uuid:{id}"))
}

/// Who asked, from where and by which name, where the log is to know it.
fn teller(request: &HttpRequest, of: &Extensions) -> [Option<String>; 3] {
    if of.contains::<Untold>() {
        return [const { None }; 3];
    }
    let user = of.get::<WhoAsks>().map(|who| who.0.to_string());
    let operation = of.get::<OperationName>().map(|name| name.0.clone());
    [user, client_address(request).map(|from| from.to_string()), operation]
}

/// Writes the line.
pub(super) fn log<B>(answer: &ServiceResponse<B>, took: Duration) {
    let request = answer.request();
    let [user, address, operation] = teller(request, &request.extensions());
    let ms = took.as_secs_f64() * 1000.0;
    tracing::info!(
        method = %request.method(),
        route = pattern(request).as_deref().unwrap_or("unmatched"),
        status = answer.status().as_u16(),
        ms = (ms * 100.0).round() / 100.0,
        user,
        address,
        operation,
        "answered"
    );
}
