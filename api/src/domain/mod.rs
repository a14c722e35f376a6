//! What the service decides by itself: pure functions of what they are given, without database, web or clock.

pub mod cell_text;
pub mod disclosure;
pub mod figures;
pub mod goals;
pub mod measurements;
pub mod order;
pub mod periods;
pub mod progress;
pub mod prompts;
pub mod proposals;
pub mod targets;
pub mod todos;
