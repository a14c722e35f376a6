//! Indicators, their targets and measurements, and what these say of progress.

mod indicators;
mod measurements;
mod progress;

use utoipa_actix_web::service_config::ServiceConfig;

/// The routes of this room.
pub fn routes(config: &mut ServiceConfig) {
    indicators::routes(config);
    measurements::routes(config);
    progress::routes(config);
}
