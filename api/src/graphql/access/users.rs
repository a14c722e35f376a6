//! Accounts.

use async_graphql::{Context, Object, Result};
use entity::types::UserId;

use crate::app::List;
use crate::app::access::{
    ChangeUser, CreateUser, GetUser, ResetPassword, User, UserFilter, UserSort, UserWithPassword,
};
use crate::graphql::connection::Connection;
use crate::graphql::in_place::InPlace;
use crate::graphql::mutations::mutations;
use crate::graphql::request::{find, list};
use crate::store::Instance;

/// What can be asked about accounts.
#[derive(Default)]
pub struct UsersQuery;

#[Object]
impl UsersQuery {
    /// One account.
    async fn user(&self, c: &Context<'_>, user: UserId) -> Result<Option<InPlace<User>>> {
        find(c, user, GetUser::default()).await
    }

    /// The accounts of the instance.
    async fn users(
        &self,
        c: &Context<'_>,
        filter: Option<UserFilter>,
        #[graphql(default)] sort: UserSort,
        first: Option<u32>,
        after: Option<String>,
    ) -> Result<Connection<User>> {
        list(c, Instance, List::of(filter, sort, first, after)).await
    }
}

mutations! {
    /// What can be done to accounts.
    UsersMutation |c|
    with_if_version {
        /// Change an account; disabling it ends its sessions.
        change_user(user: UserId, input: ChangeUser) -> User => (user, input);
        /// Make a new password for an account, which is shown once; ends its sessions.
        reset_password(user: UserId) -> UserWithPassword => (user, ResetPassword {});
    }
    without_if_version {
        /// Make an account; where no password is said, one is made and shown once.
        create_user(input: CreateUser) -> UserWithPassword => (Instance, input);
    }
}
