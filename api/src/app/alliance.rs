//! Alliances, their organizations, members, invitations and events.

mod accept;
mod alliances;
mod events;
mod invitations;
mod members;
mod organizations;

pub use accept::*;
pub use alliances::*;
pub use events::*;
pub use invitations::*;
pub use members::*;
pub use organizations::*;
