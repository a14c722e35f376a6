//! Members.

use actix_web::{delete, get, patch};
use entity::types::MemberId;

use crate::app::Page;
use crate::app::alliance::{ChangeMember, GetMember, ListMembers, Member, RemoveMember};
use crate::rest::answer::answers;
use crate::rest::{Body, Caller, Handled, PathLocator, Query, Routes};
use crate::store::AllianceRef;

answers! { Member => "/v1/members/{}"; }

/// The routes of members.
pub fn routes(to: &mut impl Routes) {
    to.service(list_members).service(get_member).service(change_member).service(remove_member);
}

/// List an alliance's members
///
/// Those who were removed are there too: their names stay in history.
#[utoipa::path(tag = "alliance", operation_id = "listMembers", params(ListMembers),
    responses((status = 200, description = "Part of the list", body = Page<Member>)))]
#[get("/v1/alliances/{alliance}/members")]
async fn list_members(c: Caller, at: PathLocator<AllianceRef>, q: Query<ListMembers>) -> Handled {
    c.page(&c.run(at.0, q.0).await?)
}

/// Read a member
#[utoipa::path(tag = "alliance", operation_id = "getMember",
    responses((status = 200, description = "The member", body = Member)))]
#[get("/v1/members/{member}")]
async fn get_member(c: Caller, at: PathLocator<MemberId>) -> Handled {
    c.ok(&c.run(at.0, GetMember::default()).await?)
}

/// Change a member
///
/// Role, stewardship and organization go together: only a partner speaks for an organization. What
/// somebody had answered who is a partner no more, and nobody had seen, is deleted unread.
#[utoipa::path(tag = "alliance", operation_id = "changeMember", request_body = ChangeMember,
    responses((status = 200, description = "The member", body = Member)))]
#[patch("/v1/members/{member}")]
async fn change_member(c: Caller, at: PathLocator<MemberId>, b: Body<ChangeMember>) -> Handled {
    c.ok(&c.run(at.0, b.0).await?)
}

/// Remove a member
///
/// A steward removes others, anybody themselves. What they had answered and nobody had seen is
/// deleted unread; their name stays in history.
#[utoipa::path(tag = "alliance", operation_id = "removeMember",
    responses((status = 204, description = "They take part no more")))]
#[delete("/v1/members/{member}")]
async fn remove_member(c: Caller, at: PathLocator<MemberId>) -> Handled {
    c.run(at.0, RemoveMember {}).await?;
    c.gone()
}
