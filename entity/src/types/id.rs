//! Typed ids: a UUID in the table, a TypeID (`cycle_01jd…`) on both faces.

mod any;

pub use any::AnyId;

use std::fmt;
use std::str::FromStr;

use sea_orm::{DbErr, DeriveValueType, TryFromU64};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use type_safe_id::{DynamicType, TypeSafeId};
use utoipa::openapi::schema::{ObjectBuilder, Type};
use uuid::Uuid;

/// Why a text is not the id that was asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum IdError {
    /// It is no TypeID at all; holds the word that was expected before the underscore.
    Unreadable(&'static str),
    /// It is the id of another kind of thing; holds what was expected, and what it is.
    OtherKind(&'static str, String),
}

impl fmt::Display for IdError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unreadable(kind) => write!(f, "expected an id like `{kind}_01jd…`"),
            Self::OtherKind(kind, found) => {
                let (kind, found) = (one(kind), one(found));
                write!(f, "expected the id of {kind}, this is the id of {found}")
            }
        }
    }
}

/// A kind as people say it of one thing.
fn one(kind: &str) -> String {
    let article = if kind.starts_with(['a', 'e', 'i', 'o']) { "an" } else { "a" };
    format!("{article} {}", kind.replace("api_", "API ").replace('_', " "))
}

impl IdError {
    /// The stable word for programs.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Unreadable(_) => "id_unreadable",
            Self::OtherKind(..) => "id_of_another_kind",
        }
    }
}

impl std::error::Error for IdError {}

/// Splits a TypeID into its word and its UUID.
pub fn read_any(text: &str) -> Option<(String, Uuid)> {
    // The parser cuts long texts by bytes, and panics within a letter that has several.
    let id = TypeSafeId::<DynamicType>::from_str(text.is_ascii().then_some(text)?).ok()?;
    Some((id.type_prefix().to_owned(), id.uuid()))
}

/// Writes the id of a thing of a kind that is known only as a word; the bare UUID where it is none.
pub fn write_any(kind: &str, uuid: Uuid) -> String {
    match DynamicType::new(kind) {
        Ok(kind) => TypeSafeId::from_type_and_uuid(kind, uuid).to_string(),
        Err(_) => uuid.to_string(),
    }
}

/// The id of a kind of thing.
pub trait Id:
    Copy + fmt::Debug + fmt::Display + Into<Uuid> + From<Uuid> + Send + Sync + 'static
{
    /// The word before the underscore.
    const KIND: &'static str;
}

fn read(kind: &'static str, text: &str) -> Result<Uuid, IdError> {
    match read_any(text) {
        Some((word, uuid)) if word == kind => Ok(uuid),
        Some((word, _)) => Err(IdError::OtherKind(kind, word)),
        None => Err(IdError::Unreadable(kind)),
    }
}

fn write(kind: &str, uuid: Uuid, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    let kind = DynamicType::new(kind).map_err(|_| fmt::Error)?;
    write!(f, "{}", TypeSafeId::from_type_and_uuid(kind, uuid))
}

/// Implements a GraphQL `ID` that is read by `FromStr` and told by `Display`; one that cannot be
/// read is refused with a code.
#[macro_export]
macro_rules! graphql_id {
    ($name:ty) => {
        impl async_graphql::InputType for $name {
            type RawValueType = Self;
            fn type_name() -> std::borrow::Cow<'static, str> {
                "ID".into()
            }
            fn create_type_info(registry: &mut async_graphql::registry::Registry) -> String {
                <async_graphql::ID as async_graphql::InputType>::create_type_info(registry)
            }
            fn parse(value: Option<async_graphql::Value>) -> async_graphql::InputValueResult<Self> {
                let text = match value {
                    Some(async_graphql::Value::String(text)) => text,
                    other => {
                        let other = other.unwrap_or_default();
                        return Err(async_graphql::InputValueError::expected_type(other));
                    }
                };
                text.parse().map_err(|error: $crate::types::IdError| {
                    async_graphql::InputValueError::custom(&error)
                        .with_extension("code", error.code())
                })
            }
            fn to_value(&self) -> async_graphql::Value {
                async_graphql::Value::String(self.to_string())
            }
            fn as_raw_value(&self) -> Option<&Self> {
                Some(self)
            }
        }
        impl async_graphql::OutputType for $name {
            fn type_name() -> std::borrow::Cow<'static, str> {
                "ID".into()
            }
            fn create_type_info(registry: &mut async_graphql::registry::Registry) -> String {
                <async_graphql::ID as async_graphql::OutputType>::create_type_info(registry)
            }
            async fn resolve(
                &self,
                _: &async_graphql::ContextSelectionSet<'_>,
                _: &async_graphql::Positioned<async_graphql::parser::types::Field>,
            ) -> async_graphql::ServerResult<async_graphql::Value> {
                Ok(async_graphql::Value::String(self.to_string()))
            }
        }
    };
}

macro_rules! ids {
    ($($name:ident $kind:literal)+) => {$(
        #[doc = concat!("The id of a thing of kind `", $kind, "`.")]
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, DeriveValueType)]
        pub struct $name(pub Uuid);

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write($kind, self.0, f)
            }
        }

        impl FromStr for $name {
            type Err = IdError;
            fn from_str(text: &str) -> Result<Self, IdError> {
                read($kind, text).map(Self)
            }
        }

        impl Id for $name {
            const KIND: &'static str = $kind;
        }

        impl From<Uuid> for $name {
            fn from(id: Uuid) -> Self {
                Self(id)
            }
        }

        impl From<$name> for Uuid {
            fn from(id: $name) -> Uuid {
                id.0
            }
        }

        impl TryFromU64 for $name {
            fn try_from_u64(_: u64) -> Result<Self, DbErr> {
                Err(DbErr::ConvertFromU64(stringify!($name)))
            }
        }

        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
                to.collect_str(self)
            }
        }

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
                String::deserialize(from)?.parse().map_err(serde::de::Error::custom)
            }
        }

        impl utoipa::PartialSchema for $name {
            fn schema() -> utoipa::openapi::RefOr<utoipa::openapi::schema::Schema> {
                ObjectBuilder::new()
                    .schema_type(Type::String)
                    .description(Some(concat!("The id of a thing of kind `", $kind, "`.")))
                    .pattern(Some(concat!("^", $kind, "_[0-7][0-9a-hjkmnp-tv-z]{25}$")))
                    .max_length(Some($kind.len() + 27))
                    .examples([concat!($kind, "_01jd4r2m8yf5x9vt6k3q7w1c0e")])
                    .into()
            }
        }

        impl utoipa::ToSchema for $name {
            fn name() -> std::borrow::Cow<'static, str> {
                stringify!($name).into()
            }
        }

        graphql_id!($name);
    )+

        /// What is wrong with a text that should be the id of a thing of this kind.
        pub fn id_error(kind: &str, text: &str) -> Option<IdError> {
            match kind {
                $($kind => text.parse::<$name>().err(),)+
                _ => None,
            }
        }
    };
}

ids! {
    AllianceId "alliance"
    ApiKeyId "api_key"
    ConclusionId "conclusion"
    CycleId "cycle"
    DiscussionId "discussion"
    EventId "event"
    GoalId "goal"
    ImportId "import"
    IndicatorId "indicator"
    InvitationId "invitation"
    MeasurementId "measurement"
    MemberId "member"
    OrganizationId "organization"
    PositionId "position"
    PromptId "prompt"
    ProposalId "proposal"
    QuestionId "question"
    ResultId "result"
    RoundId "round"
    SessionId "session"
    StatementId "statement"
    UserId "user"
}
