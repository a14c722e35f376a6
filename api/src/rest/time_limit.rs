//! How long a request may take.

use std::cell::RefCell;
use std::time::Duration;

use actix_web::body::{BoxBody, MessageBody};
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::middleware::Next;
use actix_web::web::Data;
use actix_web::{Error, HttpRequest, HttpResponse};

use crate::deadline::{GivenUp, within};
use crate::error::{AppError, ErrorCode, Refusal};

/// How long a request may take, until its answer begins.
#[derive(Clone, Copy, Debug)]
pub struct TimeLimit(pub Duration);

tokio::task_local! {
    /// The request, once its route is found: before, nobody may hold it besides.
    static REQUEST: RefCell<Option<HttpRequest>>;
}

/// Remembers a request, so that it can be refused while it is being answered.
pub(super) fn under_way(request: &HttpRequest) {
    let _ = REQUEST.try_with(|under_way| under_way.replace(Some(request.clone())));
}

/// Has a request answered in time, or refused.
pub(super) async fn answered(
    request: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<BoxBody>, Error> {
    let limit = request.app_data::<Data<TimeLimit>>().map(|limit| limit.0);
    let Some(limit) = limit else { return Ok(next.call(request).await?.map_into_boxed_body()) };
    let in_time = async {
        let known = || REQUEST.with(|it| it.borrow().is_some());
        match within(limit, known, next.call(request)).await {
            Ok(answer) => Ok(answer?.map_into_boxed_body()),
            Err(given_up) => refused(limit, given_up),
        }
    };
    REQUEST.scope(RefCell::default(), in_time).await
}

fn refused(limit: Duration, GivenUp { wrote }: GivenUp) -> Result<ServiceResponse<BoxBody>, Error> {
    let written = if wrote { "read whether it was written" } else { "nothing of it was written" };
    let said =
        format!("The request took longer than {} s and was given up; {written}.", limit.as_secs());
    let error = AppError::from(Refusal::new(ErrorCode::TimedOut, said).after(1));
    match REQUEST.with(RefCell::take) {
        Some(request) => Ok(ServiceResponse::new(request, HttpResponse::from_error(error))),
        None => Err(error.into()),
    }
}
