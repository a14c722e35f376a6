//! What follows from everything else: what is asked of somebody.

mod todo;

use utoipa_actix_web::service_config::ServiceConfig;

/// The routes of this room.
pub fn routes(config: &mut ServiceConfig) {
    todo::routes(config);
}
