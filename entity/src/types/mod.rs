//! The types that all floors share: ids, enums and small value types.
//!
//! Each is written once, with every derive that table, contract and both faces need.

/// Implements a GraphQL scalar that travels as the plain scalar `$as`, through serde.
macro_rules! graphql_as {
    ($name:ty, $as:ty) => {
        impl async_graphql::InputType for $name {
            type RawValueType = Self;
            fn type_name() -> std::borrow::Cow<'static, str> {
                <$as as async_graphql::InputType>::type_name()
            }
            fn create_type_info(registry: &mut async_graphql::registry::Registry) -> String {
                <$as as async_graphql::InputType>::create_type_info(registry)
            }
            fn parse(value: Option<async_graphql::Value>) -> async_graphql::InputValueResult<Self> {
                let value = value.unwrap_or_default();
                async_graphql::from_value(value).map_err($crate::types::uncoerced)
            }
            fn to_value(&self) -> async_graphql::Value {
                async_graphql::to_value(self).unwrap_or_default()
            }
            fn as_raw_value(&self) -> Option<&Self> {
                Some(self)
            }
        }
        impl async_graphql::OutputType for $name {
            fn type_name() -> std::borrow::Cow<'static, str> {
                <$as as async_graphql::OutputType>::type_name()
            }
            fn create_type_info(registry: &mut async_graphql::registry::Registry) -> String {
                <$as as async_graphql::OutputType>::create_type_info(registry)
            }
            async fn resolve(
                &self,
                _: &async_graphql::ContextSelectionSet<'_>,
                _: &async_graphql::Positioned<async_graphql::parser::types::Field>,
            ) -> async_graphql::ServerResult<async_graphql::Value> {
                Ok(async_graphql::InputType::to_value(self))
            }
        }
    };
}
use graphql_as;

/// Implements a GraphQL scalar with a name of its own, through serde.
macro_rules! graphql_scalar {
    ($name:ident, $word:literal, $said:literal) => {
        #[async_graphql::Scalar(name = $word)]
        #[doc = $said]
        impl async_graphql::ScalarType for $name {
            fn parse(value: async_graphql::Value) -> async_graphql::InputValueResult<Self> {
                async_graphql::from_value(value).map_err($crate::types::uncoerced)
            }
            fn to_value(&self) -> async_graphql::Value {
                async_graphql::to_value(self).unwrap_or_default()
            }
        }
    };
}
use graphql_scalar;

mod date;
mod decimal;
mod enums;
mod figure;
mod id;
mod once;
mod patch;
mod promise;
mod stored;
mod text;
mod tidy;
mod timestamp;

pub use date::Day;
pub use decimal::{Decimal, DecimalError};
pub use enums::*;
pub use figure::Figure;
pub use id::*;
pub use once::ShownOnce;
pub use patch::{Apply, Change, Patch};
pub use promise::*;
pub use stored::*;
pub use text::*;
pub use tidy::skeleton;
pub use timestamp::Timestamp;

/// The stable word for what a value's own reading has to say against it.
pub fn error_code(said: &str) -> &'static str {
    match said {
        said if said.contains("a day that exists") => "date_not_real",
        said if said.contains("significant digits") => "number_too_long",
        said if said.contains("this is the id of") => "id_of_another_kind",
        said if said.contains("an id like") => "id_unreadable",
        said if said.contains("cursor was not given") => "cursor_unreadable",
        _ => "field_invalid",
    }
}

/// The refusal of a GraphQL value that cannot be read, with its code.
pub(crate) fn uncoerced<T: async_graphql::InputType>(
    error: async_graphql::DeserializerError,
) -> async_graphql::InputValueError<T> {
    let said = error.to_string();
    let code = error_code(&said);
    async_graphql::InputValueError::custom(said).with_extension("code", code)
}

/// Why a text is not what was expected, with what was.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Unreadable(pub &'static str);

impl std::fmt::Display for Unreadable {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.0)
    }
}

impl std::error::Error for Unreadable {}
