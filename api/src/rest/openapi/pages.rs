//! Pages name what they list, so that clients have one type for it.

use serde_json::{Value, json};

use super::object;

/// Lets the pages among the schemas refer to what they list.
pub(super) fn complete(document: &mut Value) {
    let schemas = &mut document["components"]["schemas"];
    let names: Vec<String> = object(schemas).map(|(name, _)| name.clone()).collect();
    for (page, schema) in object(schemas) {
        let listed = page.strip_prefix("Page_").filter(|name| names.iter().any(|it| it == name));
        if let Some(name) = listed {
            schema["properties"]["items"]["items"] =
                json!({"$ref": format!("#/components/schemas/{name}")});
        }
    }
}
