//! What answers share: their headers, the answer that says "as you have it", and problems.

use serde_json::{Map, Value, json};

use super::{object, parameters};
use crate::error::{Category, ErrorCode, Refusal, Violation};
use crate::rest::problem::Problem;

/// Every problem, by a code of its category that stands for all of them.
const PROBLEMS: [(ErrorCode, &str, &str); 14] = [
    (ErrorCode::HeaderUnreadable, "Unreadable", "The request cannot be read."),
    (
        ErrorCode::NotSignedIn,
        "Unauthenticated",
        "Nobody is signed in, or the credential does not hold.",
    ),
    (ErrorCode::NotPermitted, "Forbidden", "You may not do this here; `detail` says who may."),
    (
        ErrorCode::NotAcceptable,
        "NotAcceptable",
        "There is no such format here; `detail` says which there are.",
    ),
    (ErrorCode::NotFound, "Missing", "There is nothing here that you may see."),
    (
        ErrorCode::NameTaken,
        "State",
        "The state, the order, or a name that is taken stands against it, or what is said does not go together.",
    ),
    (ErrorCode::VersionStale, "Stale", "It was changed since you saw it."),
    (ErrorCode::BodyTooSlow, "Slow", "The body did not arrive in time."),
    (ErrorCode::BodyTooLarge, "TooLarge", "The body is too large."),
    (ErrorCode::MediaTypeUnknown, "MediaType", "The body is of a kind that is not read here."),
    (ErrorCode::FieldInvalid, "Invalid", "Fields or parameters are wrong; `errors` names each."),
    (
        ErrorCode::TooManyRequests,
        "TooMany",
        "Too many requests; `Retry-After` says when to try again.",
    ),
    (ErrorCode::Fault, "Fault", "The service failed."),
    (ErrorCode::Busy, "Unavailable", "The service is busy; `Retry-After` says when to try again."),
];

/// The parts to which operations refer.
pub(super) fn components(document: &mut Value) {
    document["components"]["headers"] = json!({
        "ETag": header("The version, a hash of what is shown, and the coding of an answer that is compressed.", json!({"type": "string", "maxLength": 50})),
        "Location": header("Where the thing is.", json!({"type": "string", "maxLength": 200})),
        "Link": header("The next page (RFC 8288).", json!({"type": "string", "maxLength": 4000})),
        "RateLimit": header("Requests that are left in this minute, where a limit is set.", json!({"type": "string", "maxLength": 80})),
        "RetryAfter": header("Seconds after which to try again.", json!({"type": "integer", "minimum": 0, "maximum": 3600})),
    });
    for (code, name, description) in PROBLEMS {
        document["components"]["responses"][name] = problem(code, description);
    }
    let same = json!({
        "description": "It is as you have it.",
        "headers": {"ETag": named("ETag"), "RateLimit": named("RateLimit")},
    });
    document["components"]["responses"]["NotModified"] = same;
}

fn header(description: &str, schema: Value) -> Value {
    json!({"description": description, "schema": schema})
}

fn named(header: &str) -> Value {
    json!({"$ref": format!("#/components/headers/{header}")})
}

fn problem(code: ErrorCode, description: &str) -> Value {
    let schema = json!({"$ref": "#/components/schemas/Problem"});
    let mut headers = json!({"RateLimit": named("RateLimit")});
    if matches!(code.category(), Category::TooMany | Category::Unavailable) {
        headers["Retry-After"] = named("RetryAfter");
    }
    json!({
        "description": description,
        "headers": headers,
        "content": {"application/problem+json": {"schema": schema, "example": example(code)}},
    })
}

/// A problem as the service would answer it.
fn example(code: ErrorCode) -> Problem {
    let violation = match code {
        ErrorCode::NameTaken => Violation::new(code, code.title()).at("/name"),
        ErrorCode::FieldInvalid => {
            Violation::new(code, "expected 1 to 200 characters, found 0").at("/name")
        }
        _ => Violation::new(code, code.title()),
    };
    let instance = "urn:uuid:0192f0a0-7c3e-7d1a-9e1f-5b3c2d1e0f9a";
    Problem::of(&Refusal::from(violation), instance.to_owned(), true)
}

/// Adds to an operation what all answers share.
pub(super) fn complete(path: &str, method: &str, operation: &mut Value) {
    headers(operation);
    if method == "get" {
        operation["responses"]["304"] = json!({"$ref": "#/components/responses/NotModified"});
    }
    for (code, name, _) in PROBLEMS {
        let category = code.category();
        if applies(category, path, method, operation) {
            operation["responses"][category.status().to_string()] =
                json!({"$ref": format!("#/components/responses/{name}")});
        }
    }
}

fn applies(category: Category, path: &str, method: &str, operation: &Value) -> bool {
    let body = operation.get("requestBody").is_some();
    match category {
        // What a repeated request led to may be there no more.
        Category::Missing => path.contains('{') || method == "post",
        Category::NotAcceptable => method == "get",
        Category::State => method != "get",
        Category::Stale => parameters::changes(path, method),
        Category::MediaType | Category::Slow => body,
        _ => true,
    }
}

fn headers(operation: &mut Value) {
    let list = operation["operationId"].as_str().is_some_and(|id| id.starts_with("list"));
    for (status, response) in object(&mut operation["responses"]) {
        let mut headers = Map::new();
        headers.insert("RateLimit".into(), named("RateLimit"));
        if status == "200" || status == "201" {
            headers.insert("ETag".into(), named("ETag"));
        }
        if status == "201" {
            headers.insert("Location".into(), named("Location"));
        }
        if status == "200" && list {
            headers.insert("Link".into(), named("Link"));
        }
        for (name, value) in headers {
            response["headers"][name] = value;
        }
    }
}
