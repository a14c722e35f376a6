//! The shared purpose: goals, what each lacks to be measurable, and what its indicators say of it.

mod goals;

pub use goals::*;
