//! What a sign-in hands out.

use chrono::TimeDelta;
use entity::types::{Secret, SessionId, Timestamp, UserId};

use super::{SignedIn, User};
use crate::app::App;
use crate::auth::keys::{KeyKind, SecretHash, mint};
use crate::auth::tokens::AccessToken;
use crate::error::{AppError, Result};
use crate::policy::Standing;
use crate::store::OpenWrite;

/// How long a refresh token can be used, and so how long a session lives without being used.
const REFRESH: TimeDelta = TimeDelta::days(30);

/// Both tokens of a session, made before the unit that writes them down is opened.
#[derive(Clone, Debug)]
pub(in crate::app) struct Grant {
    pub(super) session: SessionId,
    pub(super) refresh_expires_at: Timestamp,
    access: AccessToken,
    refresh: Secret,
    hash: SecretHash,
    now: Timestamp,
}

impl Grant {
    /// Makes both tokens for a session; a new one where none is named.
    pub(in crate::app) fn new(app: &App, user: UserId, session: Option<SessionId>) -> Result<Self> {
        let now = app.clock.now();
        let session = session.unwrap_or_else(|| app.random.uuid_v7(now).into());
        let jti = app.random.uuid_v4();
        let access = app.gate.tokens().issue(user, session, jti, now).map_err(AppError::fault)?;
        let minted = mint(KeyKind::Refresh, &app.random);
        Ok(Self {
            session,
            refresh_expires_at: Timestamp::new(now.time() + REFRESH),
            access,
            refresh: minted.secret,
            hash: minted.hash,
            now,
        })
    }

    /// The session that begins with it.
    fn session(&self, user: UserId) -> entity::session::Model {
        entity::session::Model {
            id: self.session,
            user_id: user,
            created_at: self.now,
            expires_at: self.refresh_expires_at,
            revoked_at: None,
            version: 1,
        }
    }

    /// What is stored of the refresh token.
    pub(super) fn refresh_token(&self) -> entity::refresh_token::Model {
        entity::refresh_token::Model {
            hash: self.hash.to_vec(),
            session_id: self.session,
            created_at: self.now,
            expires_at: self.refresh_expires_at,
            rotated_at: None,
        }
    }

    /// How the account stands that is signed in by it.
    pub(in crate::app) fn standing(&self, user: &entity::user::Model) -> Standing {
        let session = Some(self.session);
        Standing::Account { user: user.id, admin: user.admin, session, scopes: None }
    }

    /// Opens the session within a write.
    pub(in crate::app) async fn open(&self, unit: &mut OpenWrite, user: UserId) -> Result<()> {
        unit.insert::<entity::session::Entity>(self.session(user)).await?;
        unit.insert::<entity::refresh_token::Entity>(self.refresh_token()).await
    }

    /// What the account is answered with.
    pub(in crate::app) fn shown(self, user: User) -> SignedIn {
        SignedIn {
            access_token: self.access.text.into(),
            token_type: "Bearer",
            expires_at: self.access.expires_at,
            refresh_token: self.refresh.into(),
            refresh_expires_at: self.refresh_expires_at,
            session_id: self.session,
            user,
        }
    }
}
