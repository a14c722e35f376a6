//! Invitations: offers to become a member, accepted once.
//!
//! A steward makes one and hands its token on; it is shown once. Whoever has the token accepts it,
//! signed in or with a new account; one made for an e-mail address is that account's only.

use async_graphql::{InputObject, SimpleObject};
use entity::invitation::{Column, Entity, Model};
use entity::words::{
    AllianceId, Email, InvitationId, InvitationStatus, Line, MemberId, Moment, OrganizationId,
    Role, ShownOnce,
};
use garde::Validate;
use sea_orm::{ColumnTrait, Condition, QueryFilter, QueryTrait};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::members::place;
use crate::app::{
    App, Call, Done, Here, Operation, Page, Reads, Request, Shown, Writes, page, shown_once, sorts,
};
use crate::auth::keys::{KeyKind, SecretHash, mint};
use crate::error::{Code, Refusal, Result};
use crate::policy::{Act, Standing, viewer_can};
use crate::store::{AllianceRef, Cursor, Found, Key, Reader, Unit, View};

/// An offer to become a member, accepted once.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema, SimpleObject)]
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
    pub expires_at: Moment,
    /// The revision of its last change.
    pub version: i64,
    /// When it was made.
    pub created_at: Moment,
    /// What you may do with it.
    #[schema(max_items = 40)]
    pub viewer_can: Vec<&'static str>,
}

impl Invitation {
    /// Shows an invitation as of a time, at which it may have run out.
    fn at(row: Found<Entity>, by: &Standing, now: Moment) -> Self {
        let shown = Self::seen(row, by);
        let over = shown.status == InvitationStatus::Open && shown.expires_at <= now;
        let status = if over { InvitationStatus::Expired } else { shown.status };
        Self { status, ..shown }
    }
}

impl Shown for Invitation {
    type Entity = Entity;

    fn seen(row: Found<Entity>, by: &Standing) -> Self {
        let viewer_can = viewer_can(by, &row);
        let Model {
            id,
            alliance_id,
            email,
            role,
            steward,
            organization_id,
            token_hash: _,
            status,
            invited_by,
            member_id,
            expires_at,
            version,
            created_at,
        } = row.row();
        Self {
            id,
            alliance_id,
            email,
            role,
            steward,
            organization_id,
            status,
            invited_by,
            member_id,
            expires_at,
            version,
            created_at,
            viewer_can,
        }
    }
}

/// An invitation, with the token by which it is accepted.
#[derive(Clone, Debug, Serialize, ToSchema, SimpleObject)]
pub struct InvitationWithToken {
    /// The invitation.
    pub invitation: Invitation,
    /// What the invited needs to accept it; it is shown this once.
    pub token: ShownOnce,
}

shown_once! { InvitationWithToken }

/// What it takes to invite somebody.
#[derive(Clone, Debug, Deserialize, ToSchema, InputObject, Validate)]
#[serde(deny_unknown_fields)]
#[graphql(name = "CreateInvitationInput")]
pub struct CreateInvitation {
    /// What the invited will be.
    #[garde(skip)]
    pub role: Role,
    /// Whether they will be a steward; never a funder.
    #[serde(default)]
    #[graphql(default)]
    #[garde(skip)]
    pub steward: bool,
    /// The organization for which a partner will speak; for others none.
    #[garde(skip)]
    pub organization_id: Option<OrganizationId>,
    /// The account that may accept it; whoever has the token where none is said.
    #[garde(dive)]
    pub email: Option<Email>,
    /// For how many days it can be accepted, 1 to 90.
    #[serde(default = "fortnight")]
    #[schema(minimum = 1, maximum = 90, default = 14)]
    #[graphql(default = 14)]
    #[garde(range(min = 1, max = 90))]
    pub days: i32,
}

fn fortnight() -> i32 {
    14
}

impl Request for CreateInvitation {
    type Operation = MakeInvitation;

    async fn prepare(self, app: &App, _: &Call) -> Result<MakeInvitation> {
        let minted = mint(KeyKind::Invitation, &app.random);
        Ok(MakeInvitation { asked: self, hash: minted.hash, token: minted.secret })
    }
}

/// Makes an invitation whose token is made.
#[derive(Clone, Debug)]
pub struct MakeInvitation {
    asked: CreateInvitation,
    hash: SecretHash,
    token: entity::words::Secret,
}

impl Operation for MakeInvitation {
    const ACT: Act = Act::CreateInvitation;
    type At = AllianceRef;
    type Way = Writes;
    type Output = InvitationWithToken;

    async fn execute(self, mut unit: Unit<Self>, alliance: Here<Self>) -> Result<Done<Self>> {
        let CreateInvitation { role, steward, organization_id, email, days } = self.asked;
        place(&unit, role, steward, organization_id).await?;
        let invited_by = unit.member().ok_or_else(Refusal::missing)?;
        let row = Model {
            id: unit.id(),
            alliance_id: alliance.id,
            email,
            role,
            steward,
            organization_id,
            token_hash: self.hash.to_vec(),
            status: InvitationStatus::Open,
            invited_by,
            member_id: None,
            expires_at: Moment::new(
                unit.now().time() + chrono::Days::new(days.unsigned_abs().into()),
            ),
            version: unit.revision(),
            created_at: unit.now(),
        };
        let new = unit.create::<Entity>(row).await?;
        let token = ShownOnce::from(self.token);
        unit.commit(new.id, |by| InvitationWithToken {
            invitation: Invitation::seen(new, by),
            token,
        })
        .await
    }
}

sorts! {
    /// The orders in which invitations can be listed.
    InvitationSort of invitation {
        CreatedAt "The oldest first." CreatedAtDesc "The newest first." CreatedAt |row| Key::Moment(row.created_at);
    }
}

/// Which invitations of an alliance to list.
#[derive(Clone, Debug, Default, Deserialize, IntoParams, Validate)]
#[serde(deny_unknown_fields, default)]
#[into_params(parameter_in = Query)]
pub struct ListInvitations {
    /// Only those that stand so.
    #[garde(skip)]
    pub status: Option<InvitationStatus>,
    /// Only those to this role.
    #[garde(skip)]
    pub role: Option<Role>,
    /// The order.
    #[param(required = false)]
    #[garde(skip)]
    pub sort: InvitationSort,
    /// How many at most, 1 to 200; 50 where nothing is said.
    #[param(minimum = 1, maximum = 200)]
    #[garde(inner(range(min = 1, max = 200)))]
    pub limit: Option<u32>,
    /// Where the page before ended.
    #[garde(skip)]
    pub cursor: Option<Cursor>,
}

impl Operation for ListInvitations {
    const ACT: Act = Act::ListInvitations;
    type At = AllianceRef;
    type Way = Reads;
    type Output = Page<Invitation>;

    async fn execute(self, view: View, _: Here<Self>) -> Result<Done<Self>> {
        let Self { status, role, sort, limit, cursor } = self;
        let (by, now) = (*view.by(), view.now());
        let rows = view
            .rows::<Entity>()
            .apply_if(status, |rows, status| rows.filter(stands(status, now)))
            .apply_if(role, |rows, role| rows.filter(Column::Role.eq(role)));
        let slice = view.page(rows, page(sort, limit, cursor)).await?;
        Ok(Page::of(slice, |row| Invitation::at(row, &by, now)))
    }
}

/// Those that stand so: what has run out is stored as open.
fn stands(status: InvitationStatus, now: Moment) -> Condition {
    let stored = |status: InvitationStatus| Condition::all().add(Column::Status.eq(status));
    match status {
        InvitationStatus::Open => stored(status).add(Column::ExpiresAt.gt(now)),
        InvitationStatus::Expired => stored(InvitationStatus::Open).add(Column::ExpiresAt.lte(now)),
        InvitationStatus::Accepted | InvitationStatus::Revoked => stored(status),
    }
}

/// Asks for one invitation.
#[derive(Clone, Debug, Validate)]
pub struct GetInvitation {}

impl Operation for GetInvitation {
    const ACT: Act = Act::GetInvitation;
    type At = InvitationId;
    type Way = Reads;
    type Output = Invitation;

    async fn execute(self, view: View, invitation: Here<Self>) -> Result<Done<Self>> {
        Ok(Invitation::at(invitation, view.by(), view.now()))
    }
}

/// Takes an invitation back.
#[derive(Clone, Debug, Validate)]
pub struct RevokeInvitation {}

impl Operation for RevokeInvitation {
    const ACT: Act = Act::RevokeInvitation;
    type At = InvitationId;
    type Way = Writes;
    type Output = Invitation;

    async fn execute(self, mut unit: Unit<Self>, was: Here<Self>) -> Result<Done<Self>> {
        if was.status != InvitationStatus::Open {
            let said = format!("It is {} already.", was.status);
            return Err(Refusal::new(Code::WrongState, said).into());
        }
        let now = unit.change(was, |it| it.status = InvitationStatus::Revoked).await?;
        unit.commit(now.id, |by| Invitation::seen(now, by)).await
    }
}

/// What accepts an invitation: its token, and either a sign-in or what a new account takes.
#[derive(Clone, Debug, Deserialize, ToSchema, InputObject, Validate)]
#[serde(deny_unknown_fields)]
#[graphql(name = "AcceptInvitationInput")]
pub struct AcceptInvitation {
    /// The token.
    #[garde(dive)]
    pub token: entity::words::Secret,
    /// The name by which the alliance will know you; your account's where none is said.
    #[garde(dive)]
    pub name: Option<Line>,
    /// The address of the new account; none where you are signed in.
    #[garde(dive)]
    pub email: Option<Email>,
    /// The password of the new account, 12 to 200 characters; none where you are signed in.
    #[schema(value_type = Option<String>, format = Password, min_length = 12, max_length = 200)]
    #[garde(dive)]
    pub password: Option<entity::words::Secret>,
}
