//! The framework, an alliance's own questions, and cycles with their discussions.

mod framework;
mod questions;

pub use framework::*;
pub use questions::*;
