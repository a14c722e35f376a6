//! What a change says of a field: nothing, a new value, or that it has none any more.

use std::borrow::Cow;

use async_graphql::registry::Registry;
use async_graphql::{InputType, InputValueError, InputValueResult, Value};
use garde::rules::inner::Inner;
use serde::{Deserialize, Deserializer};

/// A change of a field that may be empty: kept where absent, cleared by null, set by a value.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Patch<T> {
    /// The field was not named.
    #[default]
    Keep,
    /// The field was named with null.
    Clear,
    /// The field was named with a value.
    Set(T),
}

/// A change of a field that always has a value: kept where absent, set by a value, never null.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Change<T> {
    /// The field was not named.
    #[default]
    Keep,
    /// The field was named with a value.
    Set(T),
}

/// Carries a change out on the field that it is about.
pub trait Apply<F> {
    /// Changes the field as was said, or leaves it.
    fn apply(self, field: &mut F);
}

impl<T> Apply<Option<T>> for Patch<T> {
    fn apply(self, field: &mut Option<T>) {
        match self {
            Self::Keep => {}
            Self::Clear => *field = None,
            Self::Set(value) => *field = Some(value),
        }
    }
}

impl<T> Apply<T> for Change<T> {
    fn apply(self, field: &mut T) {
        match self {
            Self::Keep => {}
            Self::Set(value) => *field = value,
        }
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Patch<T> {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        Option::deserialize(from).map(|value| value.map_or(Self::Clear, Self::Set))
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Change<T> {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        T::deserialize(from).map(Self::Set)
    }
}

impl<T> Inner<T> for Patch<T> {
    type Key = garde::error::NoKey;
    fn validate_inner<F>(&self, mut check: F)
    where
        F: FnMut(&T, &Self::Key),
    {
        if let Self::Set(value) = self {
            check(value, &garde::error::NoKey::default());
        }
    }
}

impl<T> Inner<T> for Change<T> {
    type Key = garde::error::NoKey;
    fn validate_inner<F>(&self, mut check: F)
    where
        F: FnMut(&T, &Self::Key),
    {
        if let Self::Set(value) = self {
            check(value, &garde::error::NoKey::default());
        }
    }
}

impl<T: garde::Validate> garde::Validate for Patch<T> {
    type Context = T::Context;
    fn validate_into(
        &self,
        cx: &T::Context,
        parent: &mut dyn FnMut() -> garde::Path,
        report: &mut garde::Report,
    ) {
        if let Self::Set(value) = self {
            value.validate_into(cx, parent, report);
        }
    }
}

impl<T: garde::Validate> garde::Validate for Change<T> {
    type Context = T::Context;
    fn validate_into(
        &self,
        cx: &T::Context,
        parent: &mut dyn FnMut() -> garde::Path,
        report: &mut garde::Report,
    ) {
        if let Self::Set(value) = self {
            value.validate_into(cx, parent, report);
        }
    }
}

impl<T: InputType> InputType for Patch<T> {
    type RawValueType = T::RawValueType;
    fn type_name() -> Cow<'static, str> {
        T::type_name()
    }
    fn qualified_type_name() -> String {
        T::type_name().into_owned()
    }
    fn create_type_info(registry: &mut Registry) -> String {
        T::create_type_info(registry);
        T::type_name().into_owned()
    }
    fn parse(value: Option<Value>) -> InputValueResult<Self> {
        match value {
            None => Ok(Self::Keep),
            Some(Value::Null) => Ok(Self::Clear),
            some => T::parse(some).map(Self::Set).map_err(InputValueError::propagate),
        }
    }
    fn to_value(&self) -> Value {
        match self {
            Self::Keep | Self::Clear => Value::Null,
            Self::Set(value) => value.to_value(),
        }
    }
    fn as_raw_value(&self) -> Option<&Self::RawValueType> {
        match self {
            Self::Keep | Self::Clear => None,
            Self::Set(value) => value.as_raw_value(),
        }
    }
}

impl<T: InputType> InputType for Change<T> {
    type RawValueType = T::RawValueType;
    fn type_name() -> Cow<'static, str> {
        T::type_name()
    }
    fn qualified_type_name() -> String {
        T::type_name().into_owned()
    }
    fn create_type_info(registry: &mut Registry) -> String {
        T::create_type_info(registry);
        T::type_name().into_owned()
    }
    fn parse(value: Option<Value>) -> InputValueResult<Self> {
        match value {
            None => Ok(Self::Keep),
            Some(Value::Null) => {
                Err(InputValueError::custom("expected a value: this field cannot be cleared"))
            }
            some => T::parse(some).map(Self::Set).map_err(InputValueError::propagate),
        }
    }
    fn to_value(&self) -> Value {
        match self {
            Self::Keep => Value::Null,
            Self::Set(value) => value.to_value(),
        }
    }
    fn as_raw_value(&self) -> Option<&Self::RawValueType> {
        match self {
            Self::Keep => None,
            Self::Set(value) => value.as_raw_value(),
        }
    }
}
