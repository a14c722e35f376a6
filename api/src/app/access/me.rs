//! One's own account.

use std::collections::HashMap;

use async_graphql::{InputObject, SimpleObject};
use entity::types::{
    AllianceId, Apply, Change, MemberId, OrganizationId, Role, Secret, SessionId, ShortText, Slug,
    ThingStatus,
};
use garde::Validate;
use sea_orm::{ColumnTrait, QueryFilter};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::User;
use super::passwords::{hashed, verdict, weakness};
use crate::app::{App, Call, Done, Input, Located, Operation, Present, Read, Replay, Write};
use crate::auth::passwords::{PasswordVerdict, StoredPassword};
use crate::error::{ErrorCode, Refusal, Result, Violation};
use crate::policy::{Act, Membership};
use crate::store::{Myself, Reader, UnitOfWork, View, api_keys, sessions, users};

/// Your account, and what you are in the alliances that you can reach.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema, SimpleObject)]
#[graphql(serial)]
pub struct Me {
    /// Your account.
    pub user: User,
    /// Your place in each alliance; those that the API key is for, where the request came with one.
    #[schema(max_items = 10000)]
    pub memberships: Vec<MyMembership>,
}

/// Your place in an alliance.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema, SimpleObject)]
#[graphql(serial)]
pub struct MyMembership {
    /// What you are known as there.
    pub member_id: MemberId,
    /// The alliance.
    pub alliance_id: AllianceId,
    /// What stands for the alliance in a URL.
    pub alliance_slug: Slug,
    /// What the alliance calls itself.
    pub alliance_name: ShortText,
    /// Where the alliance stands.
    pub alliance_status: ThingStatus,
    /// Your role.
    pub role: Role,
    /// Whether you are a steward.
    pub steward: bool,
    /// The organization for which you speak.
    #[schema(required)]
    pub organization_id: Option<OrganizationId>,
    /// What that organization is called.
    #[schema(required)]
    pub organization_name: Option<ShortText>,
}

/// Asks who one is.
#[derive(Clone, Debug, Validate)]
pub struct GetMe {}

impl Operation for GetMe {
    const ACT: Act = Act::GetMe;
    type Locator = Myself;
    type AccessMode = Read;
    type Output = Me;

    async fn execute(self, view: View, me: Located<Self>) -> Result<Done<Self>> {
        let user = User::from_row(me, view.by());
        Ok(Me { user, memberships: memberships(&view).await? })
    }
}

impl Replay for Me {
    async fn replay(_: &View, _: Option<uuid::Uuid>) -> Result<Self> {
        Err(Refusal::missing().into())
    }
}

async fn memberships(view: &View) -> Result<Vec<MyMembership>> {
    let alliances = view.all(view.rows::<entity::alliance::Entity>()).await?;
    let mine: Vec<(entity::alliance::Model, Membership)> = alliances
        .into_iter()
        .filter_map(|row| view.lens().standing(row.id).member().copied().map(|by| (row, by)))
        .collect();
    let names = organization_names(view, mine.iter().filter_map(|(_, by)| by.organization)).await?;
    let mut all: Vec<MyMembership> =
        mine.into_iter().map(|(alliance, by)| my_membership(alliance, &by, &names)).collect();
    all.sort_by(|a, b| a.alliance_name.cmp(&b.alliance_name).then(a.member_id.cmp(&b.member_id)));
    Ok(all)
}

async fn organization_names(
    view: &View,
    ids: impl Iterator<Item = OrganizationId>,
) -> Result<HashMap<OrganizationId, ShortText>> {
    use entity::organization::{Column, Entity};
    let ids: Vec<OrganizationId> = ids.collect();
    if ids.is_empty() {
        return Ok(HashMap::new());
    }
    let rows = view.all(view.rows::<Entity>().filter(Column::Id.is_in(ids))).await?;
    Ok(rows.into_iter().map(|row| (row.id, row.name)).collect())
}

fn my_membership(
    alliance: entity::alliance::Model,
    by: &Membership,
    names: &HashMap<OrganizationId, ShortText>,
) -> MyMembership {
    MyMembership {
        member_id: by.id,
        alliance_id: alliance.id,
        alliance_slug: alliance.slug,
        alliance_name: alliance.name,
        alliance_status: alliance.status,
        role: by.role,
        steward: by.steward,
        organization_id: by.organization,
        organization_name: by.organization.and_then(|id| names.get(&id).cloned()),
    }
}

/// What to change of your own account; what is not named stays. The address is an admin's to change.
#[derive(Clone, Debug, Deserialize, ToSchema, InputObject, Validate)]
#[serde(deny_unknown_fields)]
#[graphql(name = "ChangeMeInput")]
pub struct ChangeMe {
    /// What you are called.
    #[serde(default)]
    #[schema(value_type = ShortText, required = false)]
    #[garde(dive)]
    pub name: Change<ShortText>,
}

impl Operation for ChangeMe {
    const ACT: Act = Act::ChangeMe;
    type Locator = Myself;
    type AccessMode = Write;
    type Output = User;

    async fn execute(self, mut unit: UnitOfWork<Self>, was: Located<Self>) -> Result<Done<Self>> {
        let Self { name } = self;
        let now = unit.change(was, |user| name.apply(&mut user.name)).await?;
        unit.commit(now.id, |by| User::from_row(now, by)).await
    }
}

/// Your password, and the one that you want.
#[derive(Clone, Debug, Deserialize, ToSchema, InputObject, Validate)]
#[serde(deny_unknown_fields)]
#[graphql(name = "ChangePasswordInput")]
pub struct ChangePassword {
    /// The password that you have.
    #[garde(dive)]
    pub current_password: Secret,
    /// The password that you want, 12 to 200 characters.
    #[schema(value_type = String, format = Password, min_length = 12, max_length = 200)]
    #[garde(dive)]
    pub new_password: Secret,
    /// Whether your API keys are revoked, too: whoever knew the old password may have made some.
    #[serde(default = "yes")]
    #[schema(default = true)]
    #[graphql(default = true)]
    #[garde(skip)]
    pub revoke_api_keys: bool,
}

const fn yes() -> bool {
    true
}

impl Input for ChangePassword {
    type Operation = PreparedChangePassword;

    async fn prepare(self, app: &App, call: &Call) -> Result<PreparedChangePassword> {
        let Self { current_password, new_password: new, revoke_api_keys } = self;
        let user = call.actor.user.ok_or_else(Refusal::missing)?;
        let account = users::by_id(&app.db, user).await?.ok_or_else(Refusal::missing)?;
        let attempt = app.attempt_limiter.check(call.address, account.email_key.as_str()).await?;
        let stored = account.password_hash.clone();
        let current = verdict(app, &current_password, stored.clone()).await?;
        let wrong = (current == PasswordVerdict::Wrong).then(wrong);
        if wrong.is_none() {
            attempt.succeeded().await;
        }
        let weak = weakness(&new, &account.email, "/new_password");
        Refusal::unless_none(wrong.into_iter().chain(weak))?;
        let new = hashed(app, &new).await?;
        Ok(PreparedChangePassword {
            checked: stored.map(StoredPassword),
            new,
            session: call.actor.session,
            revoke_api_keys,
        })
    }
}

fn wrong() -> Violation {
    let said = "This is not your present password.";
    Violation::new(ErrorCode::PasswordWrong, said).at("/current_password")
}

/// [`ChangePassword`] whose old password is checked and whose new one is hashed.
#[derive(Clone, Debug)]
pub struct PreparedChangePassword {
    checked: Option<StoredPassword>,
    new: StoredPassword,
    session: Option<SessionId>,
    revoke_api_keys: bool,
}

impl Operation for PreparedChangePassword {
    const ACT: Act = Act::ChangePassword;
    type Locator = Myself;
    type AccessMode = Write;
    type Output = User;

    async fn execute(self, mut unit: UnitOfWork<Self>, was: Located<Self>) -> Result<Done<Self>> {
        let Self { checked, new, session, revoke_api_keys } = self;
        if was.password_hash != checked.map(|checked| checked.0) {
            return Err(wrong().into());
        }
        let now = unit
            .change(was, |user| {
                user.password_hash = Some(new.0);
                user.password_temporary = false;
                user.sign_ins_left = None;
            })
            .await?;
        sessions::end_others(&mut unit, now.id, session).await?;
        if revoke_api_keys {
            api_keys::revoke_all(&mut unit, now.id).await?;
        }
        unit.commit(now.id, |by| User::from_row(now, by)).await
    }
}
