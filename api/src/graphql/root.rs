//! What an operation asks for at its root, before anybody has looked whether it may be carried out.

use std::collections::{HashMap, HashSet};

use async_graphql::parser::types::{OperationType, Selection, SelectionSet};
use async_graphql::{Name, Request, Value};

/// The root of an operation.
#[derive(Debug, Default)]
pub struct Root {
    mutation: bool,
    /// As what its fields are answered, in the order of the document.
    keys: Vec<Name>,
    again: bool,
}

impl Root {
    /// That of the operation that is to be carried out; none where the document cannot be read or
    /// has no such operation.
    pub fn of(asked: &mut Request) -> Option<Self> {
        let name = asked.operation_name.clone();
        let document = asked.parsed_query().ok()?;
        let (_, operation) = document
            .operations
            .iter()
            .find(|(at, _)| name.is_none() || at.map(|at| at.as_str()) == name.as_deref())?;
        let mutation = operation.node.ty == OperationType::Mutation;
        let mut root = Self { mutation, ..Self::default() };
        let mut spread = HashSet::new();
        let mut open: Vec<&Selection> = reversed(&operation.node.selection_set.node).collect();
        while let Some(selection) = open.pop() {
            match selection {
                Selection::Field(it) => root.keys.push(it.node.response_key().node.clone()),
                Selection::InlineFragment(it) => open.extend(reversed(&it.node.selection_set.node)),
                Selection::FragmentSpread(it) => {
                    let name = &it.node.fragment_name.node;
                    let named = document.fragments.get(name).filter(|_| spread.insert(name));
                    // What is spread again does again what it does, or leads around in a circle.
                    root.again |= named.is_none();
                    open.extend(
                        named.into_iter().flat_map(|it| reversed(&it.node.selection_set.node)),
                    );
                }
            }
        }
        Some(root)
    }

    /// Whether it changes something.
    pub fn is_mutation(&self) -> bool {
        self.mutation
    }

    /// Whether it asks for more than one field.
    pub fn is_many(&self) -> bool {
        self.again || self.keys.len() > 1
    }

    /// Puts the answers into the order in which they were asked for: they are found at once, and
    /// stand in that in which they were ready.
    pub fn order(&self, data: &mut Value) {
        let Value::Object(fields) = data else { return };
        if fields.len() > 1 {
            let at = self.keys.iter().rev().zip(0..).collect::<HashMap<&Name, i64>>();
            fields.sort_by_cached_key(|key, _| at.get(key).map(|at| -at));
        }
    }
}

/// The last first, as they are put on a stack.
fn reversed(set: &SelectionSet) -> impl Iterator<Item = &Selection> {
    set.items.iter().rev().map(|selection| &selection.node)
}
