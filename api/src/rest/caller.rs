//! Who calls, read from the request's headers.

use std::future::Future;
use std::pin::Pin;

use actix_web::dev::Payload;
use actix_web::http::header::{ACCEPT_LANGUAGE, AUTHORIZATION, HeaderName, IF_MATCH};
use actix_web::web::Data;
use actix_web::{FromRequest, HttpRequest};

use crate::app::{Again, App, Call, IdempotencyKey, Operation};
use crate::auth::Gate;
use crate::error::{AppError, Code, Result, Violation};
use crate::framework::accepted_language;

static IDEMPOTENCY_KEY: HeaderName = HeaderName::from_static("idempotency-key");

/// Who calls, on which terms, and the service to call.
#[derive(Clone, Debug)]
pub struct Caller {
    app: Data<App>,
    request: HttpRequest,
    /// Who calls, and on which terms.
    pub call: Call,
}

impl Caller {
    /// Carries an operation out for the caller.
    ///
    /// # Errors
    /// As [`App::run`].
    pub async fn run<O: Operation>(
        &self,
        at: impl Into<O::At> + Send,
        operation: O,
    ) -> Result<O::Output>
    where
        O::Output: Again,
    {
        self.app.run(&self.call, at, operation).await
    }

    /// The service.
    pub fn app(&self) -> &App {
        &self.app
    }

    pub(super) fn request(&self) -> &HttpRequest {
        &self.request
    }
}

impl FromRequest for Caller {
    type Error = AppError;
    type Future = Pin<Box<dyn Future<Output = Result<Self>>>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let request = request.clone();
        Box::pin(async move {
            let (app, gate) = (data::<App>(&request)?, data::<Gate>(&request)?);
            let header = request.headers().get(AUTHORIZATION).map(|header| header.as_bytes());
            let actor = gate.admit(&app.db, app.clock.now(), header).await?;
            let call = Call {
                actor,
                if_version: if_version(&request)?,
                key: key(&request)?,
                language: language(&request),
            };
            Ok(Self { app, request, call })
        })
    }
}

pub(super) fn data<T: 'static>(request: &HttpRequest) -> Result<Data<T>> {
    let missing = || AppError::fault("the service was started without a part of itself");
    request.app_data::<Data<T>>().cloned().ok_or_else(missing)
}

/// The language in which the caller wants to be spoken to.
pub(super) fn language(request: &HttpRequest) -> entity::words::Language {
    let header = request.headers().get(ACCEPT_LANGUAGE);
    accepted_language(header.and_then(|text| text.to_str().ok()).unwrap_or_default())
}

/// The version in an `If-Match` header: what stands before the first point of the tag.
fn if_version(request: &HttpRequest) -> Result<Option<i64>> {
    let Some(header) = request.headers().get(IF_MATCH) else { return Ok(None) };
    let text = header.to_str().unwrap_or_default().trim();
    if text == "*" {
        return Ok(None);
    }
    let tag = text.strip_prefix('"').and_then(|text| text.strip_suffix('"'));
    let version = tag.and_then(|tag| tag.split('.').next()?.parse().ok());
    let said = "expected an ETag of this thing, like \"12.0f3a…\"";
    version.map(Some).ok_or_else(|| unreadable("If-Match", said))
}

pub(super) fn key(request: &HttpRequest) -> Result<Option<IdempotencyKey>> {
    let Some(header) = request.headers().get(&IDEMPOTENCY_KEY) else { return Ok(None) };
    let key = header.to_str().ok().and_then(IdempotencyKey::read);
    let said = "expected 1 to 255 visible ASCII characters";
    key.map(Some).ok_or_else(|| unreadable("Idempotency-Key", said))
}

fn unreadable(header: &str, said: &str) -> AppError {
    Violation::new(Code::HeaderUnreadable, said).at(header).into()
}
