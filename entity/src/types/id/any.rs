//! The id of a thing whose kind is not known beforehand.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use utoipa::openapi::schema::{ObjectBuilder, Type};
use uuid::Uuid;

use super::{IdError, read_any, write_any};

/// The id of a thing of any kind.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AnyId {
    kind: String,
    uuid: Uuid,
}

impl AnyId {
    /// The id of a thing of this kind.
    pub fn new(kind: String, uuid: Uuid) -> Self {
        Self { kind, uuid }
    }

    /// The word before the underscore.
    pub fn kind(&self) -> &str {
        &self.kind
    }

    /// What stands in the table.
    pub fn uuid(&self) -> Uuid {
        self.uuid
    }
}

impl fmt::Display for AnyId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&write_any(&self.kind, self.uuid))
    }
}

impl FromStr for AnyId {
    type Err = IdError;
    fn from_str(text: &str) -> Result<Self, IdError> {
        let read = read_any(text).filter(|(kind, _)| !kind.is_empty());
        let (kind, uuid) = read.ok_or(IdError::Unreadable("thing"))?;
        Ok(Self { kind, uuid })
    }
}

impl Serialize for AnyId {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for AnyId {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        String::deserialize(from)?.parse().map_err(serde::de::Error::custom)
    }
}

impl utoipa::PartialSchema for AnyId {
    fn schema() -> utoipa::openapi::RefOr<utoipa::openapi::schema::Schema> {
        ObjectBuilder::new()
            .schema_type(Type::String)
            .description(Some(
                "The id of a thing; the word before the last underscore is its kind.",
            ))
            .pattern(Some("^[a-z]([a-z_]{0,61}[a-z])?_[0-7][0-9a-hjkmnp-tv-z]{25}$"))
            .max_length(Some(90))
            .examples(["organization_01jd4r2m8yf5x9vt6k3q7w1c0e"])
            .into()
    }
}

impl utoipa::ToSchema for AnyId {
    fn name() -> std::borrow::Cow<'static, str> {
        "AnyId".into()
    }
}

crate::graphql_id!(AnyId);
