//! What a schema finds wrong, in the words of refusals.

use jsonschema::error::{TypeKind, ValidationErrorKind};
use jsonschema::{ValidationError, Validator};
use serde_json::Value;

use super::words;
use crate::error::{ErrorCode, Violation};

/// Everything that is wrong with a value.
pub(super) fn of(validator: &Validator, value: &Value) -> Vec<Violation> {
    if validator.is_valid(value) {
        return Vec::new();
    }
    validator.iter_errors(value).flat_map(|error| violations(&error)).collect()
}

/// Everything that is wrong with a value where nothing is taken: all that it says.
pub fn of_nothing(value: &Value) -> Vec<Violation> {
    match value {
        Value::Object(members) => members.keys().map(|name| unknown("", name)).collect(),
        _ => vec![Violation::new(ErrorCode::FieldInvalid, "expected nothing, or {}").at("")],
    }
}

fn unknown(at: &str, name: &str) -> Violation {
    let at = format!("{at}/{}", escaped(name));
    Violation::new(ErrorCode::FieldUnknown, "there is no such field").at(at)
}

fn violations(error: &ValidationError<'_>) -> Vec<Violation> {
    let at = error.instance_path().to_string();
    match error.kind() {
        ValidationErrorKind::AdditionalProperties { unexpected } => {
            unexpected.iter().map(|name| unknown(&at, name)).collect()
        }
        ValidationErrorKind::Required { property } => {
            let name = property.as_str().unwrap_or_default();
            vec![
                Violation::new(ErrorCode::FieldMissing, "expected a value")
                    .at(format!("{at}/{name}")),
            ]
        }
        ValidationErrorKind::Custom { message, .. } => {
            let (code, said) = words::code_and_message(message);
            vec![Violation::new(code, said).at(at)]
        }
        ValidationErrorKind::OneOfNotValid { context } | ValidationErrorKind::AnyOf { context } => {
            of_value(context).unwrap_or_else(|| vec![other(error, at)])
        }
        _ => vec![other(error, at)],
    }
}

/// Where a value or null is expected, what is wrong with the value.
fn of_value(branches: &[Vec<ValidationError<'_>>]) -> Option<Vec<Violation>> {
    let mut values = branches.iter().filter(|errors| !errors.iter().any(expects_null));
    match (values.next(), values.next()) {
        (Some(value), None) => Some(value.iter().flat_map(violations).collect()),
        _ => None,
    }
}

fn expects_null(error: &ValidationError<'_>) -> bool {
    matches!(error.kind(), ValidationErrorKind::Type { kind: TypeKind::Single(one) } if one.to_string() == "null")
}

fn other(error: &ValidationError<'_>, at: String) -> Violation {
    Violation::new(ErrorCode::FieldInvalid, said(error)).at(at)
}

fn escaped(name: &str) -> String {
    name.replace('~', "~0").replace('/', "~1")
}

/// What was expected; never what was sent, which may be an answer or a secret.
fn said(error: &ValidationError<'_>) -> String {
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
        _ => "expected a value of the form that the contract describes".to_owned(),
    }
}

fn one_of(options: &Value) -> String {
    match options.as_array().map_or(0, Vec::len) {
        0..=40 => format!("expected one of {options}"),
        many => format!("expected one of the {many} values that the contract lists"),
    }
}

fn kinds(kind: &TypeKind) -> String {
    match kind {
        TypeKind::Single(one) => one.to_string(),
        TypeKind::Multiple(many) => {
            many.iter().map(|one| one.to_string()).collect::<Vec<_>>().join(" or ")
        }
    }
}
