//! Descriptions where client generators look for them.

use serde_json::{Map, Value};

/// What is said of a field that may be null stands beside its `oneOf`, not within: generators read
/// nothing there.
pub(super) fn complete(document: &mut Value) {
    match document {
        Value::Object(schema) => {
            hoist(schema);
            schema.values_mut().for_each(complete);
        }
        Value::Array(all) => all.iter_mut().for_each(complete),
        _ => {}
    }
}

fn hoist(schema: &mut Map<String, Value>) {
    if schema.contains_key("description") {
        return;
    }
    let Some(Value::Array(one_of)) = schema.get_mut("oneOf") else { return };
    let said = one_of.iter_mut().filter_map(Value::as_object_mut);
    let said = said.filter_map(|one| one.remove("description")).next();
    if let Some(said) = said {
        schema.insert("description".to_owned(), said);
    }
}
