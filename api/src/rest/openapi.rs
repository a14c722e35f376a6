//! The OpenAPI document, and what is asked of it while the service runs.

use std::collections::{HashMap, HashSet};

use actix_web::http::Method;
use serde_json::{Map, Value, json};
use utoipa::OpenApi;
use utoipa::openapi::OpenApi as Document;

mod bounds;

use super::problem::{Problem, ProblemError};
use crate::app::access::{ApiKeySort, SessionSort, UserSort};
use crate::app::alliance::{AllianceSort, EventSort, InvitationSort, MemberSort, OrganizationSort};
use crate::app::cycle::{ConclusionSort, CycleSort, QuestionSort};
use crate::app::indicators::{IndicatorSort, MeasurementSort};
use crate::error::Category;

#[derive(OpenApi)]
#[openapi(
    info(
        title = "Accord",
        description = include_str!("openapi.md"),
        contact(name = "The Accord project"),
        license(name = "Apache-2.0", identifier = "Apache-2.0"),
    ),
    servers((url = "/", description = "This service")),
    // what only parameters refer to is not collected from the routes
    components(schemas(
        Problem, ProblemError, AllianceSort, ApiKeySort, ConclusionSort, CycleSort, EventSort,
        IndicatorSort, InvitationSort, MeasurementSort, MemberSort, OrganizationSort, QuestionSort,
        SessionSort, UserSort,
    )),
    tags(
        (name = "access", description = "Signing in, one's own account, API keys, and the accounts of the instance."),
        (name = "indicators", description = "Indicators, their targets and measurements, and what these say of progress."),
        (name = "alliance", description = "Alliances, their organizations, members, invitations and events."),
        (name = "cycle", description = "The framework, an alliance's own questions, and cycles with their discussions and conclusions."),
        (name = "insight", description = "What follows from everything else: what you are asked to do."),
    ),
)]
struct Base;

/// The document as it stands before the routes are collected.
pub fn base() -> Document {
    Base::openapi()
}

/// The published contract.
#[derive(Clone, Debug)]
pub struct Contract {
    json: Value,
    parameters: HashMap<(String, String), HashSet<String>>,
}

/// Completes a collected document by what all operations share.
pub fn contract(document: &Document) -> Contract {
    let mut json = serde_json::to_value(document).unwrap_or_default();
    security_schemes(&mut json);
    let mut parameters = HashMap::new();
    for (path, methods) in object(&mut json["paths"]) {
        for (method, operation) in object(methods) {
            complete(path, method, operation);
            let names = operation["parameters"].as_array().into_iter().flatten();
            let queried = names.filter(|parameter| parameter["in"] == "query");
            let names =
                queried.filter_map(|parameter| parameter["name"].as_str().map(str::to_owned));
            parameters.insert((method.to_uppercase(), path.clone()), names.collect());
        }
    }
    bounds::complete(&mut json);
    Contract { json, parameters }
}

impl Contract {
    /// The document itself.
    pub fn json(&self) -> &Value {
        &self.json
    }

    /// The parameters of the query that an operation takes; none where there is no such operation.
    pub fn parameters(&self, method: &Method, pattern: &str) -> Option<&HashSet<String>> {
        self.parameters.get(&(method.as_str().to_owned(), pattern.to_owned()))
    }

    /// Whether an address is described word by word, without a parameter.
    pub fn is_literal(&self, path: &str) -> bool {
        self.parameters.keys().any(|(_, pattern)| pattern == path)
    }

    /// The methods that an address takes, for `Allow`; none where there is no such address.
    pub fn methods(&self, path: &str) -> Option<String> {
        let literal = self.is_literal(path);
        let here = |pattern: &str| if literal { pattern == path } else { leads(pattern, path) };
        let mut methods: Vec<&str> = self
            .parameters
            .keys()
            .filter(|(_, pattern)| here(pattern))
            .map(|(method, _)| method.as_str())
            .collect();
        methods.sort_unstable();
        methods.dedup();
        if methods.is_empty() { None } else { Some(methods.join(", ")) }
    }
}

/// Whether a pattern leads to a path.
fn leads(pattern: &str, path: &str) -> bool {
    let (left, right) = (pattern.split('/'), path.split('/'));
    left.clone().count() == right.clone().count()
        && left.zip(right).all(|(l, r)| l == r || l.starts_with('{'))
}

fn object(value: &mut Value) -> impl Iterator<Item = (&String, &mut Value)> {
    value.as_object_mut().into_iter().flatten()
}

fn security_schemes(json: &mut Value) {
    json["components"]["securitySchemes"] = json!({
        "token": {
            "type": "http", "scheme": "bearer", "bearerFormat": "JWT",
            "description": "An access token from `signIn` or `refreshSession` (RFC 9068, checked as RFC8725 demands), or an API key.",
        },
        "key": {
            "type": "http", "scheme": "basic",
            "description": "An API key as the password, with any user name: for spreadsheets and dashboards that offer nothing else.",
        },
    });
    json["security"] = json!([{"token": []}, {"key": []}]);
}

/// Adds to an operation what no handler needs to say: the parameters of its path, the header that
/// makes a POST repeatable, the headers of its answers, and its problems.
fn complete(path: &str, method: &str, operation: &mut Value) {
    let open =
        operation["security"].as_array().is_some_and(|all| all.iter().any(|one| one == &json!({})));
    if open {
        operation["security"] = json!([]);
    }
    described(operation);
    path_parameters(path, operation);
    if method == "post" {
        push(
            operation,
            json!({"$ref": "#/components/parameters/IdempotencyKey"}),
            "Idempotency-Key",
        );
    }
    let writes = method != "get";
    if matches!(method, "patch" | "put" | "delete") || (writes && path.ends_with('}')) {
        push(operation, if_match(), "If-Match");
    }
    if operation.get("requestBody").is_some() && method == "patch" {
        let json = operation["requestBody"]["content"]["application/json"].clone();
        operation["requestBody"]["content"]["application/merge-patch+json"] = json;
    }
    problems(path, method, open, operation);
    answer_headers(operation);
}

/// Where a summary says it all, it is the description, too.
fn described(operation: &mut Value) {
    if operation["description"].as_str().is_none_or(str::is_empty)
        && let Some(summary) = operation["summary"].as_str()
    {
        operation["description"] = format!("{summary}.").into();
    }
}

fn push(operation: &mut Value, mut parameter: Value, name: &str) {
    if name == "Idempotency-Key" {
        parameter = idempotency_key();
    }
    if !operation["parameters"].is_array() {
        operation["parameters"] = json!([]);
    }
    if let Some(parameters) = operation["parameters"].as_array_mut()
        && !parameters.iter().any(|there| there["name"] == name)
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
        "description": "The ETag of the version that you have seen; another one is answered with 412.",
        "schema": {"type": "string", "maxLength": 100},
    })
}

fn path_parameters(path: &str, operation: &mut Value) {
    for name in path.split('/').filter_map(|part| part.strip_prefix('{')?.strip_suffix('}')) {
        let (description, schema) = path_parameter(name);
        let parameter = json!({
            "name": name, "in": "path", "required": true, "description": description, "schema": schema,
        });
        push(operation, parameter, name);
    }
}

fn path_parameter(name: &str) -> (String, Value) {
    match name {
        "alliance" => (
            "The alliance, by its id or by its slug.".to_owned(),
            json!({"type": "string", "maxLength": 60, "pattern": "^(alliance_[0-7][0-9a-hjkmnp-tv-z]{25}|[a-z0-9]+(-[a-z0-9]+)*)$"}),
        ),
        "code" => {
            ("The indicator, by its code.".to_owned(), json!({"$ref": "#/components/schemas/Code"}))
        }
        "period" => (
            "The period, such as `2026-10`, `2026-Q3` or `FY2026`.".to_owned(),
            json!({"type": "string", "minLength": 4, "maxLength": 24, "pattern": "^[0-9A-Z-]+$"}),
        ),
        kind => {
            let words = kind.replace("api_", "API ").replace('_', " ");
            let schema: String = kind.split('_').map(capitalized).collect::<String>() + "Id";
            (format!("The {words}."), json!({"$ref": format!("#/components/schemas/{schema}")}))
        }
    }
}

fn capitalized(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map(|first| first.to_ascii_uppercase()).into_iter().chain(letters).collect()
}

fn problems(path: &str, method: &str, open: bool, operation: &mut Value) {
    use Category::*;
    let body = operation.get("requestBody").is_some();
    let queried = operation["parameters"].as_array().is_some_and(|all| !all.is_empty());
    let writes = method != "get";
    let all: [(Category, bool, &str); 12] = [
        (Unreadable, body || queried, "The request cannot be read."),
        (Unauthenticated, true, "Nobody is signed in, or the credential does not hold."),
        (Forbidden, !open || writes, "You may not do this here; `detail` says who may."),
        (Missing, path.contains('{') || open && writes, "There is nothing here that you may see."),
        (State, writes, "The state, the order, or a name that is taken stands against it."),
        (Stale, matches!(method, "patch" | "put" | "delete"), "It was changed since you saw it."),
        (TooLarge, body, "The body is too large."),
        (MediaType, body, "The body is of a kind that is not read here."),
        (Invalid, true, "Fields or parameters are wrong; `errors` names each."),
        (TooMany, true, "Too many requests; `Retry-After` says when to try again."),
        (Fault, true, "The service failed."),
        (Unavailable, true, "The service is busy; `Retry-After` says when to try again."),
    ];
    for (category, applies, description) in all {
        if applies {
            operation["responses"][category.status().to_string()] = problem(category, description);
        }
    }
}

fn problem(category: Category, description: &str) -> Value {
    let schema = json!({"$ref": "#/components/schemas/Problem"});
    let mut response = json!({
        "description": description,
        "content": {"application/problem+json": {"schema": schema}},
    });
    if matches!(category, Category::TooMany | Category::Unavailable) {
        response["headers"]["Retry-After"] =
            header("Seconds after which to try again.", json!({"type": "integer", "minimum": 0}));
    }
    response
}

fn header(description: &str, schema: Value) -> Value {
    json!({"description": description, "schema": schema})
}

fn answer_headers(operation: &mut Value) {
    let text = || json!({"type": "string"});
    let list = operation["operationId"].as_str().is_some_and(|id| id.starts_with("list"));
    for (status, response) in object(&mut operation["responses"]) {
        let mut headers = Map::new();
        if status == "200" || status == "201" {
            headers
                .insert("ETag".into(), header("The version, and a hash of what is shown.", text()));
        }
        if status == "201" {
            headers.insert("Location".into(), header("Where the thing is.", text()));
        }
        if status == "200" && list {
            headers.insert("Link".into(), header("The next page (RFC 8288).", text()));
        }
        let limits = "Requests that are left in this minute, where a limit is set.";
        if status.starts_with(['2', '4']) {
            headers.insert("RateLimit".into(), header(limits, text()));
        }
        for (name, value) in headers {
            response["headers"][name] = value;
        }
    }
}
