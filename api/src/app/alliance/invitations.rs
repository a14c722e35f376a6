//! Invitations: offers to become a member, accepted once.
//!
//! A steward makes one and hands its token on; it is shown once. Whoever has the token accepts it,
//! signed in or with a new account; one made for an e-mail address is that account's only.

mod create;

pub use create::{CreateInvitation, InvitationWithToken, PreparedCreateInvitation};

use async_graphql::{InputObject, SimpleObject};
use entity::invitation::{Column, Entity, Model};
use entity::types::{
    AllianceId, Email, InvitationId, InvitationStatus, MemberId, OrganizationId, Role, Timestamp,
};
use garde::Validate;
use sea_orm::{ColumnTrait, Condition, QueryFilter, QueryTrait, Select};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use crate::app::{
    Done, Filter, Get, List, Located, Operation, Present, Readable, Write, present, sorts,
};
use crate::error::{ErrorCode, Refusal, Result};
use crate::policy::{Act, Standing, viewer_can};
use crate::store::{AllianceRef, Found, Reader, SortKey, UnitOfWork, View};

/// An offer to become a member, accepted once.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema, SimpleObject)]
#[graphql(complex, serial)]
pub struct Invitation {
    /// The invitation.
    pub id: InvitationId,
    /// The alliance.
    pub alliance_id: AllianceId,
    /// The account that may accept it; null for whoever has the token.
    #[schema(required)]
    pub email: Option<Email>,
    /// What the invited will be.
    pub role: Role,
    /// Whether they will be a steward.
    pub steward: bool,
    /// The organization for which a partner will speak.
    #[schema(required)]
    pub organization_id: Option<OrganizationId>,
    /// Where it stands.
    pub status: InvitationStatus,
    /// Who invited.
    pub invited_by: MemberId,
    /// The member who came of it.
    #[schema(required)]
    pub member_id: Option<MemberId>,
    /// Until when it can be accepted.
    pub expires_at: Timestamp,
    /// The revision of its last change.
    pub version: i64,
    /// When it was made.
    pub created_at: Timestamp,
    /// The operations that you may carry out on this thing now, by their short names.
    #[schema(max_items = 40)]
    pub viewer_can: Vec<&'static str>,
}

/// Where an invitation stands at a time: what has run out is stored as open.
fn status_at(row: &Model, now: Timestamp) -> InvitationStatus {
    match row.status {
        InvitationStatus::Open if row.expires_at <= now => InvitationStatus::Expired,
        status => status,
    }
}

present! {
    Invitation of invitation |row, by| {
        columns {
            id, alliance_id, email, role, steward, organization_id, invited_by, member_id, expires_at,
            version, created_at,
        }
        before { viewer_can => invitation_can(&row, by) }
        by_clock { status => shown_at }
        hidden { token_hash, email_key }
    }
}

/// What may be done with an invitation; nothing once it is open no more.
fn invitation_can(row: &Found<Entity>, by: &Standing) -> Vec<&'static str> {
    if row.status == InvitationStatus::Open { viewer_can(by, row) } else { Vec::new() }
}

/// An invitation as of a time: one that has run out is expired, and nothing can be done with it.
fn shown_at(row: Found<Entity>, by: &Standing, now: Timestamp) -> Invitation {
    let status = status_at(&row, now);
    let shown = Invitation::from_row(row, by);
    match status {
        InvitationStatus::Expired => Invitation { status, viewer_can: Vec::new(), ..shown },
        _ => shown,
    }
}

sorts! {
    /// The orders in which invitations can be listed.
    InvitationSort of invitation {
        CreatedAt "The oldest first." CreatedAtDesc "The newest first." CreatedAt |row| SortKey::Timestamp(row.created_at);
    }
}

/// Which invitations of an alliance to list.
#[derive(Clone, Debug, Default, Deserialize, IntoParams, InputObject, Validate)]
#[serde(deny_unknown_fields, default)]
#[into_params(parameter_in = Query)]
pub struct InvitationFilter {
    /// Only invitations with this status.
    #[garde(skip)]
    pub status: Option<InvitationStatus>,
    /// Only invitations to this role.
    #[garde(skip)]
    pub role: Option<Role>,
}

/// The operation that lists them.
pub type ListInvitations = List<InvitationFilter>;

impl Filter for InvitationFilter {
    const ACT: Act = Act::ListInvitations;
    type Locator = AllianceRef;
    type Thing = Invitation;
    type Sort = InvitationSort;

    fn rows(self, view: &View, alliance: &Located<List<Self>>) -> Select<Entity> {
        let Self { status, role } = self;
        view.children_of::<Entity, _>(alliance.id)
            .apply_if(status, |rows, status| rows.filter(stands(status, view.now())))
            .apply_if(role, |rows, role| rows.filter(Column::Role.eq(role)))
    }
}

/// Those that stand so.
fn stands(status: InvitationStatus, now: Timestamp) -> Condition {
    let stored = |status: InvitationStatus| Condition::all().add(Column::Status.eq(status));
    match status {
        InvitationStatus::Open => stored(status).add(Column::ExpiresAt.gt(now)),
        InvitationStatus::Expired => stored(InvitationStatus::Open).add(Column::ExpiresAt.lte(now)),
        InvitationStatus::Accepted | InvitationStatus::Revoked => stored(status),
    }
}

/// Asks for one invitation.
pub type GetInvitation = Get<Invitation>;

impl Readable for Invitation {
    const ACT: Act = Act::GetInvitation;
    type Locator = InvitationId;
}

/// Takes an invitation back.
#[derive(Clone, Debug, Validate)]
pub struct RevokeInvitation {}

impl Operation for RevokeInvitation {
    const ACT: Act = Act::RevokeInvitation;
    type Locator = InvitationId;
    type AccessMode = Write;
    type Output = Invitation;

    async fn execute(self, mut unit: UnitOfWork<Self>, was: Located<Self>) -> Result<Done<Self>> {
        let status = status_at(&was, unit.now());
        if status != InvitationStatus::Open {
            let said = format!("It is {status} already.");
            return Err(Refusal::new(ErrorCode::WrongState, said).into());
        }
        let now = unit.change(was, |it| it.status = InvitationStatus::Revoked).await?;
        unit.commit(now.id, |by| Invitation::from_row(now, by)).await
    }
}
