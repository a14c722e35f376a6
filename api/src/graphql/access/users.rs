//! Accounts.

use async_graphql::{Context, Object, Result};
use entity::types::UserId;

use crate::app::List;
use crate::app::access::{
    ChangeUser, CreateUser, GetUser, ResetPassword, User, UserFilter, UserSort, UserWithPassword,
};
use crate::graphql::connection::Connection;
use crate::graphql::in_place::InPlace;
use crate::graphql::payload::Payload;
use crate::graphql::request::{change, find, list};
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
    #[graphql(complexity = "first.unwrap_or(50) as usize * child_complexity")]
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

/// What can be done to accounts.
#[derive(Default)]
pub struct UsersMutation;

#[Object]
impl UsersMutation {
    /// Make an account; where no password is said, one is made and shown once.
    async fn create_user(
        &self,
        c: &Context<'_>,
        input: CreateUser,
    ) -> Result<Payload<UserWithPassword>> {
        change(c, Instance, input, None).await
    }

    /// Change an account; disabling it ends its sessions.
    async fn change_user(
        &self,
        c: &Context<'_>,
        user: UserId,
        input: ChangeUser,
        if_version: Option<i64>,
    ) -> Result<Payload<User>> {
        change(c, user, input, if_version).await
    }

    /// Make a new password for an account, which is shown once; ends its sessions.
    async fn reset_password(
        &self,
        c: &Context<'_>,
        user: UserId,
    ) -> Result<Payload<UserWithPassword>> {
        change(c, user, ResetPassword {}, None).await
    }
}
