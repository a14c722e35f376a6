//! Who calls, read from the request's headers.

use std::future::{Future, Ready, ready};
use std::pin::Pin;

use actix_web::dev::Payload;
use actix_web::http::header::{ACCEPT_LANGUAGE, AUTHORIZATION, CACHE_CONTROL, HeaderName};
use actix_web::web::Data;
use actix_web::{FromRequest, HttpMessage, HttpRequest};

use super::client_address::client_address;
use super::limits;
use super::preconditions::{expected, once, unreadable};
use super::request_log::{WhoAsks, instance};
use super::time_limit::under_way;
use crate::app::{App, Call, IdempotencyKey, Input, LocatorOf, Output, Replay};
use crate::error::{AppError, Refusal, Result};
use crate::framework::accepted_language;
use crate::policy::Actor;
use crate::telemetry::Untold;

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
    pub async fn run<I: Input>(
        &self,
        at: impl Into<LocatorOf<I>> + Send,
        input: I,
    ) -> Result<Output<I>>
    where
        Output<I>: Replay,
    {
        self.app.run(&self.call, at, input).await
    }

    /// The same caller, who goes on with a request of which part is done: what was said of the thing
    /// before it, and the key that makes it repeatable, were for the first part.
    pub fn going_on(&self) -> Self {
        let call = Call { expected: Default::default(), key: None, ..self.call.clone() };
        Self { call, ..self.clone() }
    }

    /// The service.
    pub fn app(&self) -> &App {
        &self.app
    }

    /// Counts so many more requests than the one that was made: a document may hold several.
    ///
    /// # Errors
    /// `too_many_requests`.
    pub fn count_more(&self, more: usize) -> Result<(), Refusal> {
        limits::count(&self.request, &self.call.actor, more)
    }

    pub(super) fn request(&self) -> &HttpRequest {
        &self.request
    }
}

impl FromRequest for Caller {
    type Error = AppError;
    type Future = Pin<Box<dyn Future<Output = Result<Self>>>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        under_way(request);
        let request = request.clone();
        Box::pin(async move {
            let app = part::<App>(&request)?;
            let header = once(&request, &AUTHORIZATION)?.map(|header| header.as_bytes());
            let actor = app.gate.admit(&app.db, app.clock.now(), header).await?;
            if let Some(user) = actor.user {
                request.extensions_mut().insert(WhoAsks(user));
            }
            limits::count(&request, &actor, 1)?;
            let call = call(&request, actor)?;
            Ok(Self { app, request, call })
        })
    }
}

/// A caller who is about to sign in. Clients that send the token that they have with every request
/// send it here too, when it may have expired: it is not looked at.
#[derive(Clone, Debug)]
pub struct Visitor(pub Caller);

impl FromRequest for Visitor {
    type Error = AppError;
    type Future = Ready<Result<Self>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        under_way(request);
        let visitor = || {
            limits::count(request, &Actor::default(), 1)?;
            let (app, call) = (part::<App>(request)?, call(request, Actor::default())?);
            Ok(Self(Caller { app, request: request.clone(), call }))
        };
        ready(visitor())
    }
}

/// A caller who answers, whom the log does not name, whatever comes of the request.
#[derive(Clone, Debug)]
pub struct UnnamedCaller(pub Caller);

impl FromRequest for UnnamedCaller {
    type Error = AppError;
    type Future = Pin<Box<dyn Future<Output = Result<Self>>>>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        request.extensions_mut().insert(Untold);
        let caller = Caller::from_request(request, payload);
        Box::pin(async move { Ok(Self(caller.await?)) })
    }
}

fn call(request: &HttpRequest, actor: Actor) -> Result<Call> {
    Ok(Call {
        actor,
        expected: expected(request)?,
        key: key(request)?,
        language: language(request),
        address: client_address(request),
        anew: wants_anew(request),
        standings: None,
        request_id: instance(request),
    })
}

/// Whether the caller wants nothing that was sent before: `no-store` (RFC 9111, 5.2.1.5).
fn wants_anew(request: &HttpRequest) -> bool {
    let lines = request.headers().get_all(CACHE_CONTROL).filter_map(|line| line.to_str().ok());
    let mut directives = lines.flat_map(|line| line.split(',')).map(str::trim);
    directives.any(|directive| directive.eq_ignore_ascii_case("no-store"))
}

/// A part of the running service.
///
/// # Errors
/// A fault where it was started without it.
pub fn part<T: 'static>(request: &HttpRequest) -> Result<Data<T>> {
    let missing = || AppError::fault("the service was started without a part of itself");
    request.app_data::<Data<T>>().cloned().ok_or_else(missing)
}

/// The language in which the caller wants to be spoken to.
pub(super) fn language(request: &HttpRequest) -> entity::types::Language {
    let header = request.headers().get(ACCEPT_LANGUAGE);
    accepted_language(header.and_then(|text| text.to_str().ok()).unwrap_or_default())
}

pub(super) fn key(request: &HttpRequest) -> Result<Option<IdempotencyKey>> {
    let Some(header) = once(request, &IDEMPOTENCY_KEY)? else { return Ok(None) };
    let key = header.to_str().ok().and_then(IdempotencyKey::read);
    let said = "expected 1 to 255 visible ASCII characters";
    key.map(Some).ok_or_else(|| unreadable("Idempotency-Key", said))
}
