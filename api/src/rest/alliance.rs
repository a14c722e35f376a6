//! Alliances, their organizations, members, invitations and events.

mod alliances;
mod events;
mod invitations;
mod members;
mod organizations;

use utoipa_actix_web::service_config::ServiceConfig;

/// The routes of this room.
pub fn routes(config: &mut ServiceConfig) {
    alliances::routes(config);
    organizations::routes(config);
    members::routes(config);
    invitations::routes(config);
    events::routes(config);
}
