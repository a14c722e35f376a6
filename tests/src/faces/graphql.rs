//! Over GraphQL: the same operation as a root field, asked for with what REST would show.

use reqwest::Response;
use serde_json::{Map, Value, json};

use super::schema::{Field, Schema};
use super::selection::{as_graphql, as_rest, select};
use super::{Call, ServiceClient};
use crate::names::{camel, snake};
use crate::{Answer, At, Fault, Operation};

/// Asks, and reads the answer as if REST had given it.
pub async fn ask(client: &ServiceClient, call: Call<'_>) -> Answer {
    let (kind, name, field) = client.schema.root(call.operation);
    let operation = client.contract.operation(call.operation);
    let mut arguments = arguments(client.schema, operation, field, &call.at, call.input.clone());
    arguments.extend(if_version(field, &call.headers));
    let document = document(client, operation, kind, &name, field, &arguments);
    let asked = call.asked();
    let body = json!({ "query": document, "variables": arguments });
    let mut request = client.http.post(format!("{}/graphql", client.url)).json(&body);
    for (header, value) in call.headers.iter().filter(|it| it.0 != "if-match") {
        request = request.header(header, value);
    }
    let place = |path: &Value| pointer(operation, field, path);
    read(client.schema, &name, field, place, asked, request.send().await.unwrap()).await
}

/// Path parameters and paging by their names; the rest is the input, or of a list the filter.
fn arguments(
    schema: &Schema,
    operation: &Operation,
    field: &Field,
    at: &At,
    input: Value,
) -> Map<String, Value> {
    let places = operation.path.split('/').filter_map(|it| it.strip_prefix('{')?.strip_suffix('}'));
    let places = places.zip(at.0.iter()).map(|(name, id)| (camel(name), json!(id)));
    let mut given: Map<_, _> = places.collect();
    let holds = ["input", "filter"].into_iter().find(|it| field.arguments.contains_key(*it));
    let mut held = Map::new();
    for (name, value) in input.as_object().cloned().unwrap_or_default() {
        let argument = argument(&name);
        if field.arguments.contains_key(&argument) || holds.is_none() {
            given.insert(argument, value)
        } else {
            held.insert(name, value)
        };
    }
    if let Some(holds) = holds.filter(|it| *it == "input" || !held.is_empty()) {
        given.insert(holds.to_owned(), Value::Object(held));
    }
    let typed = |(name, value): (String, Value)| {
        let told = field.arguments.get(&name).map(|it| it.name.as_str());
        let value = told.map_or(value.clone(), |it| as_graphql(schema, it, value));
        (name, value)
    };
    given.into_iter().map(typed).collect()
}

/// Relay's names for a page's size and beginning, and the field's own for all else.
fn argument(name: &str) -> String {
    match name {
        "limit" => "first".to_owned(),
        "cursor" => "after".to_owned(),
        other => camel(other),
    }
}

/// What `If-Match` says on REST is an argument here: the version, without the hash.
fn if_version(field: &Field, headers: &[(String, String)]) -> Option<(String, Value)> {
    let (_, tag) = headers.iter().find(|it| it.0 == "if-match")?;
    let version = tag.trim_matches('"').split('.').next()?.parse::<i64>().ok()?;
    let takes = field.arguments.contains_key("ifVersion");
    takes.then(|| ("ifVersion".to_owned(), json!(version)))
}

fn document(
    client: &ServiceClient,
    operation: &Operation,
    kind: &str,
    name: &str,
    field: &Field,
    given: &Map<String, Value>,
) -> String {
    let text = |name: &String| field.arguments.get(name).map_or("String", |it| it.text.as_str());
    let declared = given.keys().map(|it| format!("${it}: {}", text(it))).collect::<Vec<_>>();
    let passed = given.keys().map(|it| format!("{it}: ${it}")).collect::<Vec<_>>();
    let parens = |all: Vec<String>| match all.is_empty() {
        true => String::new(),
        false => format!("({})", all.join(", ")),
    };
    let selection = selection(client, operation, field);
    format!("{kind} Told{} {{ {name}{}{selection} }}", parens(declared), parens(passed))
}

fn selection(client: &ServiceClient, operation: &Operation, field: &Field) -> String {
    let shown = client.contract.gives(operation);
    let payload = &client.schema.of(&field.gives.name).fields;
    if !payload.contains_key("userErrors") {
        return select(client.schema, client.contract, &field.gives.name, shown);
    }
    let node = payload.get("node").filter(|_| shown.is_some());
    let node = node.map(|it| select(client.schema, client.contract, &it.gives.name, shown));
    let node = node.map(|it| format!("node{it} ")).unwrap_or_default();
    format!(" {{ {node}userErrors {{ code message path }} }}")
}

async fn read(
    schema: &Schema,
    name: &str,
    field: &Field,
    place: impl Fn(&Value) -> String,
    asked: String,
    response: Response,
) -> Answer {
    let (status, headers) = (response.status(), response.headers().clone());
    let answer: Value = response.json().await.unwrap_or_default();
    let asked = format!("{asked} (GraphQL)");
    let value = as_rest(schema, &field.gives.name, answer["data"][name].clone());
    let errors = answer["errors"].as_array().into_iter().flatten().flat_map(spread);
    let mut faults: Vec<_> = errors.map(|it| fault(&it, &place)).collect();
    let body = match value.get("user_errors") {
        Some(errors) => {
            let errors = errors.as_array().into_iter().flatten();
            faults.extend(errors.map(|it| fault(it, &place)));
            value["node"].clone()
        }
        None => value,
    };
    if body.is_null() && faults.is_empty() && field.is_read() {
        faults.push(Fault::missing());
    }
    Answer { asked, status, headers, body, faults }
}

/// Everything that an error at the top holds: what its extensions list, or itself.
fn spread(error: &Value) -> Vec<Value> {
    let more = &error["extensions"];
    let listed = more["errors"].as_array().filter(|it| !it.is_empty()).cloned();
    listed.unwrap_or_else(|| vec![json!({ "code": more["code"], "message": error["message"] })])
}

fn fault(it: &Value, place: impl Fn(&Value) -> String) -> Fault {
    let text = |name: &str| it[name].as_str().unwrap_or_default().to_owned();
    Fault { code: text("code"), pointer: place(&it["path"]), message: text("message") }
}

/// `["startsOn"]` is what REST calls `/starts_on` in a body, `?starts_on` in a query, and
/// `{starts_on}` in a path.
fn pointer(operation: &Operation, field: &Field, path: &Value) -> String {
    let steps = path.as_array().into_iter().flatten();
    let steps = steps.map(|it| it.as_str().map_or_else(|| it.to_string(), snake));
    let steps: Vec<_> = steps.filter(|it| it != "input" && it != "filter").collect();
    let name = match steps.first().map(String::as_str) {
        None => return String::new(),
        Some("first") => "limit",
        Some("after") => "cursor",
        Some(other) => other,
    };
    if operation.path.contains(&format!("{{{name}}}")) {
        format!("{{{name}}}")
    } else if field.arguments.contains_key("input") {
        format!("/{}", steps.join("/"))
    } else {
        format!("?{name}")
    }
}
