//! Alliances, their organizations, members, invitations, proposals and events.

mod alliances;
mod events;
mod invitations;
mod members;
mod organizations;
mod proposals;

use super::Routes;

/// The routes of this room.
pub fn routes(to: &mut impl Routes) {
    alliances::routes(to);
    organizations::routes(to);
    members::routes(to);
    invitations::routes(to);
    proposals::routes(to);
    events::routes(to);
}
