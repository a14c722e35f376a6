//! The behaviours, room by room.

mod access;
mod alliance;
mod framework;
mod house;
mod indicators;
mod protocol;
