//! The data dictionary of the files, as a data package (datapackage.org), made of the contract.

use actix_web::web::Data;
use actix_web::{HttpRequest, HttpResponse};
use serde_json::{Value, json};

use super::{Handled, part};
use crate::app::FlatRow;
use crate::app::indicators::{FlatMeasurement, FlatProgress};
use crate::contract::Contract;

/// Shows the data dictionary.
pub(super) async fn datapackage(request: HttpRequest) -> Handled {
    let contract: Data<Contract> = part(&request)?;
    Ok(HttpResponse::Ok().json(package(contract.json())))
}

fn package(contract: &Value) -> Value {
    let schemas = &contract["components"]["schemas"];
    let measurements = table::<FlatMeasurement>(schemas, "FlatMeasurement");
    let progress = table::<FlatProgress>(schemas, "FlatProgress");
    json!({
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": "accord",
        "title": "Values and progress of shared indicators",
        "description": "What the files of your alliances hold. Each is read with your credential.",
        "resources": [
            resource("measurements", measurements, &["alliance", "indicator", "period"]),
            resource("progress", progress, &["alliance", "indicator"]),
        ],
    })
}

fn resource(name: &str, fields: Vec<Value>, key: &[&str]) -> Value {
    json!({
        "name": name, "path": format!("v1/{name}.csv"), "format": "csv", "mediatype": "text/csv",
        "encoding": "utf-8",
        "dialect": {"delimiter": ",", "lineTerminator": "\r\n", "quoteChar": "\"", "doubleQuote": true, "header": true},
        "schema": {
            "$schema": "https://datapackage.org/profiles/2.0/tableschema.json",
            "fields": fields, "primaryKey": key, "uniqueKeys": [key], "missingValues": [""],
        },
    })
}

/// The columns of a table, in order, as the contract describes them.
fn table<T: FlatRow>(schemas: &Value, name: &str) -> Vec<Value> {
    let properties = &schemas[name]["properties"];
    T::COLUMNS.iter().map(|column| field(column, &properties[*column], schemas)).collect()
}

fn field(name: &str, property: &Value, schemas: &Value) -> Value {
    let (schema, required) = resolved(property, schemas);
    let said = property.get("description").or_else(|| schema.get("description"));
    let mut field = json!({
        "name": name, "type": kind(&schema), "description": said,
        "constraints": {"required": required},
    });
    if field["type"] == "datetime" {
        field["format"] = "any".into();
    }
    if let Some(words) = schema.get("enum") {
        field["categories"] = words.clone();
        field["constraints"]["enum"] = words.clone();
    }
    field
}

/// The schema behind a property, and whether it always has a value.
fn resolved(property: &Value, schemas: &Value) -> (Value, bool) {
    let choices = property.get("oneOf").or_else(|| property.get("anyOf"));
    let choices = choices.and_then(Value::as_array);
    let of_choice = choices.and_then(|all| all.iter().find(|one| one["type"] != "null"));
    let (schema, required) = of_choice.map_or((property, true), |one| (one, false));
    let required =
        required && !schema["type"].as_array().is_some_and(|all| all.contains(&json!("null")));
    let name = schema["$ref"].as_str().and_then(|at| at.rsplit('/').next());
    (name.map_or(schema, |name| &schemas[name]).clone(), required)
}

fn kind(schema: &Value) -> &'static str {
    let named = |kind: &str| {
        schema["type"] == kind
            || schema["type"].as_array().is_some_and(|all| all.contains(&json!(kind)))
    };
    match schema["format"].as_str() {
        Some("date") => "date",
        Some("date-time") => "datetime",
        _ if named("integer") => "integer",
        _ if named("number") => "number",
        _ if named("boolean") => "boolean",
        _ => "string",
    }
}
