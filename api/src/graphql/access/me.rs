//! One's own account.

use async_graphql::{Context, Object, Result};

use crate::app::access::{ChangeMe, ChangePassword, GetMe, Me, User};
use crate::graphql::in_place::InPlace;
use crate::graphql::payload::Payload;
use crate::graphql::request::{change, find, myself};

/// What can be asked about one's own account.
#[derive(Default)]
pub struct MeQuery;

#[Object]
impl MeQuery {
    /// Your account, and your place in each alliance that you can reach.
    async fn me(&self, c: &Context<'_>) -> Result<Option<InPlace<Me>>> {
        find(c, myself(c)?, GetMe {}).await
    }
}

/// What can be done to one's own account.
#[derive(Default)]
pub struct MeMutation;

#[Object]
impl MeMutation {
    /// Change your account.
    async fn change_me(
        &self,
        c: &Context<'_>,
        input: ChangeMe,
        if_version: Option<i64>,
    ) -> Result<Payload<User>> {
        change(c, myself(c)?, input, if_version).await
    }

    /// Change your password; ends your other sessions.
    async fn change_password(
        &self,
        c: &Context<'_>,
        input: ChangePassword,
    ) -> Result<Payload<User>> {
        change(c, myself(c)?, input, None).await
    }
}
