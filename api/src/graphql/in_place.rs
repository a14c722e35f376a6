//! Objects whose fields are resolved where they lie.

use std::borrow::Cow;
use std::collections::HashSet;

use async_graphql::indexmap::IndexMap;
use async_graphql::parser::types::{Field, Selection};
use async_graphql::registry::Registry;
use async_graphql::{ContextSelectionSet, ObjectType, OutputType, Positioned, ServerResult, Value};

/// An object of a list, whose fields are resolved one after another, as the engine does for those
/// that are `serial`; but without a future on the heap for each of them, of which a page would take
/// thousands.
pub struct InPlace<'a, T>(pub &'a T);

impl<T: ObjectType> OutputType for InPlace<'_, T> {
    fn type_name() -> Cow<'static, str> {
        T::type_name()
    }

    fn create_type_info(registry: &mut Registry) -> String {
        T::create_type_info(registry)
    }

    async fn resolve(
        &self,
        c: &ContextSelectionSet<'_>,
        list: &Positioned<Field>,
    ) -> ServerResult<Value> {
        let Some(fields) = plain(c) else { return self.0.resolve(c, list).await };
        let mut values = IndexMap::with_capacity(fields.len());
        for field in fields {
            match self.0.resolve_field(&c.with_field(field)).await {
                Ok(value) => {
                    values
                        .insert(field.node.response_key().node.clone(), value.unwrap_or_default());
                }
                Err(error) => c.add_error(error),
            }
        }
        Ok(if values.is_empty() { Value::Null } else { Value::Object(values) })
    }
}

/// The fields that are asked for; none where the engine has more to do: for fragments, directives,
/// the name of the type, and fields of the same name, whose own fields are to be merged.
fn plain<'a>(c: &ContextSelectionSet<'a>) -> Option<Vec<&'a Positioned<Field>>> {
    let fields: Vec<_> = c.item.node.items.iter().map(plain_field).collect::<Option<_>>()?;
    let mut keys = HashSet::new();
    let mut have_fields = fields.iter().filter(|field| has_fields(field));
    have_fields.all(|field| keys.insert(&field.node.response_key().node)).then_some(fields)
}

fn plain_field(selection: &Positioned<Selection>) -> Option<&Positioned<Field>> {
    let Selection::Field(field) = &selection.node else { return None };
    let is_plain = field.node.name.node != "__typename" && field.node.directives.is_empty();
    is_plain.then_some(field)
}

fn has_fields(field: &Positioned<Field>) -> bool {
    !field.node.selection_set.node.items.is_empty()
}

#[cfg(test)]
mod tests;
