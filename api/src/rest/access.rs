//! Accounts, sign-in and keys.

mod keys;
mod me;
mod sessions;
mod users;

use super::Routes;

/// The routes of this room.
pub fn routes(to: &mut impl Routes) {
    sessions::routes(to);
    me::routes(to);
    keys::routes(to);
    users::routes(to);
}
