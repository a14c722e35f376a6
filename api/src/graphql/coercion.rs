//! What is wrong with the arguments of a document that could not be read.
//!
//! The engine names one error, without its code, and not always the argument. The contract knows
//! what each operation takes, so the arguments of root fields are held against it, which names all.

use async_graphql::parser::types::{Field, OperationDefinition, OperationType};
use async_graphql::{
    Name, PathSegment, Positioned, Response, ServerError, Value as Given, Variables,
};
use serde_json::{Map, Value};

use super::TypeTable;
use super::errors::present;
use super::nulls::Nulls;
use super::root::{Fields, meant};
use crate::contract::Contract;
use crate::error::{Refusal, Violation};
use crate::policy::Act;

/// What was asked, kept until it is clear that it could be read.
pub struct AskedDocument {
    /// The document.
    pub query: String,
    /// The operation that is meant, where there are several.
    pub operation: Option<String>,
    /// The variables.
    pub variables: Variables,
}

/// Puts what the contract says in the place of what the engine says, where it has something to say.
pub fn explained(
    errors: Vec<ServerError>,
    asked: &AskedDocument,
    contract: &Contract,
) -> Vec<ServerError> {
    if errors.iter().all(is_explained) {
        return errors;
    }
    let violations = asked.violations(contract);
    if violations.is_empty() {
        return errors;
    }
    let placed = |(field, refusal): (Positioned<Field>, Refusal)| {
        let key = PathSegment::Field(field.node.response_key().node.to_string());
        let reached = errors.iter().any(|error| error.path.first() == Some(&key));
        let mut error = present(&refusal).into_server_error(field.pos);
        error.path = reached.then_some(key).into_iter().collect();
        error
    };
    let placed: Vec<ServerError> = violations.into_iter().map(placed).collect();
    errors.into_iter().filter(is_explained).chain(placed).collect()
}

/// Whether an error is one of an operation, which names all that is wrong.
fn is_explained(error: &ServerError) -> bool {
    error.extensions.as_ref().is_some_and(|extensions| extensions.get("errors").is_some())
}

impl AskedDocument {
    /// Puts null where fields failed.
    pub fn put_nulls(&self, types: &TypeTable, answered: &mut Response) {
        if answered.errors.iter().all(|error| error.path.is_empty()) {
            return;
        }
        let Ok(document) = async_graphql::parser::parse_query(&self.query) else { return };
        let Some(operation) = meant(&document, self.operation.as_deref()) else { return };
        let root = if operation.ty == OperationType::Mutation { "Mutation" } else { "Query" };
        Nulls::new(types, &document).put(root, operation, answered);
    }

    fn violations(&self, contract: &Contract) -> Vec<(Positioned<Field>, Refusal)> {
        let Ok(document) = async_graphql::parser::parse_query(&self.query) else {
            return Vec::new();
        };
        let Some(operation) = meant(&document, self.operation.as_deref()) else {
            return Vec::new();
        };
        let faulty = |field: &Positioned<Field>| {
            let act = Act::all().find(|act| act.root_field() == field.node.name.node.as_str())?;
            let (given, filter) = self.given(&field.node, operation);
            let violations = contract.operation_violations(&act.operation_id(), &given);
            let violations = violations.into_iter().map(|it| beside(in_filter(it, &filter), act));
            Some((field.clone(), Refusal::of(violations)?))
        };
        Fields::of(operation, &document).all.into_iter().filter_map(faulty).collect()
    }

    /// The arguments as the contract names them, those of a filter beside the others, and the names
    /// of what the filter holds; what is null was not given.
    fn given(&self, field: &Field, operation: &OperationDefinition) -> (Value, Vec<String>) {
        let (mut given, mut names) = (Map::new(), Vec::new());
        for (name, value) in &field.arguments {
            let value = value.node.clone().into_const_with(|name| self.variable(&name, operation));
            match value.map(|value| (name.node.as_str(), plain(value))) {
                Ok((FILTER, Value::Object(fields))) => {
                    let fields = fields.into_iter().filter(|(_, value)| !value.is_null());
                    let fields: Vec<_> = fields.collect();
                    names.extend(fields.iter().map(|(name, _)| name.clone()));
                    given.extend(fields);
                }
                Ok((name, value)) if !value.is_null() => {
                    given.insert(parameter(name), value);
                }
                _ => {}
            }
        }
        (Value::Object(given), names)
    }

    fn variable(&self, name: &Name, operation: &OperationDefinition) -> Result<Given, ()> {
        if let Some(value) = self.variables.get(name) {
            return Ok(value.clone());
        }
        let defined = operation.variable_definitions.iter().find(|it| it.node.name.node == *name);
        let default = defined.and_then(|it| it.node.default_value.as_ref());
        Ok(default.map_or(Given::Null, |value| value.node.clone()))
    }
}

/// The argument whose fields are parameters of their own on REST.
const FILTER: &str = "filter";

/// A place in a filter is told with the name of that argument.
fn in_filter(violation: Violation, filter: &[String]) -> Violation {
    let named = |at: &String| {
        let first = at.split('/').nth(1).unwrap_or_default();
        filter.iter().any(|name| name == first)
    };
    let pointer = violation.pointer.clone();
    match pointer.filter(named) {
        Some(at) => violation.at(format!("/{FILTER}{at}")),
        None => violation,
    }
}

/// A place in the input is told as operations tell it, without the name of the argument.
fn beside(violation: Violation, act: Act) -> Violation {
    let pointer = violation.pointer.map(|at| at.strip_prefix("/input").unwrap_or(&at).to_owned());
    let code = if act.writes() { violation.code } else { violation.code.of_parameter() };
    Violation { code, pointer, ..violation }
}

/// A value with its fields as REST spells them.
fn plain(value: Given) -> Value {
    match value {
        Given::Object(fields) => {
            let fields = fields.into_iter().map(|(name, value)| (snake(&name), plain(value)));
            Value::Object(fields.collect::<Map<_, _>>())
        }
        Given::List(items) => items.into_iter().map(plain).collect(),
        other => other.into_json().unwrap_or_default(),
    }
}

/// The parameter of REST that an argument is.
pub fn parameter(argument: &str) -> String {
    match argument {
        "first" => "limit".to_owned(),
        "after" => "cursor".to_owned(),
        name => snake(name),
    }
}

/// A name as REST spells it.
pub fn snake(camel: &str) -> String {
    let mut snake = String::new();
    for letter in camel.chars() {
        if letter.is_ascii_uppercase() {
            snake.push('_');
        }
        snake.push(letter.to_ascii_lowercase());
    }
    snake
}
