//! Sign-ins.

use async_graphql::{Context, Object, Result};
use entity::types::SessionId;

use crate::app::Gone;
use crate::app::access::{
    ListSessions, RefreshSession, Session, SessionSort, SignIn, SignOut, SignedIn,
};
use crate::graphql::connection::Connection;
use crate::graphql::mutations::mutations;
use crate::graphql::request::list;
use crate::store::Instance;

/// What can be asked about sign-ins.
#[derive(Default)]
pub struct SessionsQuery;

#[Object]
impl SessionsQuery {
    /// Your sessions that have not ended.
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

mutations! {
    /// What can be done to sign-ins.
    SessionsMutation |c|
    with_if_version {
        /// Sign out: ends the session.
        sign_out(session: SessionId) -> Gone => (session, SignOut {});
    }
    without_if_version {
        /// Sign in: opens a session.
        sign_in(input: SignIn) -> SignedIn => (Instance, input);
        /// Renew a session.
        refresh_session(input: RefreshSession) -> SignedIn => (Instance, input);
    }
}
