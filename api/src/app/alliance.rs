//! Alliances, their organizations, members, invitations, proposals and events.

mod accept;
mod alliances;
mod events;
mod invitations;
mod members;
mod organizations;
mod proposals;

pub use accept::*;
pub use alliances::*;
pub use events::*;
pub use invitations::*;
pub use members::*;
pub use organizations::*;
pub use proposals::*;
