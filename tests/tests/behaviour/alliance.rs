//! Alliances, the organizations in them, and their members.

mod alliances;
mod events;
mod invitations;
mod members;
mod organizations;
mod relations;
