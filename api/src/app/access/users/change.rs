//! Changing accounts: an admin's work.

use async_graphql::InputObject;
use entity::types::{Apply, Change, Email, Secret, ShortText, ShownOnce, UserId};
use garde::Validate;
use serde::Deserialize;
use utoipa::ToSchema;

use super::super::passwords::hashed;
use super::{EMAIL_TAKEN, User, UserWithPassword};
use crate::app::{App, Call, Done, Input, Located, Operation, Present, Write};
use crate::auth::keys::one_time_password;
use crate::auth::passwords::StoredPassword;
use crate::error::{ErrorCode, OnUniqueViolation, Refusal, Result};
use crate::policy::Act;
use crate::store::{UnitOfWork, api_keys, members, sessions, users};

/// What to change of an account; what is not named stays.
#[derive(Clone, Debug, Deserialize, ToSchema, InputObject, Validate)]
#[serde(deny_unknown_fields)]
#[graphql(name = "ChangeUserInput")]
pub struct ChangeUser {
    /// The e-mail address by which the account signs in.
    #[serde(default)]
    #[schema(value_type = Email, required = false)]
    #[garde(dive)]
    pub email: Change<Email>,
    /// What the person is called.
    #[serde(default)]
    #[schema(value_type = ShortText, required = false)]
    #[garde(dive)]
    pub name: Change<ShortText>,
    /// Whether the account is an admin, who keeps the instance and its accounts.
    #[serde(default)]
    #[schema(value_type = bool, required = false)]
    #[garde(skip)]
    pub admin: Change<bool>,
    /// Whether it may no longer sign in. Disabling ends its sessions; its API keys rest.
    #[serde(default)]
    #[schema(value_type = bool, required = false)]
    #[garde(skip)]
    pub disabled: Change<bool>,
}

impl Operation for ChangeUser {
    const ACT: Act = Act::ChangeUser;
    type Locator = UserId;
    type AccessMode = Write;
    type Output = User;

    async fn execute(self, mut unit: UnitOfWork<Self>, was: Located<Self>) -> Result<Done<Self>> {
        let Self { email, name, admin, disabled } = self;
        let kept = was.admin && !was.disabled;
        let now = unit
            .change(was, |user| {
                email.apply(&mut user.email);
                user.email_key = user.email.key();
                name.apply(&mut user.name);
                admin.apply(&mut user.admin);
                disabled.apply(&mut user.disabled);
            })
            .await?;
        unit.flush().await.on_unique_violation(ErrorCode::EmailTaken, "/email", EMAIL_TAKEN)?;
        if kept && (!now.admin || now.disabled) && !users::any_admin(&*unit).await? {
            let said = "This is the last admin that can sign in; make another first.";
            return Err(Refusal::new(ErrorCode::LastAdmin, said).into());
        }
        if now.disabled {
            sessions::end_others(&mut unit, now.id, None).await?;
        }
        unit.commit(now.id, |by| User::from_row(now, by)).await
    }
}

/// Makes a new password for an account. Its sessions end and its API keys are revoked; what it had
/// answered and nobody had seen is deleted unread, so that whoever takes it over never reads that, and
/// each alliance in which it is a member has an event that says so.
#[derive(Clone, Debug, Validate)]
pub struct ResetPassword {}

impl Input for ResetPassword {
    type Operation = PreparedResetPassword;

    async fn prepare(self, app: &App, _: &Call) -> Result<PreparedResetPassword> {
        let made = one_time_password(&app.random);
        Ok(PreparedResetPassword { stored: hashed(app, &made).await?, made })
    }
}

/// [`ResetPassword`] whose new password is made and hashed.
#[derive(Clone, Debug)]
pub struct PreparedResetPassword {
    stored: StoredPassword,
    made: Secret,
}

impl Operation for PreparedResetPassword {
    const ACT: Act = Act::ResetPassword;
    type Locator = UserId;
    type AccessMode = Write;
    type Output = UserWithPassword;

    fn destroys(&self) -> bool {
        true
    }

    async fn execute(self, mut unit: UnitOfWork<Self>, was: Located<Self>) -> Result<Done<Self>> {
        let Self { stored, made } = self;
        let now = unit
            .change(was, |user| {
                user.password_hash = Some(stored.0);
                user.password_temporary = true;
                user.sign_ins_left = Some(1);
            })
            .await?;
        sessions::end_others(&mut unit, now.id, None).await?;
        api_keys::revoke_all(&mut unit, now.id).await?;
        for member in members::of_account(&*unit, now.id).await? {
            unit.destroy_answers_of(member.id).await?;
            unit.tell_alliance(member.alliance_id, member.id).await?;
        }
        unit.commit(now.id, |by| UserWithPassword {
            user: User::from_row(now, by),
            one_time_password: Some(ShownOnce::from(made)),
        })
        .await
    }
}
