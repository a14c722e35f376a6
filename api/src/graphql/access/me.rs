//! One's own account.

use async_graphql::{Context, Object, Result};

use crate::app::access::{ChangeMe, ChangePassword, GetMe, Me, User};
use crate::graphql::in_place::InPlace;
use crate::graphql::mutations::mutations;
use crate::graphql::request::{find, myself};

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

mutations! {
    /// What can be done to one's own account.
    MeMutation |c|
    with_if_version {
        /// Change your account.
        change_me(input: ChangeMe) -> User => (myself(c)?, input);
    }
    without_if_version {
        /// Change your password; ends your other sessions.
        change_password(input: ChangePassword) -> User => (myself(c)?, input);
    }
}
