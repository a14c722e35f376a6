//! What a document costs, known before any of it is carried out.
//!
//! Each fragment is counted once, however often it is spread; so the counting itself costs no more
//! than the document is long, where the engine (7.2.1) would walk through every spread.

use std::collections::HashMap;

use async_graphql::parser::types::{
    BaseType, ExecutableDocument, Field, OperationDefinition, OperationType, Selection,
    SelectionSet,
};
use async_graphql::{Name, Positioned, Variables};

use super::root::Fields;
use super::type_table::TypeTable;
use crate::error::{ErrorCode, Refusal, Violation};
use crate::policy::Act;

/// The longest document, in bytes.
pub const LENGTH: u64 = 64 << 10;
/// How deep fields may be nested.
const DEPTH: u64 = 15;
/// How many fields a document may have, where each fragment is written out wherever it is spread.
const FIELDS: u64 = 3_000;
/// How many points it may cost.
const POINTS: u64 = 20_000;
/// How many fields it may have at its root.
const ROOT_FIELDS: u64 = 100;
/// How many fields it may give another name.
const ALIASES: u64 = 200;
/// How many fragments it may define.
const FRAGMENTS: u64 = 100;
/// How often lists of the schema may be nested in one another (`fields` of the types of `fields`).
const SCHEMA_LISTS: u64 = 2;

/// How many things of a list are asked for, where nothing is said.
const FIRST: u64 = 50;
/// How many things a list that is never longer than a page is taken to have.
const SHORT_LIST: u64 = 10;
/// How many types the schema is taken to have.
const TYPES: u64 = 20;

/// What an operation costs besides the fields that it answers: `password` where one is hashed, which
/// is made to be slow.
fn weight(act: Act) -> u64 {
    use Act::*;
    match act {
        SignIn | CreateUser | ChangePassword | ResetPassword | AcceptInvitation => 2_000,
        // Up to 500 indicators are judged, whichever of their fields are asked for.
        ListAllianceProgress | ListAllProgress | ListTodo => 2_000,
        GetProgress | GetResults | GetFramework | RefreshSession => 100,
        act if act.writes() => 200,
        _ => 10,
    }
}

/// What a part of a document costs.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Cost {
    depth: u64,
    fields: u64,
    points: u64,
    schema_lists: u64,
}

impl Cost {
    fn beside(self, other: Self) -> Self {
        Self {
            depth: self.depth.max(other.depth),
            fields: self.fields.saturating_add(other.fields),
            points: self.points.saturating_add(other.points),
            schema_lists: self.schema_lists.max(other.schema_lists),
        }
    }
}

/// Refuses an operation that costs more than it may; names all of which it has too much.
///
/// # Errors
/// `document_too_costly`.
pub fn check(
    types: &TypeTable,
    document: &ExecutableDocument,
    operation: &OperationDefinition,
    variables: &Variables,
) -> Result<(), Refusal> {
    let mut counted =
        CostCount { types, document, operation, variables, fragments: HashMap::new() };
    let root = if operation.ty == OperationType::Mutation { "Mutation" } else { "Query" };
    let cost = counted.set(&operation.selection_set.node, root);
    let root_fields = Fields::of(operation, document).all.len() as u64;
    let limits = [
        ("levels of fields", cost.depth, DEPTH),
        ("fields, fragments written out", cost.fields, FIELDS),
        ("points", cost.points, POINTS),
        ("fields at its root", root_fields, ROOT_FIELDS),
        ("aliases", aliases(document), ALIASES),
        ("fragments", document.fragments.len() as u64, FRAGMENTS),
        ("lists of the schema in one another", cost.schema_lists, SCHEMA_LISTS),
    ];
    let over = limits.into_iter().filter(|(_, has, most)| has > most);
    let over = over.map(|(what, has, most)| too_much(what, has, most));
    Refusal::of(over).map_or(Ok(()), Err)
}

/// That a document has more of something than it may.
pub fn too_much(what: &str, has: u64, most: u64) -> Violation {
    let said = match has {
        u64::MAX => format!("The document has no end of {what}; {most} are allowed."),
        has => format!("The document has {has} {what}; {most} are allowed."),
    };
    Violation::new(ErrorCode::DocumentTooCostly, said)
}

fn aliases(document: &ExecutableDocument) -> u64 {
    let operations = document.operations.iter().map(|(_, it)| &it.node.selection_set.node);
    let mut open: Vec<&SelectionSet> = operations.collect();
    open.extend(document.fragments.values().map(|it| &it.node.selection_set.node));
    let mut aliases = 0;
    while let Some(set) = open.pop() {
        for selection in &set.items {
            match &selection.node {
                Selection::Field(field) => {
                    aliases += u64::from(field.node.alias.is_some());
                    open.push(&field.node.selection_set.node);
                }
                Selection::InlineFragment(it) => open.push(&it.node.selection_set.node),
                Selection::FragmentSpread(_) => {}
            }
        }
    }
    aliases
}

struct CostCount<'a> {
    types: &'a TypeTable,
    document: &'a ExecutableDocument,
    operation: &'a OperationDefinition,
    variables: &'a Variables,
    /// What each fragment costs; none while it is being counted.
    fragments: HashMap<&'a Name, Option<Cost>>,
}

impl<'a> CostCount<'a> {
    fn set(&mut self, set: &'a SelectionSet, of: &'a str) -> Cost {
        let mut cost = Cost::default();
        for selection in &set.items {
            cost = cost.beside(match &selection.node {
                Selection::Field(field) => self.field(field, of),
                Selection::InlineFragment(it) => {
                    let of = it.node.type_condition.as_ref().map_or(of, |it| &it.node.on.node);
                    self.set(&it.node.selection_set.node, of)
                }
                Selection::FragmentSpread(it) => self.fragment(&it.node.fragment_name.node),
            });
        }
        cost
    }

    /// A fragment that leads back to itself has no end.
    fn fragment(&mut self, name: &'a Name) -> Cost {
        let endless = Cost { depth: u64::MAX, fields: u64::MAX, ..Cost::default() };
        if let Some(known) = self.fragments.get(name) {
            return known.unwrap_or(endless);
        }
        let Some((name, fragment)) = self.document.fragments.get_key_value(name) else {
            return Cost::default();
        };
        self.fragments.insert(name, None);
        let of: &str = &fragment.node.type_condition.node.on.node;
        let cost = self.set(&fragment.node.selection_set.node, of);
        self.fragments.insert(name, Some(cost));
        cost
    }

    fn field(&mut self, field: &'a Positioned<Field>, of: &'a str) -> Cost {
        let (name, field) = (field.node.name.node.as_str(), &field.node);
        let is = self.types.field(of, name);
        let within = self.set(&field.selection_set.node, is.map_or(name, |is| is.name()));
        let (times, lists) = match is {
            Some(is) if is.takes_first => (self.first(field), 0),
            // The things of a part of a list are counted where the part is asked for.
            Some(is) if matches!(is.is.base, BaseType::List(_)) && !of.ends_with("Connection") => {
                (SHORT_LIST, 0)
            }
            Some(_) => (1, 0),
            None => of_schema(name),
        };
        let root = matches!(of, "Query" | "Mutation");
        let act = root.then(|| Act::all().find(|act| act.root_field() == name)).flatten();
        Cost {
            depth: within.depth.saturating_add(1),
            fields: within.fields.saturating_add(1),
            points: within.points.saturating_mul(times).saturating_add(1 + act.map_or(0, weight)),
            schema_lists: within.schema_lists.saturating_add(lists),
        }
    }

    /// How many things of a list a field asks for.
    fn first(&self, field: &Field) -> u64 {
        let given = field.arguments.iter().find(|(name, _)| name.node == "first");
        let value = given.and_then(|(_, value)| {
            value.node.clone().into_const_with(|name| self.variable(&name)).ok()
        });
        value.and_then(|value| value.into_json().ok()?.as_u64()).unwrap_or(FIRST)
    }

    fn variable(&self, name: &Name) -> Result<async_graphql::Value, ()> {
        let declared = self.operation.variable_definitions.iter();
        let default = || {
            let mut declared = declared;
            declared.find(|it| it.node.name.node == *name)?.node.default_value.as_ref()
        };
        let value = self.variables.get(name).or_else(|| default().map(|it| &it.node));
        value.cloned().ok_or(())
    }
}

/// How often a field of the schema's own types answers what is asked within it, and whether it is one
/// of the lists that lead from type to type.
fn of_schema(name: &str) -> (u64, u64) {
    match name {
        "types" => (TYPES, 0),
        "fields" | "inputFields" => (8, 1),
        "interfaces" | "possibleTypes" => (2, 1),
        _ => (1, 0),
    }
}

#[cfg(test)]
mod tests;
