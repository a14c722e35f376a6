//! The framework, an alliance's own questions, and cycles with their discussions.

mod conclusions;
mod cycles;
mod discussions;
mod framework;
mod prompts;
mod questions;
mod responses;
mod results;

use utoipa_actix_web::service_config::ServiceConfig;

/// The routes of this room.
pub fn routes(config: &mut ServiceConfig) {
    framework::routes(config);
    questions::routes(config);
    cycles::routes(config);
    discussions::routes(config);
    prompts::routes(config);
    responses::routes(config);
    results::routes(config);
    conclusions::routes(config);
}
