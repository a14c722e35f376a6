//! Words that say themselves what is wrong with a value: ids, days, decimals.
//!
//! A schema tells of them only that a pattern does not match. Before inputs are held against it,
//! each of these words is put in the place of its schema.

use entity::words::{Day, Decimal, Email, Moment, TimeZone, fault_code, id_fault};
use garde::Validate;
use jsonschema::paths::Location;
use jsonschema::{Keyword, ValidationError, ValidationOptions};
use serde::Deserialize;
use serde_json::{Map, Value, json};

use crate::error::Code;

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

/// What a fault of a word says, from the text of its error.
pub(super) fn told(message: &str) -> (Code, String) {
    let (word, said) = message.split_once(' ').unwrap_or_default();
    (Code::of_word(word), said.to_owned())
}

#[derive(Clone, Debug)]
enum Word {
    Decimal,
    Day,
    Moment,
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
            "Moment" => Some(Self::Moment),
            "TimeZone" => Some(Self::TimeZone),
            "Email" => Some(Self::Email),
            name => name.strip_suffix("Id").map(|kind| Self::Id(snake(kind))),
        }
    }

    fn fault(&self, value: &Value) -> Option<(Code, String)> {
        match (self, value) {
            (Self::Decimal, Value::Number(_) | Value::String(_)) => decimal(value),
            (Self::Decimal, _) => Some((Code::FieldInvalid, "expected number".to_owned())),
            (Self::Day, Value::String(text)) => {
                text.parse::<Day>().err().map(|said| (dated(text), said.to_owned()))
            }
            (Self::Moment, Value::String(text)) => {
                let said = "expected a point in time by RFC 3339, such as 2026-10-03T09:30:00Z";
                Moment::deserialize(value).err().map(|_| (dated(text), said.to_owned()))
            }
            (Self::TimeZone, Value::String(text)) => {
                let fault = text.parse::<TimeZone>().err();
                fault.map(|fault| (Code::FieldInvalid, fault.to_string()))
            }
            (Self::Email, Value::String(text)) => {
                let fault = Email(text.clone()).validate().err();
                fault.map(|_| (Code::FieldInvalid, "expected an e-mail address".to_owned()))
            }
            (Self::Id(kind), Value::String(text)) => id(kind, text),
            (Self::Password(least), Value::String(text)) => too_short(*least, text),
            // whether there may be none, the type beside it says
            (Self::Password(_), _) => None,
            _ => Some((Code::FieldInvalid, "expected string".to_owned())),
        }
    }
}

fn too_short(least: u64, text: &str) -> Option<(Code, String)> {
    let short = (text.chars().count() as u64) < least;
    short.then(|| (Code::PasswordTooShort, format!("expected at least {least} characters")))
}

fn decimal(value: &Value) -> Option<(Code, String)> {
    let said = Decimal::deserialize(value).err()?.to_string();
    Some((Code::of_word(fault_code(&said)), said))
}

/// A text that looks like a day is one that the calendar does not have; any other is no day.
fn dated(text: &str) -> Code {
    let shape = |(at, byte): (usize, u8)| match at {
        4 | 7 => byte == b'-',
        _ => byte.is_ascii_digit(),
    };
    let day = text.get(..10).filter(|day| day.bytes().enumerate().all(shape));
    match day.map(str::parse::<Day>) {
        Some(Err(_)) => Code::DateNotReal,
        _ => Code::FieldInvalid,
    }
}

fn id(kind: &str, text: &str) -> Option<(Code, String)> {
    let said = id_fault(kind, text)?.to_string();
    Some((Code::of_word(fault_code(&said)), said))
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
        match self.fault(instance) {
            Some((code, said)) => Err(ValidationError::custom(format!("{} {said}", code.word()))),
            None => Ok(()),
        }
    }

    fn is_valid(&self, instance: &'i Value) -> bool {
        self.fault(instance).is_none()
    }
}
