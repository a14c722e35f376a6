//! Variables that a request leaves out.
//!
//! By the specification (October 2021, 6.4.1 and 3.10) an argument, or a field of an input, whose
//! variable has no value is not given at all, and its default holds. The engine (7.2.1) takes null for
//! it, which would clear what the caller did not speak of.

use std::collections::HashSet;

use async_graphql::parser::types::{
    DocumentOperations, ExecutableDocument, OperationDefinition, Selection, SelectionSet,
};
use async_graphql::{Name, Request, Variables};
use async_graphql_value::Value;

use super::root::meant;

/// Takes what stands for a variable without a value out of a request's document.
pub fn leave_out(request: &mut Request) {
    let (name, given) = (request.operation_name.clone(), request.variables.clone());
    let Ok(document) = request.parsed_query() else { return };
    let Some(operation) = meant(document, name.as_deref()) else { return };
    let absent = absent(operation, &given);
    if absent.is_empty() {
        return;
    }
    let mut document = document.clone();
    let mut taken = Taken { absent, used: HashSet::new() };
    taken.out_of_all(&mut document);
    let used = taken.used;
    for operation in operations(&mut document) {
        operation.variable_definitions.retain(|it| !used.contains(&it.node.name.node));
    }
    request.set_parsed_query(document);
}

/// The variables that have neither a value nor a default, and need none.
fn absent(operation: &OperationDefinition, given: &Variables) -> HashSet<Name> {
    let declared = operation.variable_definitions.iter().map(|it| &it.node);
    let absent = declared.filter(|it| {
        let needed = !it.var_type.node.nullable || it.default_value.is_some();
        !needed && !given.contains_key(&it.name.node)
    });
    absent.map(|it| it.name.node.clone()).collect()
}

fn operations(document: &mut ExecutableDocument) -> Vec<&mut OperationDefinition> {
    match &mut document.operations {
        DocumentOperations::Single(operation) => vec![&mut operation.node],
        DocumentOperations::Multiple(all) => all.values_mut().map(|it| &mut it.node).collect(),
    }
}

/// Takes the uses of absent variables away.
struct Taken {
    absent: HashSet<Name>,
    used: HashSet<Name>,
}

impl Taken {
    fn out_of_all(&mut self, document: &mut ExecutableDocument) {
        for operation in operations(document) {
            self.out_of(&mut operation.selection_set.node);
        }
        for fragment in document.fragments.values_mut() {
            self.out_of(&mut fragment.node.selection_set.node);
        }
    }

    fn out_of(&mut self, set: &mut SelectionSet) {
        for selection in &mut set.items {
            match &mut selection.node {
                Selection::Field(field) => {
                    field.node.arguments.retain_mut(|(_, value)| self.keeps(&mut value.node));
                    self.out_of(&mut field.node.selection_set.node);
                }
                Selection::InlineFragment(it) => self.out_of(&mut it.node.selection_set.node),
                Selection::FragmentSpread(_) => {}
            }
        }
    }

    /// Whether a value is given; an item of a list is given as null.
    fn keeps(&mut self, value: &mut Value) -> bool {
        match value {
            Value::Variable(name) if self.absent.contains(name) => {
                self.used.insert(name.clone());
                return false;
            }
            Value::List(items) => {
                for item in items {
                    if !self.keeps(item) {
                        *item = Value::Null;
                    }
                }
            }
            Value::Object(fields) => fields.retain(|_, value| self.keeps(value)),
            _ => {}
        }
        true
    }
}

#[cfg(test)]
mod tests;
