//! Changing accounts: an admin's work.

use async_graphql::InputObject;
use entity::words::{Apply, Change, Email, Line, Secret, ShownOnce, UserId};
use garde::Validate;
use serde::Deserialize;
use utoipa::ToSchema;

use super::super::passwords::hashed;
use super::{EMAIL_TAKEN, User, UserWithPassword};
use crate::app::{App, Call, Done, Here, Operation, Request, Shown, Writes};
use crate::auth::keys::one_time_password;
use crate::auth::passwords::StoredPassword;
use crate::error::{Code, Refusal, Result, Taken};
use crate::policy::Act;
use crate::store::{Unit, sessions, users};

/// What to change of an account; what is not named stays.
#[derive(Clone, Debug, Deserialize, ToSchema, InputObject, Validate)]
#[serde(deny_unknown_fields)]
#[graphql(name = "ChangeUserInput")]
pub struct ChangeUser {
    /// The address by which it signs in.
    #[serde(default)]
    #[schema(value_type = Email, required = false)]
    #[garde(dive)]
    pub email: Change<Email>,
    /// What the person is called.
    #[serde(default)]
    #[schema(value_type = Line, required = false)]
    #[garde(dive)]
    pub name: Change<Line>,
    /// Whether it keeps the instance and its accounts.
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
    type At = UserId;
    type Way = Writes;
    type Output = User;

    async fn execute(self, mut unit: Unit<Self>, was: Here<Self>) -> Result<Done<Self>> {
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
        unit.settle().await.taken(Code::EmailTaken, "/email", EMAIL_TAKEN)?;
        if kept && (!now.admin || now.disabled) && !users::any_admin(&unit).await? {
            let said = "This is the last admin that can sign in; make another first.";
            return Err(Refusal::new(Code::LastAdmin, said).into());
        }
        if now.disabled {
            sessions::end_others(&mut unit, now.id, None).await?;
        }
        unit.commit(now.id, |by| User::seen(now, by)).await
    }
}

/// Makes a new password for an account, and ends its sessions.
#[derive(Clone, Debug, Validate)]
pub struct ResetPassword {}

impl Request for ResetPassword {
    type Operation = ReplacePassword;

    async fn prepare(self, app: &App, _: &Call) -> Result<ReplacePassword> {
        let made = one_time_password(&app.random);
        Ok(ReplacePassword { stored: hashed(app, &made).await?, made })
    }
}

/// Puts a password that was made in place of an account's.
#[derive(Clone, Debug)]
pub struct ReplacePassword {
    stored: StoredPassword,
    made: Secret,
}

impl Operation for ReplacePassword {
    const ACT: Act = Act::ResetPassword;
    type At = UserId;
    type Way = Writes;
    type Output = UserWithPassword;

    async fn execute(self, mut unit: Unit<Self>, was: Here<Self>) -> Result<Done<Self>> {
        let Self { stored, made } = self;
        let now = unit
            .change(was, |user| {
                user.password_hash = Some(stored.0);
                user.password_temporary = true;
            })
            .await?;
        sessions::end_others(&mut unit, now.id, None).await?;
        unit.commit(now.id, |by| UserWithPassword {
            user: User::seen(now, by),
            one_time_password: Some(ShownOnce::from(made)),
        })
        .await
    }
}
