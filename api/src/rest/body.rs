//! Reading a JSON body, with everything that is wrong named at once.

use std::future::Future;
use std::pin::Pin;
use std::time::Duration;

use actix_web::dev::{Payload, ServiceRequest};
use actix_web::http::header::{CONTENT_ENCODING, CONTENT_TYPE};
use actix_web::web::{Bytes, Data};
use actix_web::{FromRequest, HttpRequest};
use serde::de::DeserializeOwned;
use serde_json::{Number, Value};
use utoipa::ToSchema;

use super::path::pattern;
use crate::app::{Input, all_self_checked};
use crate::contract::{Contract, read_json, violations_of_nothing};
use crate::error::{AppError, ErrorCode, Refusal, Result, Violation};

/// The kinds of JSON that a body may be.
const KINDS: [&str; 2] = ["application/json", "application/merge-patch+json"];

/// The input of an operation that writes, from a JSON body; from none at all where no field must be
/// there.
#[derive(Clone, Debug)]
pub struct Body<T>(pub T);

impl<T: Input + DeserializeOwned + ToSchema> FromRequest for Body<T> {
    type Error = AppError;
    type Future = Pin<Box<dyn Future<Output = Result<Self>>>>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let kind = is_json(request, &KINDS);
        let contract = super::part::<Contract>(request);
        let bytes = collect(payload.take(), limits(request));
        Box::pin(async move {
            let (bytes, contract) = (bytes.await, contract?);
            let nothing = bytes.as_ref().is_ok_and(Bytes::is_empty);
            if nothing && contract.may_be_left_out(&T::name()) {
                return read(b"{}", &contract).map(Self);
            }
            kind?;
            read(&bytes?, &contract).map(Self)
        })
    }
}

/// A body as it came, bounded as all bodies are.
#[derive(Clone, Debug)]
pub struct RawBody(pub Bytes);

impl FromRequest for RawBody {
    type Error = AppError;
    type Future = Pin<Box<dyn Future<Output = Result<Self>>>>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let bytes = collect(payload.take(), limits(request));
        Box::pin(async move { bytes.await.map(Self) })
    }
}

/// What a body may be.
#[derive(Clone, Copy, Debug)]
pub struct BodyLimits {
    /// The largest that is read, in bytes.
    pub bytes: usize,
    /// The largest push of values that is read, in bytes, once it is expanded.
    pub push_bytes: usize,
    /// Within how long it has to arrive.
    pub arrives_within: Duration,
}

impl Default for BodyLimits {
    fn default() -> Self {
        Self { bytes: 1 << 20, push_bytes: 256 << 20, arrives_within: Duration::from_secs(30) }
    }
}

/// What bodies may be here.
pub(in crate::rest) fn limits(request: &HttpRequest) -> BodyLimits {
    request.app_data::<Data<BodyLimits>>().map(|limits| *limits.get_ref()).unwrap_or_default()
}

/// Holds back a request that says something to an operation that takes nothing: it is refused, never
/// ignored. Many clients say `{}` there, which is nothing.
///
/// # Errors
/// `field_unknown` for all that is said; what stands against a body that cannot be read.
pub(super) async fn says_nothing(request: &mut ServiceRequest) -> Result<()> {
    let (request, payload) = request.parts_mut();
    if matches!(payload, Payload::None) {
        return Ok(());
    }
    let contract = super::part::<Contract>(request)?;
    let takes = pattern(request).and_then(|at| contract.takes_body(request.method().as_str(), &at));
    if takes != Some(false) {
        return Ok(());
    }
    let bytes = collect(payload.take(), limits(request)).await?;
    if bytes.is_empty() {
        return Ok(());
    }
    let said: Value = read_json(&bytes).map_err(|error| unreadable(&error))?;
    Refusal::of(violations_of_nothing(&said)).map_or(Ok(()), |refusal| Err(refusal.into()))
}

async fn collect(payload: Payload, limits: BodyLimits) -> Result<Bytes> {
    let arrived = tokio::time::timeout(limits.arrives_within, collect_up_to(payload, limits.bytes));
    arrived.await.unwrap_or_else(|_| {
        let said = format!("expected the body within {} s", limits.arrives_within.as_secs());
        Err(Refusal::new(ErrorCode::BodyTooSlow, said).into())
    })
}

async fn collect_up_to(mut payload: Payload, limit: usize) -> Result<Bytes> {
    use futures_util::StreamExt;
    let mut all = actix_web::web::BytesMut::new();
    while let Some(chunk) = payload.next().await {
        let ended = |_| Refusal::new(ErrorCode::BodyUnreadable, "The body ended before its end.");
        let chunk = chunk.map_err(ended)?;
        if all.len() + chunk.len() > limit {
            let said = format!("expected at most {limit} bytes");
            return Err(Refusal::new(ErrorCode::BodyTooLarge, said).into());
        }
        all.extend_from_slice(&chunk);
    }
    Ok(all.freeze())
}

/// Whether a body is said to be JSON of one of these kinds, in UTF-8 and not compressed.
///
/// # Errors
/// `media_type_unknown`.
pub fn is_json(request: &HttpRequest, kinds: &[&str]) -> Result<(), Refusal> {
    let header = |name| request.headers().get(name).and_then(|value| value.to_str().ok());
    let kind = header(CONTENT_TYPE).unwrap_or_default().to_ascii_lowercase();
    let mut parts = kind.split(';').map(str::trim);
    let named = parts.next().is_some_and(|kind| kinds.contains(&kind));
    let utf8 = parts.all(|part| !part.starts_with("charset") || part.contains("utf-8"));
    let plain =
        header(CONTENT_ENCODING).is_none_or(|coding| coding.eq_ignore_ascii_case("identity"));
    if named && utf8 && plain {
        return Ok(());
    }
    let said = "expected application/json in UTF-8, not compressed";
    Err(Violation::new(ErrorCode::MediaTypeUnknown, said).at("Content-Type").into())
}

/// A body is held against the published schema first, which names everything that is wrong, and is
/// what callers know; then it is read. Fields that the operation checks itself are refused by the
/// operation, together with all else.
fn read<T: Input + DeserializeOwned + ToSchema>(bytes: &[u8], contract: &Contract) -> Result<T> {
    let body: Value = read_json(bytes).map_err(|error| unreadable(&error))?;
    let wrong = contract.violations(&T::name(), &body);
    let left = all_self_checked::<T>(&wrong);
    let refusal = Refusal::of(wrong);
    match refusal {
        Some(refusal) if !left => Err(refusal.into()),
        refusal => deserialize_body(bytes, body).map_err(|first| refusal.unwrap_or(first).into()),
    }
}

/// Reads a body; of what stands against it where the schema has nothing to say, the first.
fn deserialize_body<T: DeserializeOwned>(bytes: &[u8], body: Value) -> Result<T, Refusal> {
    let mut json = serde_json::Deserializer::from_slice(bytes);
    let error = match serde_path_to_error::deserialize::<_, T>(&mut json) {
        Ok(input) => return Ok(input),
        Err(error) => error,
    };
    let twice = error.inner().to_string().starts_with("duplicate field");
    match T::deserialize(whole(body)) {
        Ok(input) if !twice => Ok(input),
        _ => Err(first(error)),
    }
}

fn unreadable(error: &serde_json::Error) -> Refusal {
    if error.to_string().starts_with("recursion limit") {
        let said = "expected a body nested at most 127 levels deep";
        return Refusal::new(ErrorCode::BodyTooDeep, said);
    }
    Refusal::new(ErrorCode::BodyUnreadable, format!("expected JSON: {error}"))
}

/// Writes whole numbers as such: for JSON, 12.0 is one.
fn whole(value: Value) -> Value {
    match value {
        Value::Number(number) => {
            let plain = format!("{number}");
            let cut = plain.strip_suffix(".0").and_then(|digits| digits.parse::<i64>().ok());
            Value::Number(cut.map_or(number, Number::from))
        }
        Value::Array(items) => items.into_iter().map(whole).collect(),
        Value::Object(members) => {
            members.into_iter().map(|(name, value)| (name, whole(value))).collect()
        }
        other => other,
    }
}

/// What reading met where the schema has nothing to say, such as a field that is named twice.
fn first(error: serde_path_to_error::Error<serde_json::Error>) -> Refusal {
    let path = error.path().to_string();
    let said = error.into_inner().to_string();
    let said = said.split(" at line ").next().unwrap_or_default().to_owned();
    let code = ErrorCode::of_word(entity::types::error_code(&said));
    let place = if path == "." { String::new() } else { format!(".{path}") };
    let twice = said.strip_prefix("duplicate field `").and_then(|name| name.strip_suffix('`'));
    let place = place + &twice.map(|name| format!(".{name}")).unwrap_or_default();
    let violation = Violation::new(code, said);
    let pointer = place.replace(['.', '['], "/").replace(']', "");
    if pointer.is_empty() { violation.into() } else { violation.at(pointer).into() }
}
