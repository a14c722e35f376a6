//! The shared purpose: the versions of its statement; goals, what each lacks to be measurable, and
//! what its indicators say of it.

mod goals;
mod statements;

pub use goals::*;
pub use statements::*;
