//! Sign-ins.

use actix_web::http::StatusCode;
use actix_web::{delete, get, post};
use entity::types::SessionId;

use crate::app::Page;
use crate::app::access::{ListSessions, RefreshSession, Session, SignIn, SignOut, SignedIn};
use crate::rest::{Body, Caller, Handled, PathLocator, Query, Routes, Visitor};
use crate::store::Instance;

/// The routes of sign-ins.
pub fn routes(to: &mut impl Routes) {
    to.service(sign_in).service(refresh_session).service(list_sessions).service(sign_out);
}

/// Sign in
///
/// Opens a session. Send its access token with each request, and renew it before it expires.
#[utoipa::path(tag = "access", operation_id = "signIn", request_body = SignIn, security(()),
    responses((status = 201, description = "The session and its tokens", body = SignedIn)))]
#[post("/v1/sessions")]
async fn sign_in(c: Visitor, b: Body<SignIn>) -> Handled {
    c.0.secret(StatusCode::CREATED, &c.0.run(Instance, b.0).await?)
}

/// Renew a session
///
/// A refresh token is taken once; for half a minute once more, since two tabs may renew at the same
/// time. Later it ends the session, as somebody else may hold it.
#[utoipa::path(tag = "access", operation_id = "refreshSession", request_body = RefreshSession, security(()),
    responses((status = 200, description = "The session and its next tokens", body = SignedIn)))]
#[post("/v1/sessions/refresh")]
async fn refresh_session(c: Visitor, b: Body<RefreshSession>) -> Handled {
    c.0.secret(StatusCode::OK, &c.0.run(Instance, b.0).await?)
}

/// List your sessions
#[utoipa::path(tag = "access", operation_id = "listSessions", params(ListSessions),
    responses((status = 200, description = "Part of the list", body = Page<Session>)))]
#[get("/v1/sessions")]
async fn list_sessions(c: Caller, q: Query<ListSessions>) -> Handled {
    c.page(&c.run(Instance, q.0).await?)
}

/// Sign out
///
/// Ends the session: neither its access tokens nor its refresh token is taken any more.
#[utoipa::path(tag = "access", operation_id = "signOut",
    responses((status = 204, description = "The session has ended")))]
#[delete("/v1/sessions/{session}")]
async fn sign_out(c: Caller, at: PathLocator<SessionId>) -> Handled {
    c.run(at.0, SignOut {}).await?;
    c.gone()
}
