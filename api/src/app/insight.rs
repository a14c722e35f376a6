//! What follows from everything else: what is asked of somebody.

mod todo;

pub use todo::*;
