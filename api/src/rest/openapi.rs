//! The OpenAPI document, and what is asked of it while the service runs.

mod answers;
mod bodies;
mod bounds;
mod descriptions;
mod examples;
mod links;
mod pages;
mod parameters;
mod verbs;

use entity::types::AbsentRows;
use serde_json::{Value, json};
use utoipa::OpenApi;
use utoipa::openapi::OpenApi as Document;

use super::problem::{Problem, ProblemError};
use crate::app::access::{ApiKeySort, SessionSort, UserSort};
use crate::app::alliance::{
    AllianceSort, EventSort, InvitationSort, MemberSort, OrganizationSort, PositionSort,
    ProposalSort,
};
use crate::app::cycle::{ConclusionSort, CycleSort, QuestionSort};
use crate::app::indicators::{ImportSort, IndicatorSort, MeasurementSort};
use crate::app::purpose::{GoalSort, StatementSort};
use crate::contract::Contract;
use crate::policy::{Act, Who, row};

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
        AbsentRows, Problem, ProblemError, AllianceSort, ApiKeySort, ConclusionSort, CycleSort, EventSort,
        GoalSort, ImportSort, IndicatorSort, InvitationSort, MeasurementSort, MemberSort, OrganizationSort,
        PositionSort, ProposalSort, QuestionSort, SessionSort, StatementSort, UserSort,
    )),
    tags(
        (name = "access", description = "Signing in, one's own account, API keys, and the accounts of the instance."),
        (name = "indicators", description = "Indicators, their targets and measurements, and what these say of progress."),
        (name = "alliance", description = "Alliances, their organizations, members, invitations, proposals and events."),
        (name = "purpose", description = "The shared purpose: the versions of its statement; goals, what each lacks to be measurable, and what its indicators say of it."),
        (name = "cycle", description = "The framework, an alliance's own questions, and cycles with their discussions and conclusions."),
        (name = "insight", description = "What follows from everything else: what you are asked to do."),
    ),
)]
struct Base;

/// The document as it stands before the routes are collected.
pub fn base() -> Document {
    Base::openapi()
}

/// Completes a collected document by what all operations share.
pub fn completed(document: &Document) -> Contract {
    let mut json = serde_json::to_value(document).unwrap_or_default();
    security_schemes(&mut json);
    for (path, methods) in object(&mut json["paths"]) {
        for (method, operation) in object(methods) {
            complete(path, method, operation);
        }
    }
    answers::components(&mut json);
    pages::complete(&mut json);
    bodies::complete(&mut json);
    verbs::complete(&mut json);
    bounds::complete(&mut json);
    descriptions::complete(&mut json);
    examples::complete(&mut json);
    links::complete(&mut json);
    Contract::new(json)
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
    // Basic first: of several that are sent, some clients send the last.
    json["security"] = json!([{"key": []}, {"token": []}]);
}

/// Adds to an operation what no handler needs to say.
fn complete(path: &str, method: &str, operation: &mut Value) {
    security(operation);
    describe(operation);
    parameters::complete(path, method, operation);
    if operation.get("requestBody").is_some() && method == "patch" {
        let json = operation["requestBody"]["content"]["application/json"].clone();
        operation["requestBody"]["content"]["application/merge-patch+json"] = json;
    }
    answers::complete(path, method, operation);
}

/// Says which credentials an operation takes, as the table of who may do what has it. Where none
/// is looked at, a handler says so itself.
fn security(operation: &mut Value) {
    let none = operation["security"].as_array().is_some_and(|all| all == &[json!({})]);
    if none {
        operation["security"] = json!([]);
        return;
    }
    let Some(act) = Act::all().find(|act| operation["operationId"] == act.operation_id()) else {
        return;
    };
    let row = row(act);
    let open = [Who::Everybody, Who::Invited, Who::PublicReader];
    let nobody = row.who.iter().any(|who| open.contains(who)).then(|| json!({}));
    let key = row.scope.map(|_| json!({"key": []}));
    let token = Some(json!({"token": []}));
    operation["security"] = nobody.into_iter().chain(key).chain(token).collect();
}

/// An operation of which its summary says all is described by its summary.
fn describe(operation: &mut Value) {
    if operation["description"].as_str().is_none_or(str::is_empty) {
        let summary = operation["summary"].as_str().unwrap_or_default();
        operation["description"] = format!("{summary}.").into();
    }
}

#[cfg(test)]
mod tests {
    use crate::rest::contract;

    #[test]
    fn every_address_of_the_document_is_found_by_its_path() {
        let contract = contract();
        for pattern in contract.json()["paths"].as_object().unwrap().keys() {
            let filled = pattern.split('/').map(|it| if it.starts_with('{') { "x" } else { it });
            let path = filled.collect::<Vec<_>>().join("/");
            assert_eq!(contract.pattern(&path).as_deref(), Some(&**pattern));
        }
        assert_eq!(contract.pattern("/v1/nothing/x"), None);
    }
}
