//! Words that say themselves what is wrong with a value: ids, days, decimals.
//!
//! A schema tells of them only that a pattern does not match. Before inputs are held against it,
//! each of these words is put in the place of its schema.

use entity::types::{Day, Decimal, Email, TimeZone, Timestamp, error_code, id_error};
use garde::Validate;
use jsonschema::paths::Location;
use jsonschema::{Keyword, ValidationError, ValidationOptions};
use serde::Deserialize;
use serde_json::{Map, Value, json};

use crate::error::ErrorCode;

const READ_AS: &str = "readAs";
const AT_LEAST: &str = "atLeast";

/// The schema of a name as inputs are held against it.
pub(super) fn read(name: &str, schema: &Value) -> Value {
    match Word::of(name) {
        Some(_) => json!({ READ_AS: name }),
        None => {
            let mut schema = schema.clone();
            passwords(&mut schema);
            schema
        }
    }
}

/// Passwords that are to be new are no word of their own: where one stands, its length is held
/// against what is said of it there.
fn passwords(schema: &mut Value) {
    let fields = schema.get_mut("properties").and_then(Value::as_object_mut);
    let fields = fields.into_iter().flat_map(Map::values_mut).filter_map(Value::as_object_mut);
    for field in fields.filter(|field| field.get("format").is_some_and(|it| it == "password")) {
        if let Some(least) = field.remove("minLength") {
            field.insert(READ_AS.to_owned(), "password".into());
            field.insert(AT_LEAST.to_owned(), least);
        }
    }
}

/// Teaches the words to what compiles schemas.
pub(super) fn taught(options: ValidationOptions<'_>) -> ValidationOptions<'_> {
    options.should_validate_formats(false).with_keyword(READ_AS, word)
}

fn word<'a>(
    schema: &'a Map<String, Value>,
    name: &'a Value,
    _: Location,
) -> Result<Box<dyn for<'i> Keyword<'i>>, ValidationError<'a>> {
    if let Some(least) = schema.get(AT_LEAST).and_then(Value::as_u64) {
        return Ok(Box::new(Word::Password(least)));
    }
    match name.as_str().and_then(Word::of) {
        Some(word) => Ok(Box::new(word)),
        None => Err(ValidationError::custom("no such word")),
    }
}

/// The code and the message of a word, from the text of its error.
pub(super) fn code_and_message(message: &str) -> (ErrorCode, String) {
    let (word, said) = message.split_once(' ').unwrap_or_default();
    (ErrorCode::of_word(word), said.to_owned())
}

#[derive(Clone, Debug)]
enum Word {
    Decimal,
    Day,
    Timestamp,
    TimeZone,
    Email,
    Id(String),
    Password(u64),
}

impl Word {
    fn of(name: &str) -> Option<Self> {
        match name {
            "Decimal" => Some(Self::Decimal),
            "Day" => Some(Self::Day),
            "Timestamp" => Some(Self::Timestamp),
            "TimeZone" => Some(Self::TimeZone),
            "Email" => Some(Self::Email),
            name => name.strip_suffix("Id").map(|kind| Self::Id(snake(kind))),
        }
    }

    fn violation(&self, value: &Value) -> Option<(ErrorCode, String)> {
        match (self, value) {
            (Self::Decimal, Value::Number(_) | Value::String(_)) => decimal(value),
            (Self::Decimal, _) => Some((ErrorCode::FieldInvalid, "expected number".to_owned())),
            (Self::Day, Value::String(text)) => {
                text.parse::<Day>().err().map(|said| (dated(text), said.to_owned()))
            }
            (Self::Timestamp, Value::String(text)) => {
                let said = "expected a point in time by RFC 3339, such as 2026-10-03T09:30:00Z";
                Timestamp::deserialize(value).err().map(|_| (dated(text), said.to_owned()))
            }
            (Self::TimeZone, Value::String(text)) => {
                let error = text.parse::<TimeZone>().err();
                error.map(|error| (ErrorCode::FieldInvalid, error.to_string()))
            }
            (Self::Email, Value::String(text)) => {
                let error = Email(text.clone()).validate().err();
                error.map(|_| (ErrorCode::FieldInvalid, "expected an e-mail address".to_owned()))
            }
            (Self::Id(kind), Value::String(text)) => id(kind, text),
            (Self::Password(least), Value::String(text)) => too_short(*least, text),
            // whether there may be none, the type beside it says
            (Self::Password(_), _) => None,
            _ => Some((ErrorCode::FieldInvalid, "expected string".to_owned())),
        }
    }
}

fn too_short(least: u64, text: &str) -> Option<(ErrorCode, String)> {
    let short = (text.chars().count() as u64) < least;
    short.then(|| (ErrorCode::PasswordTooShort, format!("expected at least {least} characters")))
}

fn decimal(value: &Value) -> Option<(ErrorCode, String)> {
    let said = Decimal::deserialize(value).err()?.to_string();
    Some((ErrorCode::of_word(error_code(&said)), said))
}

/// A text that looks like a day is one that the calendar does not have; any other is no day.
fn dated(text: &str) -> ErrorCode {
    let shape = |(at, byte): (usize, u8)| match at {
        4 | 7 => byte == b'-',
        _ => byte.is_ascii_digit(),
    };
    let day = text.get(..10).filter(|day| day.bytes().enumerate().all(shape));
    match day.map(str::parse::<Day>) {
        Some(Err(_)) => ErrorCode::DateNotReal,
        _ => ErrorCode::FieldInvalid,
    }
}

fn id(kind: &str, text: &str) -> Option<(ErrorCode, String)> {
    let said = id_error(kind, text)?.to_string();
    Some((ErrorCode::of_word(error_code(&said)), said))
}

fn snake(name: &str) -> String {
    let mut word = String::new();
    for (at, letter) in name.char_indices() {
        if letter.is_ascii_uppercase() && at > 0 {
            word.push('_');
        }
        word.push(letter.to_ascii_lowercase());
    }
    word
}

impl<'i> Keyword<'i> for Word {
    fn validate(&self, instance: &'i Value) -> Result<(), ValidationError<'i>> {
        match self.violation(instance) {
            Some((code, said)) => Err(ValidationError::custom(format!("{} {said}", code.word()))),
            None => Ok(()),
        }
    }

    fn is_valid(&self, instance: &'i Value) -> bool {
        self.violation(instance).is_none()
    }
}
