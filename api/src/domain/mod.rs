//! What the service decides by itself: pure functions of what they are given, without database, web or clock.

pub mod disclosure;
pub mod figures;
pub mod order;
pub mod prompts;
