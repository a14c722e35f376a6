//! Some columns of a row, for whoever asks for no more.

use sea_orm::{QueryResult, TryGetable};

use crate::error::Result;

/// The columns of a row that were asked for, in that order. Only `store` reads them, with a lens.
#[derive(Debug)]
pub struct Cells(pub(super) QueryResult);

impl Cells {
    /// The value of the column with this index.
    ///
    /// # Errors
    /// A fault where the column holds no such value.
    pub fn value<V: TryGetable>(&self, index: usize) -> Result<V> {
        Ok(self.0.try_get_by_index(index)?)
    }
}
