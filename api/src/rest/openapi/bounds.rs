//! Bounds for every text, number and list of the contract that has none of its own: what the
//! service sends is bounded, and whoever reads it may rely on that.

use serde_json::{Map, Value};

/// The longest text that the service sends where nothing narrower is said.
const LONGEST: u64 = 10_000;
/// The longest list.
const MOST: u64 = 10_000;
/// The largest whole number that every reader of JSON carries unharmed: 2^53 − 1.
const LARGEST: i64 = 9_007_199_254_740_991;

/// Gives bounds to every schema of a document that has none.
pub fn complete(document: &mut Value) {
    match document {
        Value::Object(object) => {
            bound(object);
            object.values_mut().for_each(complete);
        }
        Value::Array(all) => all.iter_mut().for_each(complete),
        _ => {}
    }
}

fn bound(schema: &mut Map<String, Value>) {
    if is(schema, "string") && !schema.contains_key("enum") && !schema.contains_key("const") {
        schema.entry("maxLength").or_insert(LONGEST.into());
    }
    if is(schema, "integer") {
        let small = schema.get("format").is_some_and(|format| format == "int32");
        let largest = if small { i64::from(i32::MAX) } else { LARGEST };
        schema.entry("minimum").or_insert(0.into());
        schema.entry("maximum").or_insert(largest.into());
    }
    if is(schema, "array") {
        schema.entry("maxItems").or_insert(MOST.into());
    }
}

fn is(schema: &Map<String, Value>, kind: &str) -> bool {
    match schema.get("type") {
        Some(Value::String(one)) => one == kind,
        Some(Value::Array(many)) => many.iter().any(|one| one == kind),
        _ => false,
    }
}
