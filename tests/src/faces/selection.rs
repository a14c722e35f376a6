//! What to select, and how GraphQL's spelling becomes REST's.
//!
//! A selection asks for exactly the fields that openapi.json shows for the same operation. So one
//! face cannot quietly lack a field of the other, and relations stay out.

use serde_json::{Map, Value, json};

use super::schema::{Schema, Type};
use crate::Contract;
use crate::names::{camel, snake};

/// The selection set for a type that REST shows by this schema; empty for a leaf.
pub fn select(schema: &Schema, contract: &Contract, name: &str, shown: Option<&Value>) -> String {
    let kind = schema.of(name);
    if kind.fields.is_empty() {
        return String::new();
    }
    if kind.fields.contains_key("pageInfo") {
        return list(schema, contract, kind, shown);
    }
    let properties = shown.map(|it| properties(contract, it)).unwrap_or_default();
    if properties.is_empty() {
        return braced(leaves(schema, kind));
    }
    let fields = properties.into_iter().map(|(property, shown)| {
        let name_here = camel(&property);
        let field = kind.fields.get(&name_here);
        let field = field.unwrap_or_else(|| panic!("{name} lacks {name_here}, which REST shows"));
        name_here + &select(schema, contract, &field.gives.name, Some(element(contract, shown)))
    });
    braced(fields)
}

/// A connection, asked for as REST's list.
fn list(schema: &Schema, contract: &Contract, kind: &Type, shown: Option<&Value>) -> String {
    let items = shown.map(|it| properties(contract, it)).and_then(|all| {
        all.into_iter().find(|(name, _)| name == "items").map(|(_, it)| element(contract, it))
    });
    let nodes = select(schema, contract, &kind.fields["nodes"].gives.name, items);
    format!("{{ nodes{nodes} pageInfo {{ hasNextPage endCursor }} }}")
}

/// Fields without further fields that ask for nothing.
fn leaves<'a>(schema: &'a Schema, kind: &'a Type) -> impl Iterator<Item = String> + use<'a> {
    let leaf = |it: &str| schema.of(it).fields.is_empty();
    let bare = kind.fields.iter().filter(|(_, it)| it.arguments.is_empty());
    bare.filter(move |(_, it)| leaf(&it.gives.name)).map(|(name, _)| name.clone())
}

fn braced(fields: impl Iterator<Item = String>) -> String {
    format!(" {{ {} }}", fields.collect::<Vec<_>>().join(" "))
}

/// What an array holds, or the schema itself.
fn element<'a>(contract: &'a Contract, shown: &'a Value) -> &'a Value {
    let alternatives = ["oneOf", "anyOf"].into_iter().filter_map(|it| shown[it].as_array());
    let not_null = alternatives.flatten().find(|it| it["type"] != "null");
    let shown = contract.resolve(not_null.unwrap_or(shown));
    shown.get("items").map_or(shown, |items| contract.resolve(items))
}

fn properties<'a>(contract: &'a Contract, shown: &'a Value) -> Vec<(String, &'a Value)> {
    let shown = element(contract, shown);
    let own = shown["properties"].as_object().into_iter().flatten();
    let mut all: Vec<_> = own.map(|(name, it)| (name.clone(), it)).collect();
    for part in shown["allOf"].as_array().into_iter().flatten() {
        all.extend(properties(contract, part));
    }
    all
}

/// What GraphQL gave, as REST spells it.
pub fn as_rest(schema: &Schema, name: &str, value: Value) -> Value {
    let kind = schema.of(name);
    match value {
        Value::Array(items) => items.into_iter().map(|it| as_rest(schema, name, it)).collect(),
        Value::String(word) if kind.kind == "ENUM" => json!(word.to_lowercase()),
        Value::Object(it) if kind.fields.contains_key("pageInfo") => page(schema, kind, it),
        Value::Object(it) if !kind.fields.is_empty() => {
            let spelt = |(field, value): (String, Value)| {
                let gives = &kind.fields[&field].gives.name;
                (snake(&field), as_rest(schema, gives, value))
            };
            it.into_iter().map(spelt).collect()
        }
        other => other,
    }
}

fn page(schema: &Schema, kind: &Type, mut it: Map<String, Value>) -> Value {
    let info = it.remove("pageInfo").unwrap_or_default();
    let nodes = it.remove("nodes").unwrap_or_default();
    let items = as_rest(schema, &kind.fields["nodes"].gives.name, nodes);
    let more = info["hasNextPage"] == true;
    json!({ "items": items, "next_cursor": if more { info["endCursor"].clone() } else { Value::Null } })
}

/// What a test says in REST's spelling, as GraphQL takes it.
pub fn as_graphql(schema: &Schema, name: &str, value: Value) -> Value {
    let kind = schema.of(name);
    match value {
        Value::Array(items) => items.into_iter().map(|it| as_graphql(schema, name, it)).collect(),
        Value::String(word) if kind.kind == "ENUM" => json!(word.to_uppercase()),
        Value::Object(it) if kind.kind == "INPUT_OBJECT" => {
            let spelt = |(field, value): (String, Value)| {
                let field = camel(&field);
                let told = kind.inputs.get(&field).map(|it| it.name.clone());
                (field, told.map_or(value.clone(), |it| as_graphql(schema, &it, value)))
            };
            it.into_iter().map(spelt).collect()
        }
        other => other,
    }
}
