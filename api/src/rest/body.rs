//! Reading a JSON body, with every fault named at once.

use std::collections::HashMap;
use std::future::Future;
use std::pin::Pin;
use std::sync::{Arc, OnceLock, RwLock};

use actix_web::dev::Payload;
use actix_web::http::header::{CONTENT_ENCODING, CONTENT_TYPE};
use actix_web::web::{Bytes, Data, PayloadConfig};
use actix_web::{FromRequest, HttpRequest};
use jsonschema::Validator;
use jsonschema::error::ValidationErrorKind;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use utoipa::ToSchema;

use super::Contract;
use crate::error::{AppError, Code, Refusal, Result, Violation};

/// The input of an operation that writes, from a JSON body.
#[derive(Clone, Debug)]
pub struct Body<T>(pub T);

impl<T: DeserializeOwned + ToSchema + 'static> FromRequest for Body<T> {
    type Error = AppError;
    type Future = Pin<Box<dyn Future<Output = Result<Self>>>>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let kind = media_type(request);
        let contract = super::caller::data::<Contract>(request);
        let limit = request.app_data::<Data<MaxBody>>().map_or(MaxBody::default().0, |max| max.0);
        let _ = PayloadConfig::default();
        let bytes = collect(payload.take(), limit);
        Box::pin(async move {
            kind?;
            read(&bytes.await?, &*contract?).map(Self)
        })
    }
}

/// The largest body that is read, in bytes.
#[derive(Clone, Copy, Debug)]
pub struct MaxBody(pub usize);

impl Default for MaxBody {
    fn default() -> Self {
        Self(1 << 20)
    }
}

async fn collect(mut payload: Payload, limit: usize) -> Result<Bytes> {
    use futures_util::StreamExt;
    let mut all = actix_web::web::BytesMut::new();
    while let Some(chunk) = payload.next().await {
        let chunk = chunk.map_err(|_| {
            AppError::from(Refusal::new(Code::BodyUnreadable, "The body ended before its end."))
        })?;
        if all.len() + chunk.len() > limit {
            let said = format!("expected at most {limit} bytes");
            return Err(Refusal::new(Code::BodyTooLarge, said).into());
        }
        all.extend_from_slice(&chunk);
    }
    Ok(all.freeze())
}

fn media_type(request: &HttpRequest) -> Result<()> {
    let header = |name| request.headers().get(name).and_then(|value| value.to_str().ok());
    let kind = header(CONTENT_TYPE).unwrap_or_default().to_ascii_lowercase();
    let mut parts = kind.split(';').map(str::trim);
    let named = matches!(parts.next(), Some("application/json" | "application/merge-patch+json"));
    let utf8 = parts.all(|part| !part.starts_with("charset") || part.contains("utf-8"));
    let plain =
        header(CONTENT_ENCODING).is_none_or(|coding| coding.eq_ignore_ascii_case("identity"));
    if named && utf8 && plain {
        return Ok(());
    }
    let said = "expected application/json in UTF-8, not compressed";
    Err(Violation::new(Code::MediaTypeUnknown, said).at("Content-Type").into())
}

fn read<T: DeserializeOwned + ToSchema>(bytes: &[u8], contract: &Contract) -> Result<T> {
    let object = bytes.iter().find(|byte| !byte.is_ascii_whitespace()) == Some(&b'{');
    match serde_json::from_slice::<T>(bytes) {
        Ok(input) if object => Ok(input),
        Ok(_) => Err(Refusal::new(Code::FieldInvalid, "expected a JSON object").into()),
        Err(error) => {
            Err(unreadable(bytes, &error).unwrap_or_else(|| faults::<T>(bytes, contract)).into())
        }
    }
}

/// Why a body is no JSON at all, or none that is read.
fn unreadable(bytes: &[u8], error: &serde_json::Error) -> Option<Refusal> {
    let whole = serde_json::from_slice::<Value>(bytes);
    let deep = |error: &serde_json::Error| error.to_string().starts_with("recursion limit");
    if deep(error) || whole.as_ref().err().is_some_and(deep) {
        let said = "expected a body nested at most 127 levels deep";
        return Some(Refusal::new(Code::BodyTooDeep, said));
    }
    let error = whole.err()?;
    Some(Refusal::new(Code::BodyUnreadable, format!("expected JSON: {error}")))
}

/// Holds a body that could not be read against the published schema, which names every fault. What
/// reading itself met says more of its one fault than a schema can.
fn faults<T: DeserializeOwned + ToSchema>(bytes: &[u8], contract: &Contract) -> Refusal {
    let first = first::<T>(bytes);
    let by_schema = serde_json::from_slice::<Value>(bytes).ok().and_then(|body| {
        let validator = validator(&T::name(), contract)?;
        Some(validator.iter_errors(&body).flat_map(violations).collect::<Vec<Violation>>())
    });
    let met = first.violations().next().cloned().filter(|met| met.code != Code::FieldInvalid);
    let others = by_schema.unwrap_or_default().into_iter();
    let others = others.filter(|one| met.as_ref().is_none_or(|met| met.pointer != one.pointer));
    Refusal::of(others.chain(met.clone())).unwrap_or(first)
}

/// The first fault that reading met, where the schema has nothing to say: a body that names a
/// field twice, or a day that does not exist.
fn first<T: DeserializeOwned>(bytes: &[u8]) -> Refusal {
    let mut json = serde_json::Deserializer::from_slice(bytes);
    let error = match serde_path_to_error::deserialize::<_, T>(&mut json) {
        Err(error) => error,
        Ok(_) => return Refusal::new(Code::BodyUnreadable, "expected one JSON value"),
    };
    let path = error.path().to_string();
    let said = error.into_inner().to_string();
    let said = said.split(" at line ").next().unwrap_or_default().to_owned();
    let code = Code::of_word(entity::words::fault_code(&said));
    let violation = Violation::new(code, said);
    let pointer = format!("/{}", path.replace(['.', '['], "/").replace(']', ""));
    if path == "." { violation.into() } else { violation.at(pointer).into() }
}

fn validator(name: &str, contract: &Contract) -> Option<Arc<Validator>> {
    static ALL: OnceLock<RwLock<HashMap<String, Arc<Validator>>>> = OnceLock::new();
    let all = ALL.get_or_init(RwLock::default);
    if let Some(validator) = all.read().ok()?.get(name) {
        return Some(validator.clone());
    }
    let schema = json!({
        "$ref": format!("#/components/schemas/{name}"),
        "components": contract.json().get("components")?,
    });
    let validator = Arc::new(jsonschema::options().build(&schema).ok()?);
    all.write().ok()?.insert(name.to_owned(), validator.clone());
    Some(validator)
}

fn violations(error: jsonschema::ValidationError<'_>) -> Vec<Violation> {
    let at = error.instance_path().to_string();
    match error.kind() {
        ValidationErrorKind::AdditionalProperties { unexpected } => unexpected
            .iter()
            .map(|name| {
                Violation::new(Code::FieldUnknown, "there is no such field")
                    .at(format!("{at}/{name}"))
            })
            .collect(),
        ValidationErrorKind::Required { property } => {
            let name = property.as_str().unwrap_or_default();
            vec![Violation::new(Code::FieldMissing, "expected a value").at(format!("{at}/{name}"))]
        }
        _ => vec![Violation::new(Code::FieldInvalid, said(&error)).at(at)],
    }
}

/// What was expected; never what was sent, which may be an answer or a secret.
fn said(error: &jsonschema::ValidationError<'_>) -> String {
    match error.kind() {
        ValidationErrorKind::Type { kind } => format!("expected {}", kinds(kind)),
        ValidationErrorKind::Enum { options } => one_of(options),
        ValidationErrorKind::Pattern { pattern } => format!("expected text that matches {pattern}"),
        ValidationErrorKind::MaxLength { limit } => format!("expected at most {limit} characters"),
        ValidationErrorKind::MinLength { limit } => format!("expected at least {limit} characters"),
        ValidationErrorKind::Maximum { limit } => format!("expected at most {limit}"),
        ValidationErrorKind::Minimum { limit } => format!("expected at least {limit}"),
        ValidationErrorKind::MaxItems { limit } => format!("expected at most {limit} items"),
        ValidationErrorKind::MinItems { limit } => format!("expected at least {limit} items"),
        ValidationErrorKind::Format { format } => format!("expected a {format}"),
        _ => "expected a value of the form that the contract describes".to_owned(),
    }
}

fn one_of(options: &Value) -> String {
    match options.as_array().map_or(0, Vec::len) {
        0..=40 => format!("expected one of {options}"),
        many => format!("expected one of the {many} values that the contract lists"),
    }
}

fn kinds(kind: &jsonschema::error::TypeKind) -> String {
    use jsonschema::error::TypeKind;
    match kind {
        TypeKind::Single(one) => one.to_string(),
        TypeKind::Multiple(many) => {
            many.iter().map(|one| one.to_string()).collect::<Vec<_>>().join(" or ")
        }
    }
}
