//! What an operation asks for at its root, before anybody has looked whether it may be carried out.

use std::collections::{HashMap, HashSet};

use async_graphql::parser::types::{
    ExecutableDocument, Field, OperationDefinition, OperationType, Selection, SelectionSet,
};
use async_graphql::{Name, Positioned, Request, Value};

/// The field that every type has, and that does nothing.
const TYPE_NAME: &str = "__typename";

/// The operation that is to be carried out; none where the document has no such operation.
pub fn meant<'a>(
    document: &'a ExecutableDocument,
    name: Option<&str>,
) -> Option<&'a OperationDefinition> {
    let mut all = document.operations.iter();
    let found = all.find(|(at, _)| name.is_none() || at.map(|at| at.as_str()) == name);
    found.map(|(_, operation)| &operation.node)
}

/// The fields at the root of an operation, wherever in the document they stand.
#[derive(Default)]
pub struct Fields<'a> {
    /// In the order of the document.
    pub all: Vec<&'a Positioned<Field>>,
    /// Whether a fragment is spread again: it does again what it does, or leads around in a circle.
    spread_twice: bool,
}

impl<'a> Fields<'a> {
    /// Those of this operation of a document.
    pub fn of(operation: &'a OperationDefinition, document: &'a ExecutableDocument) -> Self {
        let mut fields = Self::default();
        let mut spread = HashSet::new();
        let mut open: Vec<&Selection> = reversed(&operation.selection_set.node).collect();
        while let Some(selection) = open.pop() {
            match selection {
                Selection::Field(it) => fields.all.push(it),
                Selection::InlineFragment(it) => open.extend(reversed(&it.node.selection_set.node)),
                Selection::FragmentSpread(it) => {
                    let name = &it.node.fragment_name.node;
                    let named = document.fragments.get(name).filter(|_| spread.insert(name));
                    fields.spread_twice |= named.is_none();
                    let within = named.map(|it| reversed(&it.node.selection_set.node));
                    open.extend(within.into_iter().flatten());
                }
            }
        }
        fields
    }

    /// Whether they are more than one, but for what kind of answer it is.
    fn are_many(&self) -> bool {
        let does = |field: &&&Positioned<Field>| field.node.name.node != TYPE_NAME;
        self.spread_twice || self.all.iter().filter(does).count() > 1
    }
}

/// The root of an operation.
#[derive(Debug, Default)]
pub struct Root {
    mutation: bool,
    /// As what its fields are answered, in the order of the document.
    keys: Vec<Name>,
    many: bool,
}

impl Root {
    /// That of the operation that is to be carried out; none where the document cannot be read or
    /// has no such operation.
    pub fn of(asked: &mut Request) -> Option<Self> {
        let name = asked.operation_name.clone();
        let document = asked.parsed_query().ok()?;
        let operation = meant(document, name.as_deref())?;
        let fields = Fields::of(operation, document);
        Some(Self {
            mutation: operation.ty == OperationType::Mutation,
            keys: fields.all.iter().map(|it| it.node.response_key().node.clone()).collect(),
            many: fields.are_many(),
        })
    }

    /// Whether it changes something.
    pub fn is_mutation(&self) -> bool {
        self.mutation
    }

    /// How many fields it has.
    pub fn count(&self) -> usize {
        self.keys.len()
    }

    /// Whether it asks for more than one field.
    pub fn is_many(&self) -> bool {
        self.many
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
