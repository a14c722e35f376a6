//! A secret that is handed to its owner.

use serde::Serialize;
use utoipa::openapi::schema::{KnownFormat, ObjectBuilder, SchemaFormat, Type};

use super::Secret;

/// A secret that is shown to its owner, once: in the answer that made it, and nowhere else.
#[derive(Clone, PartialEq, Eq)]
pub struct ShownOnce(Secret);

impl From<Secret> for ShownOnce {
    fn from(secret: Secret) -> Self {
        Self(secret)
    }
}

impl ShownOnce {
    /// The secret itself, for whoever shows it elsewhere than in an answer.
    pub fn reveal(&self) -> &str {
        self.0.reveal()
    }
}

impl std::fmt::Debug for ShownOnce {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("ShownOnce")
    }
}

impl Serialize for ShownOnce {
    fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(self.0.reveal())
    }
}

impl utoipa::PartialSchema for ShownOnce {
    fn schema() -> utoipa::openapi::RefOr<utoipa::openapi::schema::Schema> {
        ObjectBuilder::new()
            .schema_type(Type::String)
            .description(Some("A secret that is shown once; keep it."))
            .format(Some(SchemaFormat::KnownFormat(KnownFormat::Password)))
            .max_length(Some(2000))
            .into()
    }
}

impl utoipa::ToSchema for ShownOnce {
    fn name() -> std::borrow::Cow<'static, str> {
        "ShownOnce".into()
    }
}

impl async_graphql::OutputType for ShownOnce {
    fn type_name() -> std::borrow::Cow<'static, str> {
        <String as async_graphql::OutputType>::type_name()
    }
    fn create_type_info(registry: &mut async_graphql::registry::Registry) -> String {
        <String as async_graphql::OutputType>::create_type_info(registry)
    }
    async fn resolve(
        &self,
        _: &async_graphql::ContextSelectionSet<'_>,
        _: &async_graphql::Positioned<async_graphql::parser::types::Field>,
    ) -> async_graphql::ServerResult<async_graphql::Value> {
        Ok(async_graphql::Value::String(self.0.reveal().to_owned()))
    }
}
