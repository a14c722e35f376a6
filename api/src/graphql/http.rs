//! GraphQL over HTTP, as its specification says.

use std::future::{Ready, ready};

use actix_web::dev::Payload;
use actix_web::http::header::{ACCEPT, ALLOW, CONTENT_TYPE, HeaderValue};
use actix_web::http::{Method, StatusCode};
use actix_web::web::{Bytes, Data, ServiceConfig};
use actix_web::{FromRequest, HttpMessage, HttpRequest, HttpResponse};
use async_graphql::{Pos, Request, Response, ServerError};
use serde::{Deserialize, Serialize};

use super::coercion::{AskedDocument, explained};
use super::errors::present;
use super::root::{Root, meant};
use super::{AccordSchema, Caller, Documents, TypeTable, cost, variables};
use crate::contract::{Contract, read_json};
use crate::error::{AppError, ErrorCode, Refusal};
use crate::policy::Act;
use crate::rest::{self, RawBody, TurnsAway, address};
use crate::telemetry::{OperationName, Untold};

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

impl Parameters {
    fn request(self) -> Request {
        let mut request = Request::new(self.query);
        request.operation_name = self.operation_name;
        if let Some(variables) = self.variables {
            request.variables = async_graphql::Variables::from_json(variables.into());
        }
        let _ = self.extensions;
        request
    }
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
    config.service(address("/schema.graphql", &[Method::GET], schema));
}

/// The schema, for whoever generates a client.
async fn schema(types: Data<TypeTable>) -> HttpResponse {
    HttpResponse::Ok().content_type("text/plain; charset=utf-8").body(types.text())
}

/// What the face is made of.
#[derive(Clone)]
struct FaceParts {
    schema: Data<AccordSchema>,
    types: Data<TypeTable>,
    documents: Data<Documents>,
    contract: Data<Contract>,
}

impl FromRequest for FaceParts {
    type Error = AppError;
    type Future = Ready<Result<Self, AppError>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let parts = || {
            Ok(Self {
                schema: rest::part(request)?,
                types: rest::part(request)?,
                documents: rest::part(request)?,
                contract: rest::part(request)?,
            })
        };
        ready(parts())
    }
}

/// Answers a GraphQL request.
async fn answer(
    request: HttpRequest,
    body: RawBody,
    asking: rest::Caller,
    parts: FaceParts,
) -> HttpResponse {
    let Some(media) = accepted(&request) else {
        let said = "expected an Accept header that takes JSON";
        return refused(JSON, &Refusal::new(ErrorCode::NotAcceptable, said));
    };
    let mut asked = match read(&request, &body.0) {
        Ok(parameters) => parameters.request(),
        Err(refusal) => return refused(media, &refusal),
    };
    if answers(&asked.query) {
        request.extensions_mut().insert(Untold);
    }
    if asked.query.len() as u64 <= cost::LENGTH {
        parts.documents.read(&mut asked);
        if let Some(name) = operation_name(&mut asked) {
            request.extensions_mut().insert(name);
        }
    }
    let root = match admit(&request, &mut asked, &asking, &parts.types) {
        Ok(root) => root,
        Err(Turned::Refused(refusal)) => return turned(media, &refusal),
        Err(Turned::Costly(refusal)) => {
            let error = present(&refusal).into_server_error(Pos::default());
            return http_response(Response::from_errors(vec![error]), media);
        }
    };
    let kept = AskedDocument {
        query: asked.query.clone(),
        operation: asked.operation_name.clone(),
        variables: asked.variables.clone(),
    };
    let _place = parts.documents.place(&root).await;
    let caller = Caller::new(asking.app().clone(), asking.call);
    let mut answered = parts.schema.execute(asked.data(caller)).await;
    root.order(&mut answered.data);
    kept.put_nulls(&parts.types, &mut answered);
    answered.errors = explained(answered.errors, &kept, &parts.contract);
    http_response(answered, media)
}

/// Answers a request that was refused before anybody looked at its document.
fn turned_away(request: &HttpRequest, refusal: &Refusal) -> HttpResponse {
    refused(accepted(request).unwrap_or(JSON), refusal)
}

/// Why a document is not carried out.
enum Turned {
    /// The request is no good: a method, a header, too many of them.
    Refused(Refusal),
    /// The document costs too much.
    Costly(Refusal),
}

/// Refuses what costs too much, and what a method or a header does not go with; counts each field of a
/// mutation as a request.
fn admit(
    request: &HttpRequest,
    asked: &mut Request,
    asking: &rest::Caller,
    types: &TypeTable,
) -> Result<Root, Turned> {
    let length = asked.query.len() as u64;
    if length > cost::LENGTH {
        return Err(Turned::Costly(cost::too_much("bytes", length, cost::LENGTH).into()));
    }
    variables::leave_out(asked);
    let Some(root) = Root::of(asked) else { return Ok(Root::default()) };
    let (name, variables) = (asked.operation_name.clone(), asked.variables.clone());
    if let Ok(document) = asked.parsed_query()
        && let Some(operation) = meant(document, name.as_deref())
    {
        cost::check(types, document, operation, &variables).map_err(Turned::Costly)?;
    }
    if root.is_mutation() {
        admit_mutation(request, asking, &root).map_err(Turned::Refused)?;
    }
    Ok(root)
}

fn admit_mutation(
    request: &HttpRequest,
    asking: &rest::Caller,
    root: &Root,
) -> Result<(), Refusal> {
    if request.method() == Method::GET {
        return Err(Refusal::new(ErrorCode::MethodNotAllowed, "A mutation takes POST."));
    }
    if asking.call.key.is_some() && root.is_many() {
        let said = "An Idempotency-Key goes with exactly one mutation field.";
        return Err(Refusal::new(ErrorCode::HeaderUnreadable, said));
    }
    asking.count_more(root.count().saturating_sub(1))
}

/// Refuses a request; where its method is not taken, says which is.
fn turned(media: &'static str, refusal: &Refusal) -> HttpResponse {
    let mut answer = refused(media, refusal);
    if refusal.code() == ErrorCode::MethodNotAllowed {
        answer.headers_mut().insert(ALLOW, HeaderValue::from_static("POST"));
    }
    answer
}

/// By which name a request asks: the one that it says, or that of its only operation.
fn operation_name(asked: &mut Request) -> Option<OperationName> {
    if let Some(name) = &asked.operation_name {
        return OperationName::read(name);
    }
    let mut operations = asked.parsed_query().ok()?.operations.iter();
    match (operations.next(), operations.next()) {
        (Some((Some(name), _)), None) => OperationName::read(name),
        _ => None,
    }
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
    rest::is_json(request, &[JSON])?;
    read_json(body).map_err(|error| unreadable(error.to_string()))
}

/// With the media type of GraphQL a document that is not carried out is 400 and has no data; with
/// plain JSON it is 200, as old clients expect.
fn http_response(mut answered: Response, media: &'static str) -> HttpResponse {
    answered.errors.iter_mut().for_each(coded);
    let invalid =
        !answered.errors.is_empty() && answered.errors.iter().all(|error| error.path.is_empty());
    let status = match invalid {
        true if media == OF_GRAPHQL => StatusCode::BAD_REQUEST,
        _ => StatusCode::OK,
    };
    if !invalid {
        return json(status, media, &answered);
    }
    json(status, media, &serde_json::json!({"errors": answered.errors}))
}

/// Gives an error that only the engine has words for a code.
fn coded(error: &mut ServerError) {
    let extensions = error.extensions.get_or_insert_default();
    if extensions.get("code").is_none() {
        extensions.set("code", ErrorCode::DocumentUnreadable.word());
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
