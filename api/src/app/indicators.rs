//! Indicators, their targets and measurements, and what these say of progress.

mod definition;
mod definitions;
mod feeds;
mod imports;
mod indicators;
mod judge;
mod measurements;
mod observed;
mod progress;
mod push;
mod record;
mod refused;

pub use definition::{Band, Baseline};
pub use definitions::*;
pub use feeds::*;
pub use imports::*;
pub use indicators::*;
pub use judge::judge;
pub use measurements::*;
pub use progress::*;
pub use push::*;
pub use record::*;
pub use refused::*;
