//! GraphQL over HTTP, as its specification says.

use actix_web::http::header::{ACCEPT, ALLOW, CONTENT_TYPE, HeaderValue};
use actix_web::http::{Method, StatusCode};
use actix_web::web::{Bytes, Data, ServiceConfig};
use actix_web::{HttpMessage, HttpRequest, HttpResponse};
use async_graphql::{Pos, Request, Response};
use serde::{Deserialize, Serialize};

use super::coercion::{AskedDocument, explained};
use super::errors::present;
use super::root::Root;
use super::{AccordSchema, Caller, Documents};
use crate::contract::{Contract, read_json};
use crate::error::{ErrorCode, Refusal, Violation};
use crate::policy::Act;
use crate::rest::{self, TurnsAway, address};
use crate::telemetry::Untold;

const OF_GRAPHQL: &str = "application/graphql-response+json";
const JSON: &str = "application/json";

/// What a request says, in its body or in its query string.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Parameters {
    query: String,
    operation_name: Option<String>,
    variables: Option<serde_json::Map<String, serde_json::Value>>,
    #[serde(default)]
    extensions: Option<serde_json::Map<String, serde_json::Value>>,
}

/// The same in a query string, where variables are JSON in a text.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
struct InQuery {
    query: String,
    operation_name: Option<String>,
    variables: Option<String>,
    extensions: Option<String>,
}

/// The one address of the face.
pub fn routes(config: &mut ServiceConfig) {
    let asked = address("/graphql", &[Method::GET, Method::POST], answer);
    config.service(asked.app_data(TurnsAway(turned_away)));
}

/// Answers a GraphQL request.
async fn answer(
    request: HttpRequest,
    body: Bytes,
    asking: rest::Caller,
    schema: Data<AccordSchema>,
    documents: Data<Documents>,
    contract: Data<Contract>,
) -> HttpResponse {
    let Some(media) = accepted(&request) else {
        let said = "expected an Accept header that takes JSON";
        return refused(JSON, &Refusal::new(ErrorCode::NotAcceptable, said));
    };
    let parameters = match read(&request, &body) {
        Ok(parameters) => parameters,
        Err(refusal) => return refused(media, &refusal),
    };
    let mut asked = Request::new(parameters.query);
    asked.operation_name = parameters.operation_name;
    if let Some(variables) = parameters.variables {
        asked.variables = async_graphql::Variables::from_json(variables.into());
    }
    let _ = parameters.extensions;
    if answers(&asked.query) {
        request.extensions_mut().insert(Untold);
    }
    documents.read(&mut asked);
    let root = Root::of(&mut asked).unwrap_or_default();
    if let Some(answer) = admit(&request, &root, media, asking.call.key.is_some()) {
        return answer;
    }
    let kept = AskedDocument {
        query: asked.query.clone(),
        operation: asked.operation_name.clone(),
        variables: asked.variables.clone(),
    };
    let _place = documents.place(&root).await;
    let caller = Caller::new(asking.app().clone(), asking.call);
    let mut answered = schema.execute(asked.data(caller)).await;
    root.order(&mut answered.data);
    answered.errors = explained(answered.errors, &kept, &contract);
    http_response(answered, media)
}

/// Answers a request that was refused before anybody looked at its document.
fn turned_away(request: &HttpRequest, refusal: &Refusal) -> HttpResponse {
    refused(accepted(request).unwrap_or(JSON), refusal)
}

/// Refuses what a method or a header does not go with.
fn admit(
    request: &HttpRequest,
    root: &Root,
    media: &'static str,
    repeatable: bool,
) -> Option<HttpResponse> {
    if !root.is_mutation() {
        return None;
    }
    if request.method() == Method::GET {
        let refusal = Refusal::new(ErrorCode::MethodNotAllowed, "A mutation takes POST.");
        let mut answer = refused(media, &refusal);
        answer.headers_mut().insert(ALLOW, HeaderValue::from_static("POST"));
        return Some(answer);
    }
    if repeatable && root.is_many() {
        let said = "An Idempotency-Key goes with exactly one mutation field.";
        return Some(refused(media, &Refusal::new(ErrorCode::HeaderUnreadable, said)));
    }
    None
}

/// Whether a document names an operation that nobody is told of. A field that its text does not name
/// is reached by no fragment; and one that cannot be read would tell of whoever tried to answer, too.
fn answers(document: &str) -> bool {
    Act::all().filter(|act| act.untold()).any(|act| document.contains(&act.root_field()))
}

/// The form of the answer that the caller takes; none where it takes no JSON.
fn accepted(request: &HttpRequest) -> Option<&'static str> {
    let Some(header) = request.headers().get(ACCEPT) else { return Some(JSON) };
    let header = header.to_str().unwrap_or("*/*").to_ascii_lowercase();
    header.split(',').map(|range| range.split(';').next().unwrap_or_default().trim()).find_map(
        |range| match range {
            OF_GRAPHQL => Some(OF_GRAPHQL),
            JSON | "application/*" | "*/*" => Some(JSON),
            _ => None,
        },
    )
}

fn read(request: &HttpRequest, body: &Bytes) -> Result<Parameters, Refusal> {
    let unreadable = |said: String| Refusal::new(ErrorCode::DocumentUnreadable, said);
    if request.method() == Method::GET {
        let read: InQuery = serde_urlencoded::from_str(request.query_string())
            .map_err(|error| unreadable(error.to_string()))?;
        let json = |text: Option<String>| {
            text.map(|text| read_json(text.as_bytes()))
                .transpose()
                .map_err(|e| unreadable(e.to_string()))
        };
        return Ok(Parameters {
            query: read.query,
            operation_name: read.operation_name,
            variables: json(read.variables)?,
            extensions: json(read.extensions)?,
        });
    }
    let kind = request.headers().get(CONTENT_TYPE).and_then(|kind| kind.to_str().ok());
    let kind = kind.unwrap_or_default().to_ascii_lowercase();
    let mut parts = kind.split(';').map(str::trim);
    let utf8 = |part: &str| !part.starts_with("charset") || part.contains("utf-8");
    if parts.next() != Some(JSON) || !parts.all(utf8) {
        let said = "expected application/json in UTF-8";
        return Err(Violation::new(ErrorCode::MediaTypeUnknown, said).at("Content-Type").into());
    }
    read_json(body).map_err(|error| unreadable(error.to_string()))
}

/// With the media type of GraphQL a document that is not carried out is 400 and has no data; with
/// plain JSON it is 200, as old clients expect.
fn http_response(answered: Response, media: &'static str) -> HttpResponse {
    let invalid =
        !answered.errors.is_empty() && answered.errors.iter().all(|error| error.path.is_empty());
    let status = match invalid {
        true if media == OF_GRAPHQL => StatusCode::BAD_REQUEST,
        _ => StatusCode::OK,
    };
    if !invalid {
        return json(status, media, &answered);
    }
    let mut body = serde_json::to_value(&answered).unwrap_or_default();
    if let Some(fields) = body.as_object_mut() {
        fields.remove("data");
        coded(fields);
    }
    json(status, media, &body)
}

/// Gives each error of the document itself a code.
fn coded(fields: &mut serde_json::Map<String, serde_json::Value>) {
    let errors = fields.get_mut("errors").and_then(|errors| errors.as_array_mut());
    for error in errors.into_iter().flatten() {
        if error["extensions"]["code"].is_null() {
            let message = error["message"].as_str().unwrap_or_default();
            let costly = message.contains("too deep") || message.contains("too complex");
            let code =
                if costly { ErrorCode::DocumentTooCostly } else { ErrorCode::DocumentUnreadable };
            error["extensions"]["code"] = code.word().into();
        }
    }
}

fn refused(media: &'static str, refusal: &Refusal) -> HttpResponse {
    let status = StatusCode::from_u16(refusal.code().category().status());
    let mut error = present(refusal).into_server_error(Pos::default());
    error.locations.clear();
    let body = serde_json::json!({"errors": [error]});
    json(status.unwrap_or(StatusCode::INTERNAL_SERVER_ERROR), media, &body)
}

fn json(status: StatusCode, media: &'static str, body: &impl Serialize) -> HttpResponse {
    HttpResponse::build(status)
        .insert_header((CONTENT_TYPE, format!("{media}; charset=utf-8")))
        .insert_header(("Cache-Control", "private, no-store"))
        .body(serde_json::to_vec(body).unwrap_or_default())
}
