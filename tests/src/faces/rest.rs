//! Over REST: method and path come from openapi.json, and each answer is held to it.

use reqwest::{RequestBuilder, Response};
use serde_json::{Value, json};

use super::{Call, ServiceClient};
use crate::{Answer, At, Contract, Fault, Operation};

/// Asks, and holds the answer to the contract.
pub async fn ask(client: &ServiceClient, call: Call<'_>) -> Answer {
    let operation = client.contract.operation(call.operation);
    let asked = call.asked();
    let response = request(client, operation, call).send().await.unwrap();
    read(client.contract, Some(operation), asked, response).await
}

/// Reads an answer, and holds it to the contract where it says something about this address.
pub async fn read(
    contract: &Contract,
    operation: Option<&Operation>,
    asked: String,
    response: Response,
) -> Answer {
    let (status, headers) = (response.status(), response.headers().clone());
    let media = headers.get("content-type").map_or("", |it| it.to_str().unwrap()).to_owned();
    let bytes = response.bytes().await.unwrap();
    if let Some(operation) = operation {
        let kept = contract.check(operation, status, &media, &bytes);
        let body = String::from_utf8_lossy(&bytes);
        assert!(kept.is_ok(), "{asked} → {status} {body}\nbreaks openapi.json: {kept:?}");
    }
    let body: Value = serde_json::from_slice(&bytes).unwrap_or_default();
    // GraphQL says 200 even where it could not read what was asked.
    let well = status.is_success() && body["errors"].is_null();
    let faults = if well { Vec::new() } else { faults(&body) };
    Answer { asked, status, headers, body, faults }
}

fn request(client: &ServiceClient, operation: &Operation, call: Call<'_>) -> RequestBuilder {
    let url = format!("{}{}", client.url, fill(&operation.path, &call.at));
    let mut request = client.http.request(operation.method.clone(), url);
    let (query, body) = split(operation, call.input);
    request = request.query(&query);
    if operation.body {
        request = request.json(&body);
    }
    call.headers.into_iter().fold(request, |it, (name, value)| it.header(name, value))
}

fn fill(path: &str, at: &At) -> String {
    let mut ids = at.0.iter();
    let segment = |part: &str| match part.starts_with('{') {
        true => ids.next().unwrap_or_else(|| panic!("{path}: {at:?} leaves {part} open")).clone(),
        false => part.to_owned(),
    };
    let filled = path.split('/').map(segment).collect::<Vec<_>>().join("/");
    assert!(ids.next().is_none(), "{path} has no place for all of {at:?}");
    filled
}

/// What goes by its name into the query, and the rest as the body.
fn split(operation: &Operation, input: Value) -> (Vec<(String, String)>, Value) {
    let Value::Object(members) = input else { return (Vec::new(), input) };
    let in_query = |name: &String| !operation.body || operation.query.contains(name);
    let (query, body): (Vec<_>, Vec<_>) = members.into_iter().partition(|it| in_query(&it.0));
    let text = |value: Value| value.as_str().map_or_else(|| value.to_string(), str::to_owned);
    let query = query.into_iter().map(|(name, value)| (name, text(value))).collect();
    (query, body.into_iter().collect())
}

fn faults(problem: &Value) -> Vec<Fault> {
    // What GraphQL says at its address stands one step deeper.
    let said = |it: &Value, name: &str| match &it[name] {
        Value::Null => it["extensions"][name].clone(),
        said => said.clone(),
    };
    let text = |it: &Value, name: &str| said(it, name).as_str().unwrap_or_default().to_owned();
    let whole = json!([{ "code": problem["code"], "message": problem["detail"] }]);
    let all = problem["errors"].as_array().filter(|it| !it.is_empty());
    let all = all.or(whole.as_array()).into_iter().flatten();
    all.map(|it| Fault {
        code: text(it, "code"),
        pointer: text(it, "pointer"),
        message: text(it, "message"),
    })
    .collect()
}
