//! The framework, an alliance's own questions, and cycles with their discussions.

mod framework;
mod questions;

use utoipa_actix_web::service_config::ServiceConfig;

/// The routes of this room.
pub fn routes(config: &mut ServiceConfig) {
    framework::routes(config);
    questions::routes(config);
}
