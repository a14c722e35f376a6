//! Sign-ins.

use async_graphql::{Context, Object, Result};
use entity::types::SessionId;

use crate::app::Gone;
use crate::app::access::{
    ListSessions, RefreshSession, Session, SessionSort, SignIn, SignOut, SignedIn,
};
use crate::graphql::connection::Connection;
use crate::graphql::payload::Payload;
use crate::graphql::request::{change, list};
use crate::store::Instance;

/// What can be asked about sign-ins.
#[derive(Default)]
pub struct SessionsQuery;

#[Object]
impl SessionsQuery {
    /// Your sessions that have not ended.
    #[graphql(complexity = "first.unwrap_or(50) as usize * child_complexity")]
    async fn sessions(
        &self,
        c: &Context<'_>,
        #[graphql(default)] sort: SessionSort,
        first: Option<u32>,
        after: Option<String>,
    ) -> Result<Connection<Session>> {
        list(c, Instance, ListSessions::of(None, sort, first, after)).await
    }
}

/// What can be done to sign-ins.
#[derive(Default)]
pub struct SessionsMutation;

#[Object]
impl SessionsMutation {
    /// Sign in: opens a session.
    async fn sign_in(&self, c: &Context<'_>, input: SignIn) -> Result<Payload<SignedIn>> {
        change(c, Instance, input, None).await
    }

    /// Renew a session.
    async fn refresh_session(
        &self,
        c: &Context<'_>,
        input: RefreshSession,
    ) -> Result<Payload<SignedIn>> {
        change(c, Instance, input, None).await
    }

    /// Sign out: ends the session.
    async fn sign_out(
        &self,
        c: &Context<'_>,
        session: SessionId,
        if_version: Option<i64>,
    ) -> Result<Payload<Gone>> {
        change(c, session, SignOut {}, if_version).await
    }
}
