//! Alliances and the organizations in them.

mod alliances;
mod organizations;
