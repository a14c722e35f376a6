//! The definitions that indicators had before, as use cases need them.

use entity::definition::{Column, Entity, Model};
use entity::words::IndicatorId;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};

use super::{Reader, Unit};
use crate::error::Result;
use crate::policy::Action;

/// The most definitions that are read at once.
const MOST: u64 = 50_000;

/// What these indicators' definitions were before, each indicator's first first.
///
/// # Errors
/// A fault where the database does not answer.
pub async fn earlier(reader: &impl Reader, indicators: &[IndicatorId]) -> Result<Vec<Model>> {
    let rows = reader
        .rows::<Entity>()
        .filter(Column::IndicatorId.is_in(indicators.iter().copied()))
        .order_by_asc(Column::IndicatorId)
        .order_by_asc(Column::Number)
        .limit(MOST);
    reader.all(rows).await
}

impl<A: Action> Unit<A> {
    /// Deletes what an indicator's definitions were before.
    ///
    /// # Errors
    /// A fault where the database does not answer.
    pub async fn remove_definitions(&mut self, indicator: IndicatorId) -> Result<()> {
        let rows = Entity::delete_many().filter(Column::IndicatorId.eq(indicator));
        rows.exec(self.conn()).await?;
        Ok(())
    }
}
