//! Alliances, their organizations, members, invitations and events.

mod alliances;
mod organizations;

pub use alliances::*;
pub use organizations::*;
