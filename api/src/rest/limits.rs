//! How many requests one caller may make, where that is limited.

use std::sync::Arc;

use actix_web::http::header::{HeaderMap, HeaderName, HeaderValue};
use actix_web::web::Data;
use actix_web::{HttpMessage, HttpRequest};

use super::client_address::client_address;
use crate::error::{ErrorCode, Refusal};
use crate::limiter::{Limiter, Quota};
use crate::policy::Actor;

static RATE_LIMIT: HeaderName = HeaderName::from_static("ratelimit");
static RATE_LIMIT_POLICY: HeaderName = HeaderName::from_static("ratelimit-policy");

/// The limit of each caller; none where there is none.
#[derive(Clone, Debug, Default)]
pub struct RateLimit(pub Option<Arc<Limiter>>);

impl RateLimit {
    /// So many requests a minute.
    pub fn new(a_minute: Option<u32>) -> Self {
        Self(a_minute.map(|limit| Arc::new(Limiter::new(limit))))
    }
}

/// Counts so many requests of somebody: by their account or their key, else by their address.
///
/// # Errors
/// `too_many_requests`.
pub(super) fn count(request: &HttpRequest, actor: &Actor, times: usize) -> Result<(), Refusal> {
    let limiter = request.app_data::<Data<RateLimit>>().and_then(|limit| limit.0.clone());
    let Some(limiter) = limiter.filter(|_| times > 0) else { return Ok(()) };
    let times = u32::try_from(times).unwrap_or(u32::MAX);
    let passed = match (&actor.key, actor.user) {
        (Some(key), _) => limiter.pass_all(&key.id, times),
        (None, Some(user)) => limiter.pass_all(&user, times),
        (None, None) => limiter.pass_all(&client_address(request), times),
    };
    match passed {
        Ok(quota) => {
            request.extensions_mut().insert(quota);
            Ok(())
        }
        Err(seconds) => {
            request.extensions_mut().insert(limiter.nothing_left(seconds));
            let said = format!("Too many requests; try again in {seconds} s.");
            Err(Refusal::new(ErrorCode::TooManyRequests, said).after(seconds))
        }
    }
}

/// Tells what is left, as draft-ietf-httpapi-ratelimit-headers spells it.
pub(super) fn tell(request: &HttpRequest, headers: &mut HeaderMap) {
    let Some(quota) = request.extensions().get::<Quota>().copied() else { return };
    let Quota { limit, remaining, reset } = quota;
    let texts = [
        (&RATE_LIMIT, format!("\"default\";r={remaining};t={reset}")),
        (&RATE_LIMIT_POLICY, format!("\"default\";q={limit};w=60")),
    ];
    for (name, text) in texts {
        if let Ok(value) = HeaderValue::from_str(&text) {
            headers.insert(name.clone(), value);
        }
    }
}
