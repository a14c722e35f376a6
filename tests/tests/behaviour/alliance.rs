//! Alliances, the organizations in them, and their members.

mod alliances;
pub mod codes;
mod events;
mod invitations;
mod joining;
mod members;
mod organizations;
pub mod proposals;
mod relations;
