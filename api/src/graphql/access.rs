//! Accounts, sign-in and keys.

mod me;
mod sessions;

use async_graphql::MergedObject;

/// What can be asked in this room.
#[derive(MergedObject, Default)]
pub struct AccessQuery(me::MeQuery, sessions::SessionsQuery);

/// What can be done in this room.
#[derive(MergedObject, Default)]
pub struct AccessMutation(me::MeMutation, sessions::SessionsMutation);
