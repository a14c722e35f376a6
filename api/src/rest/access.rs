//! Accounts, sign-in and keys.

mod keys;
mod me;
mod sessions;
mod users;

use utoipa_actix_web::service_config::ServiceConfig;

/// The routes of this room.
pub fn routes(config: &mut ServiceConfig) {
    sessions::routes(config);
    me::routes(config);
    keys::routes(config);
    users::routes(config);
}
