//! Flat lists of values and of progress, over one alliance or over all that the caller may see: a row
//! says by itself what it is of and what it is to be read against, so that a table, a spreadsheet or a
//! dashboard needs nothing else.

mod gauges;
mod standings;
mod state;
mod values;

pub use standings::*;
pub use values::*;

/// How many rows of a flat list are on a page, where nothing is said.
const PAGE: u32 = 50;
