//! Things whose fields are resolved where they lie.

use std::borrow::Cow;
use std::collections::HashSet;
use std::mem;
use std::sync::{Mutex, PoisonError};

use async_graphql::indexmap::IndexMap;
use async_graphql::parser::types::{Field, Selection};
use async_graphql::registry::Registry;
use async_graphql::resolver_utils::resolve_list;
use async_graphql::{
    ContextSelectionSet, Name, ObjectType, OutputType, Positioned, ServerResult, Value,
};
use futures_util::future::{FutureExt, join_all};

/// A thing whose fields are resolved one after another, as the engine does for those that are
/// `serial`; but without a future on the heap for each of them.
pub struct InPlace<T>(pub T);

/// The same for all things of a list, of which a page has thousands of fields: where the answer to
/// each stands is not asked anew for each thing.
pub enum AllInPlace<'a, T> {
    /// The things.
    Things(Vec<&'a T>),
    /// Their answers, which are resolved already, for whoever asks first.
    Shown(&'a Mutex<Vec<Value>>),
}

impl<T: ObjectType> OutputType for InPlace<T> {
    fn type_name() -> Cow<'static, str> {
        T::type_name()
    }

    fn create_type_info(registry: &mut Registry) -> String {
        T::create_type_info(registry)
    }

    async fn resolve(
        &self,
        c: &ContextSelectionSet<'_>,
        field: &Positioned<Field>,
    ) -> ServerResult<Value> {
        // Boxed once, lest a thing's future have room, and its type a name, for all things that can
        // be reached from it.
        match Selected::of(c) {
            Some(selected) => Ok(selected.of_thing(c, &self.0).boxed().await),
            None => self.0.resolve(c, field).boxed().await,
        }
    }
}

impl<T: ObjectType> OutputType for AllInPlace<'_, T> {
    fn type_name() -> Cow<'static, str> {
        Vec::<T>::type_name()
    }

    fn qualified_type_name() -> String {
        Vec::<T>::qualified_type_name()
    }

    fn create_type_info(registry: &mut Registry) -> String {
        Vec::<T>::create_type_info(registry)
    }

    async fn resolve(
        &self,
        c: &ContextSelectionSet<'_>,
        field: &Positioned<Field>,
    ) -> ServerResult<Value> {
        let things = match self {
            Self::Things(things) => things,
            Self::Shown(shown) => {
                let mut shown = shown.lock().unwrap_or_else(PoisonError::into_inner);
                return Ok(Value::List(mem::take(&mut shown)));
            }
        };
        let (count, things) = (things.len(), things.iter().copied());
        let Some(selected) = Selected::of(c) else {
            return resolve_list(c, field, things, Some(count)).await;
        };
        let selected = &selected;
        let each = things.enumerate();
        let all =
            each.map(|(at, it)| async move { selected.of_thing(&c.with_index(at), it).await });
        Ok(Value::List(join_all(all).await))
    }
}

/// The fields that are asked for of each thing.
struct Selected<'a> {
    /// Each, and where its answer stands.
    fields: Vec<(&'a Positioned<Field>, usize)>,
    /// The answer to them before any is resolved.
    blank: IndexMap<Name, Value>,
}

impl<'a> Selected<'a> {
    /// None where the engine has more to do: for fragments, directives, the name of the type, and
    /// fields of the same name, whose own fields are to be merged.
    fn of(c: &ContextSelectionSet<'a>) -> Option<Self> {
        let fields: Vec<_> = c.item.node.items.iter().map(plain_field).collect::<Option<_>>()?;
        let mut keys = HashSet::new();
        let mut have_fields = fields.iter().filter(|field| has_fields(field));
        if !have_fields.all(|field| keys.insert(&field.node.response_key().node)) {
            return None;
        }
        let mut blank = IndexMap::with_capacity(fields.len());
        let placed = fields.into_iter().map(|field| {
            let key = field.node.response_key().node.clone();
            (field, blank.insert_full(key, Value::Null).0)
        });
        Some(Self { fields: placed.collect(), blank })
    }

    /// The answer of a thing; null for fields that failed, of which the errors tell.
    async fn of_thing<T: ObjectType>(&self, c: &ContextSelectionSet<'_>, thing: &T) -> Value {
        let mut answer = self.blank.clone();
        for (field, place) in &self.fields {
            match thing.resolve_field(&c.with_field(field)).await {
                Ok(value) => answer[*place] = value.unwrap_or_default(),
                Err(error) => c.add_error(error),
            }
        }
        Value::Object(answer)
    }
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
