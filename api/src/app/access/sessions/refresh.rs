//! Renewing a session with a refresh token.

use async_graphql::InputObject;
use entity::types::{Secret, UserId};
use garde::Validate;
use serde::Deserialize;
use utoipa::ToSchema;

use super::super::grant::Grant;
use super::super::{SignedIn, User};
use super::SignOut;
use crate::app::{App, Call, Done, Input, Located, Operation, Present, WriteUnlogged};
use crate::auth::keys::{self, KeyKind, SecretHash};
use crate::auth::refresh::{LEEWAY, Refresh, RefreshFacts, decide};
use crate::error::{AppError, ErrorCode, Refusal, Result};
use crate::policy::{Act, Actor};
use crate::store::{Instance, Reader, UnitOfWork, sessions, users};

/// What renews a session.
#[derive(Clone, Debug, Deserialize, ToSchema, InputObject, Validate)]
#[serde(deny_unknown_fields)]
#[graphql(name = "RefreshSessionInput")]
pub struct RefreshSession {
    /// The refresh token of the last answer.
    #[garde(dive)]
    pub refresh_token: Secret,
}

impl Input for RefreshSession {
    type Operation = PreparedRefreshSession;

    async fn prepare(self, app: &App, call: &Call) -> Result<PreparedRefreshSession> {
        let read = keys::read(KeyKind::Refresh, self.refresh_token.reveal());
        let used = read.map_err(|_| refused())?;
        let attempt = app.refresh_limiter.check(call.address, used).await?;
        let found = sessions::by_refresh_token(&app.db, used.to_vec()).await?;
        let (token, session) = found.ok_or_else(refused)?;
        let facts = RefreshFacts {
            expires_at: token.expires_at,
            rotated_at: token.rotated_at,
            revoked_at: session.revoked_at,
        };
        match decide(&facts, app.clock.now()) {
            Refresh::Rotate | Refresh::RotateAgain => {
                attempt.succeeded().await;
                let grant = Grant::new(app, session.user_id, Some(session.id))?;
                Ok(PreparedRefreshSession { used, user: session.user_id, grant })
            }
            Refresh::Expired => Err(refused().into()),
            Refresh::Reuse => Err(end(app, &session).await),
        }
    }
}

fn refused() -> Refusal {
    let said = "This refresh token is not known, was used, or has expired: sign in again.";
    Refusal::new(ErrorCode::RefreshTokenInvalid, said)
}

/// Ends the session of a token that came back after it was replaced, on behalf of its owner: who
/// holds the tokens that followed, the owner or a thief, cannot be told.
async fn end(app: &App, session: &entity::session::Model) -> AppError {
    let owner = Call::by(Actor::user(session.user_id, Some(session.id)));
    match Box::pin(app.run(&owner, session.id, SignOut {})).await {
        Err(error @ (AppError::Failed(_) | AppError::Busy)) => error,
        _ => refused().into(),
    }
}

/// [`RefreshSession`] whose next token is made.
#[derive(Clone, Debug)]
pub struct PreparedRefreshSession {
    used: SecretHash,
    user: UserId,
    grant: Grant,
}

impl Operation for PreparedRefreshSession {
    const ACT: Act = Act::RefreshSession;
    type Locator = Instance;
    type AccessMode = WriteUnlogged;
    type Output = SignedIn;

    fn anonymous_credential(&self) -> Option<Vec<u8>> {
        Some(self.used.to_vec())
    }

    async fn execute(self, mut unit: UnitOfWork<Self>, _: Located<Self>) -> Result<Done<Self>> {
        let Self { used, user: id, grant } = self;
        let account = users::enabled(&*unit, id).await?.ok_or_else(refused)?;
        if !sessions::prolong(&mut unit, grant.session, grant.refresh_expires_at).await? {
            return Err(refused().into());
        }
        sessions::rotate(&mut unit, grant.session, used.to_vec(), LEEWAY).await?;
        unit.insert::<entity::refresh_token::Entity>(grant.refresh_token()).await?;
        unit.stand(grant.standing(&account));
        let user = unit.thing::<entity::user::Entity>(id).await?;
        unit.commit(grant.session, |by| grant.shown(User::from_row(user, by))).await
    }
}
