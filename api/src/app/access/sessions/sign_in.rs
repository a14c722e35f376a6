//! Signing in with a password.

use std::net::IpAddr;

use async_graphql::InputObject;
use entity::types::{Email, Secret, UserId};
use garde::Validate;
use serde::Deserialize;
use utoipa::ToSchema;

use super::super::grant::Grant;
use super::super::passwords::{hashed, verdict};
use super::super::{SignedIn, User};
use crate::app::{App, Call, Done, Input, Located, Operation, Present, WriteUnlogged};
use crate::auth::passwords::{PasswordVerdict, StoredPassword};
use crate::error::{ErrorCode, Refusal, Result};
use crate::metrics::{SignInOutcome, SignIns};
use crate::policy::Act;
use crate::store::{Instance, Reader, UnitOfWork, users};

/// Who signs in, and with what.
#[derive(Clone, Debug, Deserialize, ToSchema, InputObject, Validate)]
#[serde(deny_unknown_fields)]
#[graphql(name = "SignInInput")]
pub struct SignIn {
    /// The account's e-mail address.
    #[garde(dive)]
    pub email: Email,
    /// The account's password.
    #[garde(dive)]
    pub password: Secret,
}

impl Input for SignIn {
    type Operation = PreparedSignIn;

    /// An unknown address costs as much time as a wrong password, and is answered alike.
    async fn prepare(self, app: &App, call: &Call) -> Result<PreparedSignIn> {
        let Self { email, password } = self;
        let noted = NotedSignIn { sign_ins: app.sign_ins.clone(), from: call.address };
        let checked = app.attempt_limiter.check(call.address, email.key()).await;
        let attempt = checked.inspect_err(|_| noted.failed(None, "too many have failed"))?;
        let account = users::by_email(&app.db, &email).await?;
        let id = account.as_ref().map(|account| account.id);
        let stored = account.as_ref().and_then(|account| account.password_hash.clone());
        let verdict = verdict(app, &password, stored.clone()).await?;
        let (Some(account), Some(stored), PasswordVerdict::Right { outdated }) =
            (account, stored, verdict)
        else {
            noted.failed(id, "no such account, or another password");
            return Err(refused().into());
        };
        attempt.succeeded().await;
        let renewed = if outdated { Some(hashed(app, &password).await?) } else { None };
        let grant = Grant::new(app, account.id, None)?;
        let checked = StoredPassword(stored);
        Ok(PreparedSignIn { user: account.id, checked, renewed, grant, noted })
    }
}

fn refused() -> Refusal {
    Refusal::new(ErrorCode::SignInFailed, "No account goes with this e-mail and password.")
}

/// Tells whoever knows a one-time password that somebody has signed in by it.
fn used() -> Refusal {
    let said = "This password opened once, and has done so; an admin can make another.";
    Refusal::new(ErrorCode::OneTimePasswordUsed, said)
}

/// [`SignIn`] whose password was right.
#[derive(Clone, Debug)]
pub struct PreparedSignIn {
    user: UserId,
    checked: StoredPassword,
    renewed: Option<StoredPassword>,
    grant: Grant,
    noted: NotedSignIn,
}

/// Counts and logs how an attempt ends: an account by its id, never an address that was typed.
#[derive(Clone, Debug)]
struct NotedSignIn {
    sign_ins: SignIns,
    from: Option<IpAddr>,
}

impl NotedSignIn {
    fn failed(&self, user: Option<UserId>, why: &'static str) {
        self.sign_ins.note(SignInOutcome::Failed);
        let (user, address) =
            (user.map(|user| user.to_string()), self.from.map(|it| it.to_string()));
        tracing::warn!(user, address, why, "a sign-in failed");
    }
}

impl Operation for PreparedSignIn {
    const ACT: Act = Act::SignIn;
    type Locator = Instance;
    type AccessMode = WriteUnlogged;
    type Output = SignedIn;

    fn anonymous_credential(&self) -> Option<Vec<u8>> {
        Some(self.user.0.into())
    }

    async fn execute(self, mut unit: UnitOfWork<Self>, _: Located<Self>) -> Result<Done<Self>> {
        let Self { user: id, checked, renewed, grant, noted } = self;
        let failed = |why, refusal: Refusal| {
            noted.failed(Some(id), why);
            refusal
        };
        let account = users::enabled(&*unit, id).await?;
        let account = account.ok_or_else(|| failed("the account is disabled", refused()))?;
        // The password may have been changed since it was checked.
        if account.password_hash.as_ref() != Some(&checked.0) {
            return Err(failed("its password was changed meanwhile", refused()).into());
        }
        unit.stand(grant.standing(&account));
        let left = account.sign_ins_left;
        if left.is_some_and(|left| left < 1) {
            return Err(failed("its one-time password was used before", used()).into());
        }
        let mut user = unit.thing::<entity::user::Entity>(id).await?;
        if renewed.is_some() || left.is_some() {
            let change = |user: &mut entity::user::Model| {
                user.sign_ins_left = left.map(|left| left - 1);
                user.password_hash = renewed.map_or(Some(checked.0), |renewed| Some(renewed.0));
            };
            user = unit.change(user, change).await?;
        }
        grant.open(&mut unit, id).await?;
        let done = unit.commit(grant.session, |by| grant.shown(User::from_row(user, by))).await?;
        noted.sign_ins.note(SignInOutcome::Succeeded);
        Ok(done)
    }
}
