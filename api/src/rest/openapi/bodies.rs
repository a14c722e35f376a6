//! Which operations take a body that may be left out.

use serde_json::Value;

use super::object;
use crate::contract::demands_nothing;

/// Says of each operation whether its body must be there: not where it is as good as `{}`, since
/// none of its fields must.
pub(super) fn complete(document: &mut Value) {
    let schemas = document["components"]["schemas"].take();
    for (_, methods) in object(&mut document["paths"]) {
        for (_, operation) in object(methods) {
            let Some(body) = operation.get_mut("requestBody") else { continue };
            let schema = body["content"]["application/json"]["schema"]["$ref"].as_str();
            let name = schema.and_then(|place| place.rsplit('/').next()).unwrap_or_default();
            body["required"] = (!demands_nothing(&schemas[name])).into();
        }
    }
    document["components"]["schemas"] = schemas;
}
