//! Versions of the statement of the shared purpose.

use actix_web::{delete, get, patch, post};
use entity::types::StatementId;

use crate::app::Page;
use crate::app::purpose::{
    ChangeStatement, CreateStatement, GetStatement, GetStatementInForce, ListStatements,
    RemoveStatement, Statement,
};
use crate::rest::answer::answers;
use crate::rest::{Body, Caller, Handled, PathLocator, Query, Routes};
use crate::store::AllianceRef;

answers! { Statement => "/v1/statements/{}"; }

/// The routes of statements.
pub fn routes(to: &mut impl Routes) {
    to.service(create_statement)
        .service(list_statements)
        .service(get_statement_in_force)
        .service(get_statement)
        .service(change_statement)
        .service(remove_statement);
}

/// Write a new version of the statement of purpose
///
/// The version is a draft until a proposal puts it before the organizations.
#[utoipa::path(tag = "purpose", operation_id = "createStatement", request_body = CreateStatement,
    responses((status = 201, description = "The version", body = Statement)))]
#[post("/v1/alliances/{alliance}/statements")]
async fn create_statement(
    c: Caller,
    at: PathLocator<AllianceRef>,
    b: Body<CreateStatement>,
) -> Handled {
    c.created(&c.run(at.0, b.0).await?)
}

/// List the versions of an alliance's statement of purpose
#[utoipa::path(tag = "purpose", operation_id = "listStatements", params(ListStatements),
    responses((status = 200, description = "Part of the list", body = Page<Statement>)))]
#[get("/v1/alliances/{alliance}/statements")]
async fn list_statements(
    c: Caller,
    at: PathLocator<AllianceRef>,
    q: Query<ListStatements>,
) -> Handled {
    c.page(&c.run(at.0, q.0).await?)
}

/// Read the statement of purpose that is in force
///
/// The version that was accepted last; there is none until the first is accepted.
#[utoipa::path(tag = "purpose", operation_id = "getStatementInForce",
    responses((status = 200, description = "The version", body = Statement)))]
#[get("/v1/alliances/{alliance}/statements/in-force")]
async fn get_statement_in_force(c: Caller, at: PathLocator<AllianceRef>) -> Handled {
    c.ok(&c.run(at.0, GetStatementInForce {}).await?)
}

/// Read a version of the statement of purpose
#[utoipa::path(tag = "purpose", operation_id = "getStatement",
    responses((status = 200, description = "The version", body = Statement)))]
#[get("/v1/statements/{statement}")]
async fn get_statement(c: Caller, at: PathLocator<StatementId>) -> Handled {
    c.ok(&c.run(at.0, GetStatement {}).await?)
}

/// Change a draft of the statement of purpose
///
/// A version that was proposed stays as it is; write a new one instead.
#[utoipa::path(tag = "purpose", operation_id = "changeStatement", request_body = ChangeStatement,
    responses((status = 200, description = "The version", body = Statement)))]
#[patch("/v1/statements/{statement}")]
async fn change_statement(
    c: Caller,
    at: PathLocator<StatementId>,
    b: Body<ChangeStatement>,
) -> Handled {
    c.ok(&c.run(at.0, b.0).await?)
}

/// Remove a draft of the statement of purpose
///
/// A version that was proposed is kept for ever.
#[utoipa::path(tag = "purpose", operation_id = "removeStatement",
    responses((status = 204, description = "It is there no more")))]
#[delete("/v1/statements/{statement}")]
async fn remove_statement(c: Caller, at: PathLocator<StatementId>) -> Handled {
    c.run(at.0, RemoveStatement {}).await?;
    c.gone()
}
