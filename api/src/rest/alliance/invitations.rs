//! Invitations.

use actix_web::http::StatusCode;
use actix_web::{get, post};
use entity::types::InvitationId;

use crate::app::Page;
use crate::app::alliance::{
    AcceptInvitation, Accepted, CreateInvitation, GetInvitation, Invitation, InvitationWithToken,
    ListInvitations, RevokeInvitation, invitation_at,
};
use crate::rest::answer::answers;
use crate::rest::{Body, Caller, Handled, PathLocator, Query, Routes};
use crate::store::AllianceRef;

answers! { Invitation => "/v1/invitations/{}"; }

/// The routes of invitations.
pub fn routes(to: &mut impl Routes) {
    to.service(create_invitation)
        .service(list_invitations)
        .service(accept_invitation)
        .service(get_invitation)
        .service(revoke_invitation);
}

/// Invite somebody
///
/// The answer holds the token, this once; hand it on to the person.
#[utoipa::path(tag = "alliance", operation_id = "createInvitation", request_body = CreateInvitation,
    responses((status = 201, description = "The invitation and its token", body = InvitationWithToken)))]
#[post("/v1/alliances/{alliance}/invitations")]
async fn create_invitation(
    c: Caller,
    at: PathLocator<AllianceRef>,
    b: Body<CreateInvitation>,
) -> Handled {
    c.secret(StatusCode::CREATED, &c.run(at.0, b.0).await?)
}

/// List an alliance's invitations
#[utoipa::path(tag = "alliance", operation_id = "listInvitations", params(ListInvitations),
    responses((status = 200, description = "Part of the list", body = Page<Invitation>)))]
#[get("/v1/alliances/{alliance}/invitations")]
async fn list_invitations(
    c: Caller,
    at: PathLocator<AllianceRef>,
    q: Query<ListInvitations>,
) -> Handled {
    c.page(&c.run(at.0, q.0).await?)
}

/// Accept an invitation
///
/// Signed in, with your account; else with name, e-mail and password of a new one, which the answer
/// signs in. It can be accepted once.
#[utoipa::path(tag = "alliance", operation_id = "acceptInvitation", request_body = AcceptInvitation,
    responses((status = 201, description = "You, as a member, and the session of a new account", body = Accepted)))]
#[post("/v1/invitations/accept")]
async fn accept_invitation(c: Caller, b: Body<AcceptInvitation>) -> Handled {
    let at = invitation_at(&b.0.token)?;
    c.secret(StatusCode::CREATED, &c.run(at, b.0).await?)
}

/// Read an invitation
#[utoipa::path(tag = "alliance", operation_id = "getInvitation",
    responses((status = 200, description = "The invitation", body = Invitation)))]
#[get("/v1/invitations/{invitation}")]
async fn get_invitation(c: Caller, at: PathLocator<InvitationId>) -> Handled {
    c.ok(&c.run(at.0, GetInvitation::default()).await?)
}

/// Take an invitation back
#[utoipa::path(tag = "alliance", operation_id = "revokeInvitation",
    responses((status = 200, description = "The invitation", body = Invitation)))]
#[post("/v1/invitations/{invitation}/revoke")]
async fn revoke_invitation(c: Caller, at: PathLocator<InvitationId>) -> Handled {
    c.ok(&c.run(at.0, RevokeInvitation {}).await?)
}
