//! Refusals and faults as GraphQL errors.

use async_graphql::{Error, ErrorExtensions, Value, indexmap::IndexMap};

use crate::error::{AppError, Category, ErrorCode, Refusal, Violation};

/// Whether an error says that there is nothing to see.
pub fn is_missing(error: &AppError) -> bool {
    matches!(error, AppError::Refused(refusal) if refusal.code().category() == Category::Missing)
}

/// Whether an error says that there is nothing here for the caller, whether or not there is anything.
pub fn is_hidden(error: &AppError) -> bool {
    let forbidden = |code: ErrorCode| code.category() == Category::Forbidden;
    is_missing(error) || matches!(error, AppError::Refused(refusal) if forbidden(refusal.code()))
}

/// Whether a refusal belongs in the payload of a mutation, or at the top.
pub fn in_payload(code: ErrorCode) -> bool {
    match code.category() {
        Category::Forbidden
        | Category::Missing
        | Category::State
        | Category::Stale
        | Category::Invalid => true,
        Category::Unreadable
        | Category::Unauthenticated
        | Category::Method
        | Category::NotAcceptable
        | Category::Slow
        | Category::TooLarge
        | Category::MediaType
        | Category::TooMany
        | Category::Fault
        | Category::Unavailable => false,
    }
}

/// The refusal of a list, of which all parameters but those of paging are fields of `filter` here.
pub fn of_filter(error: AppError) -> AppError {
    match error {
        AppError::Refused(refusal) => refusal.map(in_filter).into(),
        other => other,
    }
}

fn in_filter(violation: Violation) -> Violation {
    let paging = ["sort", "limit", "cursor"];
    match violation.pointer.as_deref().and_then(|at| at.strip_prefix('?')) {
        Some(name) if !paging.contains(&name) => {
            let at = format!("?filter/{name}");
            violation.at(at)
        }
        _ => violation,
    }
}

/// Presents a refusal at the top of the answer.
pub fn present(refusal: &Refusal) -> Error {
    let errors: Vec<Value> = refusal.violations().map(violation).collect();
    Error::new(refusal.message()).extend_with(|_, extensions| {
        extensions.set("code", refusal.code().word());
        extensions.set("errors", errors.clone());
        if let Some(seconds) = refusal.retry_after {
            extensions.set("retryAfter", seconds);
        }
    })
}

fn violation(violation: &Violation) -> Value {
    let mut fields = IndexMap::new();
    fields.insert(async_graphql::Name::new("code"), violation.code.word().into());
    fields.insert(async_graphql::Name::new("message"), violation.message.clone().into());
    let path = path(violation).into_iter().map(Value::from).collect();
    fields.insert(async_graphql::Name::new("path"), Value::List(path));
    Value::Object(fields)
}

/// Where something is wrong, in the spelling of this face: `["input", "timeZone"]`.
pub fn path(violation: &Violation) -> Vec<String> {
    let Some(pointer) = &violation.pointer else { return Vec::new() };
    match pointer.as_str() {
        "?cursor" => vec!["after".to_owned()],
        "/limit" | "?limit" => vec!["first".to_owned()],
        _ => {
            pointer.split(['/', '?', '{', '}']).filter(|part| !part.is_empty()).map(camel).collect()
        }
    }
}

fn camel(snake: &str) -> String {
    let mut words = snake.split('_');
    let first = words.next().unwrap_or_default().to_owned();
    words.fold(first, |name, word| {
        let mut letters = word.chars();
        let head: String = letters.next().map(|l| l.to_ascii_uppercase()).into_iter().collect();
        name + &head + letters.as_str()
    })
}
