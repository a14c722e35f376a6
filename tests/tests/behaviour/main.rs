//! The behaviours, room by room.

mod framework;
