//! Accounts, sign-in, keys, and what somebody is asked to do.

mod grant;
mod keys;
mod me;
mod passwords;
mod sessions;
mod users;

pub(in crate::app) use grant::Grant;
pub use keys::*;
pub use me::*;
pub(crate) use passwords::new_password;
pub use sessions::*;
pub use users::*;
