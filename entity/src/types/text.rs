//! Texts with limits: each limit is said once, here, and stands in both contracts.

use sea_orm::DeriveValueType;
use serde::{Deserialize, Deserializer, Serialize};
use utoipa::openapi::schema::{ObjectBuilder, Type};

use super::tidy;

/// Visible text on one line: no control characters, at least one character beyond a space.
const ONE_LINE: &str = r"^[^\x00-\x1f\x7f]*[^\x00-\x20\x7f][^\x00-\x1f\x7f]*$";
/// Visible text that may have several lines: line breaks and tabs are its only control characters.
const LINES: &str =
    r"^[^\x00-\x08\x0b\x0c\x0e-\x1f\x7f]*[^\x00-\x20\x7f][^\x00-\x08\x0b\x0c\x0e-\x1f\x7f]*$";
/// What a slug looks like: lower-case letters, digits and single hyphens between them.
const SLUG: &str = r"^[a-z0-9]+(-[a-z0-9]+)*$";
/// What the code of an indicator looks like.
const CODE: &str = r"^[A-Za-z0-9][A-Za-z0-9._-]*$";

fn one_line(text: &str) -> bool {
    text.chars().any(|c| c > ' ' && c != '\u{7f}') && !text.chars().any(|c| c.is_ascii_control())
}

fn lines(text: &str) -> bool {
    text.chars().any(|c| c > ' ' && c != '\u{7f}')
        && !text.chars().any(|c| c.is_ascii_control() && !matches!(c, '\n' | '\r' | '\t'))
}

fn slug(text: &str) -> bool {
    text.split('-').all(|part| {
        !part.is_empty() && part.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit())
    })
}

fn code(text: &str) -> bool {
    text.bytes().next().is_some_and(|b| b.is_ascii_alphanumeric())
        && text.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'_' | b'-'))
}

macro_rules! text {
    ($(#[doc = $doc:literal] $name:ident $min:literal..=$max:literal $pattern:ident $holds:path, $tidy:path, $expected:literal, $example:literal;)+) => {$(
        #[doc = $doc]
        #[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, DeriveValueType)]
        #[serde(transparent)]
        pub struct $name(pub String);

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
                String::deserialize(from).map(|text| Self($tidy(&text)))
            }
        }

        impl $name {
            /// The text itself.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl From<&str> for $name {
            fn from(text: &str) -> Self {
                Self(text.to_owned())
            }
        }

        impl From<String> for $name {
            fn from(text: String) -> Self {
                Self(text)
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl garde::Validate for $name {
            type Context = ();
            fn validate_into(&self, _: &(), parent: &mut dyn FnMut() -> garde::Path, report: &mut garde::Report) {
                let length = self.0.chars().count();
                if !($min..=$max).contains(&length) {
                    let said = format!(concat!("expected ", $min, " to ", $max, " characters, found {}"), length);
                    report.append(parent(), garde::Error::new(said));
                } else if !$holds(&self.0) {
                    report.append(parent(), garde::Error::new(concat!("expected ", $expected)));
                }
            }
        }

        impl utoipa::PartialSchema for $name {
            fn schema() -> utoipa::openapi::RefOr<utoipa::openapi::schema::Schema> {
                ObjectBuilder::new()
                    .schema_type(Type::String)
                    .description(Some($doc.trim()))
                    .min_length(Some($min))
                    .max_length(Some($max))
                    .pattern(Some($pattern))
                    .examples([$example])
                    .into()
            }
        }

        impl utoipa::ToSchema for $name {
            fn name() -> std::borrow::Cow<'static, str> {
                stringify!($name).into()
            }
        }

        super::graphql_as!($name, String);
    )+};
}

text! {
    /// A name or a title: visible text on one line, 1 to 200 characters.
    ShortText 1..=200 ONE_LINE one_line, tidy::one_line, "visible text on one line", "River County Food Alliance";
    /// A unit as people write it beside a value, 1 to 40 characters.
    UnitLabel 1..=40 ONE_LINE one_line, tidy::one_line, "visible text on one line", "households";
    /// A few sentences: visible text, 1 to 2,000 characters.
    Paragraph 1..=2000 LINES lines, tidy::lines, "visible text; of control characters only line breaks and tabs", "Households that eat three meals a day.";
    /// A text of some pages: visible text, 1 to 10,000 characters.
    LongText 1..=10000 LINES lines, tidy::lines, "visible text; of control characters only line breaks and tabs", "We agreed to share the drivers between the two pantries.";
    /// What stands in a URL for an alliance: lower-case letters, digits and single hyphens, never reused.
    Slug 1..=60 SLUG slug, tidy::one_line, "lower-case letters, digits and single hyphens between them", "river-county";
    /// What scripts call an indicator, unique in its alliance: letters, digits, `.`, `_` and `-`.
    IndicatorCode 1..=60 CODE code, tidy::one_line, "letters, digits, `.`, `_` and `-`, the first a letter or a digit", "jobs";
}

/// An e-mail address, compared without regard to case.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, DeriveValueType)]
#[serde(transparent)]
pub struct Email(pub String);

impl<'de> Deserialize<'de> for Email {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        String::deserialize(from).map(|text| Self(tidy::one_line(&text)))
    }
}

impl Email {
    /// The form by which two addresses are compared: trimmed, in lower case.
    pub fn key(&self) -> String {
        self.0.trim().to_lowercase()
    }
}

impl garde::Validate for Email {
    type Context = ();
    fn validate_into(
        &self,
        _: &(),
        parent: &mut dyn FnMut() -> garde::Path,
        report: &mut garde::Report,
    ) {
        let length = self.0.chars().count();
        let read = garde::rules::email::parse_email(self.0.trim());
        // An address without a point after its `@` leads to no mailbox but on the machine itself.
        let domain = self.0.trim().rsplit('@').next().unwrap_or_default();
        let leads = domain.contains('.') || domain == "localhost";
        if !(3..=254).contains(&length) || read.is_err() || !leads {
            report.append(parent(), garde::Error::new("expected an e-mail address"));
        }
    }
}

impl utoipa::PartialSchema for Email {
    fn schema() -> utoipa::openapi::RefOr<utoipa::openapi::schema::Schema> {
        ObjectBuilder::new()
            .schema_type(Type::String)
            .description(Some("An e-mail address, compared without regard to case."))
            .format(Some(utoipa::openapi::SchemaFormat::Custom("email".into())))
            .min_length(Some(3))
            .max_length(Some(254))
            .examples(["ana@riverfood.example"])
            .into()
    }
}

impl utoipa::ToSchema for Email {
    fn name() -> std::borrow::Cow<'static, str> {
        "Email".into()
    }
}

super::graphql_as!(Email, String);

/// A password while it is being typed in: never shown, never logged.
#[derive(Clone, PartialEq, Eq, Deserialize)]
#[serde(transparent)]
pub struct Secret(String);

impl Secret {
    /// Takes a secret from elsewhere than a request.
    pub fn new(text: impl Into<String>) -> Self {
        Self(text.into())
    }

    /// The secret itself, for hashing or comparing.
    pub fn reveal(&self) -> &str {
        &self.0
    }
}

impl std::fmt::Debug for Secret {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Secret")
    }
}

impl garde::Validate for Secret {
    type Context = ();
    fn validate_into(
        &self,
        _: &(),
        parent: &mut dyn FnMut() -> garde::Path,
        report: &mut garde::Report,
    ) {
        if !(1..=200).contains(&self.0.chars().count()) {
            report.append(parent(), garde::Error::new("expected 1 to 200 characters"));
        }
    }
}

impl utoipa::PartialSchema for Secret {
    fn schema() -> utoipa::openapi::RefOr<utoipa::openapi::schema::Schema> {
        ObjectBuilder::new()
            .schema_type(Type::String)
            .description(Some("A secret; it is never shown again and never logged."))
            .format(Some(utoipa::openapi::SchemaFormat::KnownFormat(
                utoipa::openapi::KnownFormat::Password,
            )))
            .min_length(Some(1))
            .max_length(Some(200))
            .into()
    }
}

impl utoipa::ToSchema for Secret {
    fn name() -> std::borrow::Cow<'static, str> {
        "Secret".into()
    }
}

impl async_graphql::InputType for Secret {
    type RawValueType = Self;
    fn type_name() -> std::borrow::Cow<'static, str> {
        <String as async_graphql::InputType>::type_name()
    }
    fn create_type_info(registry: &mut async_graphql::registry::Registry) -> String {
        <String as async_graphql::InputType>::create_type_info(registry)
    }
    fn parse(value: Option<async_graphql::Value>) -> async_graphql::InputValueResult<Self> {
        <String as async_graphql::InputType>::parse(value)
            .map(Self)
            .map_err(async_graphql::InputValueError::propagate)
    }
    fn to_value(&self) -> async_graphql::Value {
        async_graphql::Value::Null
    }
    fn as_raw_value(&self) -> Option<&Self> {
        Some(self)
    }
}
