//! Null in the place of fields that failed, and of all that cannot be without them, as the
//! specification has it (October 2021, 6.4.4); the engine (7.2.1) leaves such a field out.

use async_graphql::indexmap::IndexMap;
use async_graphql::parser::types::{
    BaseType, ExecutableDocument, Field, OperationDefinition, Selection, SelectionSet, Type,
};
use async_graphql::{Name, PathSegment, Response, Value};

use super::type_table::{TypeTable, name};

/// Where the answer of a field stands, and what was asked for there: selections, each of a type.
type Selections<'a> = Vec<(&'a str, &'a SelectionSet)>;

/// Puts null where fields failed.
pub struct Nulls<'a> {
    types: &'a TypeTable,
    document: &'a ExecutableDocument,
}

impl<'a> Nulls<'a> {
    /// For answers to this document.
    pub fn new(types: &'a TypeTable, document: &'a ExecutableDocument) -> Self {
        Self { types, document }
    }

    /// Puts them into the answer to an operation.
    pub fn put(&self, root: &str, operation: &OperationDefinition, response: &mut Response) {
        let mut gone: Vec<&[PathSegment]> = Vec::new();
        let is = Type { base: BaseType::Named(Name::new(root)), nullable: true };
        for error in response.errors.iter().filter(|error| !error.path.is_empty()) {
            if gone.iter().any(|at| error.path.starts_with(at)) {
                continue;
            }
            let asked = vec![(root, &operation.selection_set.node)];
            let depth = self.fail(&mut response.data, &is, (&error.path, 0), asked);
            gone.push(&error.path[..depth.unwrap_or_default()]);
        }
    }

    /// Puts null at the end of a path that leads through this value. Tells at which depth null stands
    /// now; none where the value itself became null and must not be.
    fn fail(
        &self,
        value: &mut Value,
        is: &Type,
        (path, depth): (&[PathSegment], usize),
        asked: Selections<'_>,
    ) -> Option<usize> {
        let place = match &path[depth..] {
            [] => None,
            [PathSegment::Field(key), ..] => self.fail_field(value, key, (path, depth), &asked),
            [PathSegment::Index(index), ..] => match (&is.base, &mut *value) {
                (BaseType::List(item), Value::List(items)) if *index < items.len() => {
                    self.fail(&mut items[*index], item, (path, depth + 1), asked)
                }
                _ => None,
            },
        };
        if place.is_none() {
            *value = Value::Null;
            return is.nullable.then_some(depth);
        }
        place
    }

    fn fail_field(
        &self,
        value: &mut Value,
        key: &str,
        (path, depth): (&[PathSegment], usize),
        asked: &Selections<'_>,
    ) -> Option<usize> {
        let fields = self.named(key, asked);
        let (of, field) = fields.first()?;
        let is = &self.types.field(of, &field.name.node)?.is;
        let asked = fields.iter().map(|(_, field)| (name(is), &field.selection_set.node)).collect();
        if !matches!(value, Value::Object(_)) {
            // All that was asked for of it failed, which the engine tells as null.
            *value = Value::Object(IndexMap::new());
        }
        let Value::Object(answer) = value else { return None };
        let value = answer.entry(Name::new(key)).or_insert(Value::Null);
        self.fail(value, is, (path, depth + 1), asked)
    }

    /// The fields that are answered under a name, each with the type whose field it is.
    fn named<'s>(&'s self, key: &str, asked: &Selections<'s>) -> Vec<(&'s str, &'s Field)> {
        let (mut open, mut found) = (asked.clone(), Vec::new());
        while let Some((of, set)) = open.pop() {
            for selection in &set.items {
                match &selection.node {
                    Selection::Field(field) if field.node.response_key().node == key => {
                        found.push((of, &field.node));
                    }
                    Selection::Field(_) => {}
                    Selection::InlineFragment(it) => {
                        let of = it.node.type_condition.as_ref().map_or(of, |it| &it.node.on.node);
                        open.push((of, &it.node.selection_set.node));
                    }
                    Selection::FragmentSpread(it) => {
                        let named = self.document.fragments.get(&it.node.fragment_name.node);
                        open.extend(named.map(|it| {
                            let of: &str = &it.node.type_condition.node.on.node;
                            (of, &it.node.selection_set.node)
                        }));
                    }
                }
            }
        }
        found
    }
}

#[cfg(test)]
mod tests;
