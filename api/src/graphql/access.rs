//! Accounts, sign-in and keys.

mod keys;
mod me;
mod sessions;
mod users;

use async_graphql::MergedObject;

/// What can be asked in this room.
#[derive(MergedObject, Default)]
pub struct AccessQuery(me::MeQuery, sessions::SessionsQuery, keys::KeysQuery, users::UsersQuery);

/// What can be done in this room.
#[derive(MergedObject, Default)]
pub struct AccessMutation(
    me::MeMutation,
    sessions::SessionsMutation,
    keys::KeysMutation,
    users::UsersMutation,
);
