//! The figures of a rated prompt.
//!
//! [`shown`] decides what a reveal shows of a prompt; it is computed once and then kept, so that
//! no difference between two reads tells what came in between.

mod agreement;
mod organizations;
mod ratio;
mod shown;
mod tally;

#[cfg(test)]
mod tests;

pub use organizations::{Organizations, RatedOrganization};
pub use ratio::Ratio;
pub use shown::{Asked, Shown, shown};
pub use tally::{RoundedFigures, Tally, first_to_discuss};
