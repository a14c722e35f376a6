//! The behaviours, room by room.

mod access;
mod alliance;
mod cycle;
mod framework;
mod house;
mod indicators;
mod protocol;
mod purpose;
