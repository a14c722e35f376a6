//! Accounts, sign-in and keys.

mod me;
mod sessions;

use utoipa_actix_web::service_config::ServiceConfig;

/// The routes of this room.
pub fn routes(config: &mut ServiceConfig) {
    sessions::routes(config);
    me::routes(config);
}
