//! Indicators, their targets and measurements, and what these say of progress.

mod definition;
mod definitions;
mod feeds;
mod indicators;
mod judge;
mod measurements;
mod progress;
mod record;

pub use definition::{Band, Baseline};
pub use definitions::*;
pub use feeds::*;
pub use indicators::*;
pub use judge::judge;
pub use measurements::*;
pub use progress::*;
pub use record::*;
