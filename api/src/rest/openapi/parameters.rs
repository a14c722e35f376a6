//! The parameters that no handler needs to say: those of paths, and the headers of writes.

use serde_json::{Value, json};

/// Adds them to an operation.
pub(super) fn complete(path: &str, method: &str, operation: &mut Value) {
    for name in path.split('/').filter_map(|part| part.strip_prefix('{')?.strip_suffix('}')) {
        push(operation, of_path(name));
    }
    if method == "post" {
        push(operation, idempotency_key());
    }
    if changes(path, method) {
        push(operation, if_match());
        if method == "put" {
            push(operation, if_none_match());
        }
    }
    if let Some(parameters) = operation.get_mut("parameters").and_then(Value::as_array_mut) {
        // the place comes first, as it does in the path
        parameters.sort_by_key(|parameter| parameter["in"] != "path");
    }
}

/// Whether an operation changes a thing that is there, so that it can have been changed meanwhile.
pub(super) fn changes(path: &str, method: &str) -> bool {
    method == "patch" || (method != "get" && path.contains('{'))
}

fn push(operation: &mut Value, parameter: Value) {
    if !operation["parameters"].is_array() {
        operation["parameters"] = json!([]);
    }
    if let Some(parameters) = operation["parameters"].as_array_mut()
        && !parameters.iter().any(|there| there["name"] == parameter["name"])
    {
        parameters.push(parameter);
    }
}

fn idempotency_key() -> Value {
    json!({
        "name": "Idempotency-Key", "in": "header", "required": false,
        "description": "Makes the request repeatable: the same key and body lead to the same thing, which is shown as it is then.",
        "schema": {"type": "string", "minLength": 1, "maxLength": 255, "pattern": "^[!-~]+$"},
    })
}

fn if_match() -> Value {
    json!({
        "name": "If-Match", "in": "header", "required": false,
        "description": "The ETag of the version that you have seen, or several, or `*` for any; another one is answered with 412.",
        "schema": {"type": "string", "maxLength": 100},
    })
}

fn if_none_match() -> Value {
    json!({
        "name": "If-None-Match", "in": "header", "required": false,
        "description": "`*` writes only what is not there yet; what is there is answered with 412.",
        "schema": {"type": "string", "enum": ["*"]},
    })
}

fn of_path(name: &str) -> Value {
    let (description, schema) = match name {
        "alliance" => (
            "The alliance, by its id or by its slug.".to_owned(),
            json!({"type": "string", "minLength": 1, "maxLength": 60, "pattern": "^(alliance_[0-7][0-9a-hjkmnp-tv-z]{25}|[a-z0-9]+(-[a-z0-9]+)*)$"}),
        ),
        "code" => (
            "The indicator, by its code.".to_owned(),
            json!({"$ref": "#/components/schemas/IndicatorCode"}),
        ),
        "period" => (
            "The period, such as `2026-10`, `2026-Q3` or `FY2026`.".to_owned(),
            json!({"type": "string", "minLength": 4, "maxLength": 24, "pattern": "^[0-9A-Z-]+$"}),
        ),
        kind => {
            let words = kind.replace("api_", "API ").replace('_', " ");
            let schema: String = kind.split('_').map(capitalized).collect::<String>() + "Id";
            (format!("The {words}."), json!({"$ref": format!("#/components/schemas/{schema}")}))
        }
    };
    json!({
        "name": name, "in": "path", "required": true, "description": description, "schema": schema,
    })
}

fn capitalized(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map(|first| first.to_ascii_uppercase()).into_iter().chain(letters).collect()
}
