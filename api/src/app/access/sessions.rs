//! Sign-ins: a password opens a session, refresh tokens prolong it, signing out ends it.
//!
//! Sessions are scratch: no entry of the instance's log tells who signed in when.

mod refresh;
mod sign_in;

pub use refresh::{PreparedRefreshSession, RefreshSession};
pub use sign_in::{PreparedSignIn, SignIn};

use async_graphql::SimpleObject;
use entity::session::{Column, Entity};
use entity::types::{SessionId, ShownOnce, Timestamp};
use garde::Validate;
use sea_orm::{ColumnTrait, QueryFilter, Select};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::User;
use crate::app::{
    Done, Filter, Gone, List, Located, Operation, WriteUnlogged, present, shown_once, sorts,
};
use crate::error::Result;
use crate::policy::{Act, viewer_can};
use crate::store::{Instance, Reader, SortKey, UnitOfWork, View};

/// A sign-in that was carried out.
#[derive(Clone, Debug, Serialize, ToSchema, SimpleObject)]
#[graphql(serial)]
pub struct SignedIn {
    /// What to send as a bearer token with each request (RFC 9068).
    pub access_token: ShownOnce,
    /// How to send it: always `Bearer`.
    #[schema(value_type = String, example = "Bearer")]
    pub token_type: &'static str,
    /// From when on the access token is no longer taken.
    pub expires_at: Timestamp,
    /// What renews the session, once: the answer to that holds the next.
    pub refresh_token: ShownOnce,
    /// From when on the refresh token is no longer taken.
    pub refresh_expires_at: Timestamp,
    /// The session.
    pub session_id: SessionId,
    /// Who signed in.
    pub user: User,
}

shown_once! { SignedIn }

/// A sign-in of yours that has not ended.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema, SimpleObject)]
#[graphql(serial)]
pub struct Session {
    /// The session.
    pub id: SessionId,
    /// Whether this request came with a token of this session.
    pub current: bool,
    /// When the session began.
    pub created_at: Timestamp,
    /// When the session ends unless it is renewed.
    pub expires_at: Timestamp,
    /// The version, raised by one with each change.
    pub version: i64,
    /// The operations that you may carry out on this thing now, by their short names.
    #[schema(max_items = 40)]
    pub viewer_can: Vec<&'static str>,
}

present! {
    Session of session |row, by| {
        columns { id, created_at, expires_at, version }
        before { viewer_can => viewer_can(by, &row), current => by.session() == Some(row.id) }
        hidden { user_id, revoked_at }
    }
}

sorts! {
    /// The orders in which sessions can be listed.
    SessionSort of session {
        CreatedAt "The oldest first." CreatedAtDesc "The newest first." CreatedAt |row| SortKey::Timestamp(row.created_at);
    }
}

/// Which of your sessions to list: those that have not ended.
#[derive(Clone, Debug, Default, Deserialize, IntoParams, Validate)]
#[serde(deny_unknown_fields, default)]
#[into_params(parameter_in = Query)]
pub struct SessionFilter {}

/// The operation that lists them.
pub type ListSessions = List<SessionFilter>;

impl Filter for SessionFilter {
    const ACT: Act = Act::ListSessions;
    type Locator = Instance;
    type Thing = Session;
    type Sort = SessionSort;

    fn rows(self, view: &View, _: &Located<List<Self>>) -> Select<Entity> {
        view.rows::<Entity>()
            .filter(Column::RevokedAt.is_null())
            .filter(Column::ExpiresAt.gt(view.now().time()))
    }
}

/// Ends a session: its refresh tokens and its access tokens are no longer taken.
#[derive(Clone, Debug, Validate)]
pub struct SignOut {}

impl Operation for SignOut {
    const ACT: Act = Act::SignOut;
    type Locator = SessionId;
    type AccessMode = WriteUnlogged;
    type Output = Gone;

    async fn execute(self, mut unit: UnitOfWork<Self>, was: Located<Self>) -> Result<Done<Self>> {
        let now = unit.now();
        let ended = unit.change(was, |session| session.revoked_at = Some(now)).await?;
        unit.commit(ended.id, |_| Gone::IT_IS).await
    }
}
