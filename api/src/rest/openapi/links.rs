//! Where to go on from what was made: its id leads to every operation on it.

use serde_json::{Value, json};

use super::object;

/// Adds links to the answers that show a new thing.
pub(super) fn complete(document: &mut Value) {
    let on = operations(&document["paths"]);
    let schemas = document["components"]["schemas"].clone();
    for (_, methods) in object(&mut document["paths"]) {
        for (_, operation) in object(methods) {
            let made = &operation["responses"]["201"]["content"]["application/json"]["schema"];
            let Some((kind, at)) = id(&schemas, made) else { continue };
            for operation_id in on.iter().filter(|(name, _)| *name == kind).map(|(_, id)| id) {
                operation["responses"]["201"]["links"][operation_id] = json!({
                    "operationId": operation_id,
                    "parameters": { kind.as_str(): format!("$response.body#{at}") },
                });
            }
        }
    }
}

/// The operations on one thing, by the kind of the thing.
fn operations(paths: &Value) -> Vec<(String, String)> {
    let paths = paths.as_object().into_iter().flatten();
    let on = paths.flat_map(|(path, methods)| {
        let mut names =
            path.split('/').filter_map(|part| part.strip_prefix('{')?.strip_suffix('}'));
        let only = names.next().filter(|_| names.next().is_none());
        let methods = methods.as_object().into_iter().flatten();
        only.into_iter().flat_map(move |name| {
            methods.clone().filter_map(move |(_, operation)| {
                Some((name.to_owned(), operation["operationId"].as_str()?.to_owned()))
            })
        })
    });
    on.collect()
}

/// The kind of the thing that a schema shows, and where in it the id is.
fn id(schemas: &Value, shown: &Value) -> Option<(String, String)> {
    let properties = named(schemas, shown)?["properties"].as_object()?;
    if let Some(id) = properties.get("id") {
        return Some((kind(id)?, "/id".to_owned()));
    }
    properties.iter().find_map(|(name, within)| {
        let id = named(schemas, within)?["properties"].get("id")?;
        Some((kind(id)?, format!("/{name}/id")))
    })
}

fn named<'a>(schemas: &'a Value, reference: &Value) -> Option<&'a Value> {
    schemas.get(reference["$ref"].as_str()?.rsplit('/').next()?)
}

/// The name that an id has as a parameter: `api_key` for `ApiKeyId`.
fn kind(id: &Value) -> Option<String> {
    let name = id["$ref"].as_str()?.rsplit('/').next()?.strip_suffix("Id")?;
    let mut kind = String::new();
    for letter in name.chars() {
        if letter.is_ascii_uppercase() && !kind.is_empty() {
            kind.push('_');
        }
        kind.push(letter.to_ascii_lowercase());
    }
    Some(kind)
}
