//! The values of indicators, as use cases need them.

use entity::measurement::{Column, Entity};
use entity::words::{Day, IndicatorId, MeasurementId};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};

use super::{Found, Reader, Unit};
use crate::error::Result;
use crate::policy::Action;

/// Whether an indicator has a value.
///
/// # Errors
/// A fault where the database does not answer.
pub async fn any(reader: &impl Reader, indicator: IndicatorId) -> Result<bool> {
    let rows = reader.rows::<Entity>().filter(Column::IndicatorId.eq(indicator)).limit(1);
    Ok(!reader.all(rows).await?.is_empty())
}

/// The value of an indicator for the period that begins on a day.
///
/// # Errors
/// A fault where the database does not answer.
pub async fn at(
    reader: &impl Reader,
    indicator: IndicatorId,
    start: Day,
) -> Result<Option<Found<Entity>>> {
    let rows = reader
        .rows::<Entity>()
        .filter(Column::IndicatorId.eq(indicator))
        .filter(Column::PeriodStart.eq(start));
    Ok(reader.things(rows).await?.into_iter().next())
}

/// The most values that progress is computed from at once: five hundred indicators by the month
/// for thirty years.
const MOST: u64 = 180_000;

/// The values of these indicators, each in the order of its periods.
///
/// # Errors
/// A fault where the database does not answer.
pub async fn of_all(
    reader: &impl Reader,
    indicators: &[IndicatorId],
) -> Result<Vec<entity::measurement::Model>> {
    if indicators.is_empty() {
        return Ok(Vec::new());
    }
    let rows = reader
        .rows::<Entity>()
        .filter(Column::IndicatorId.is_in(indicators.iter().copied()))
        .order_by_asc(Column::IndicatorId)
        .order_by_asc(Column::PeriodStart)
        .limit(MOST);
    reader.all(rows).await
}

/// The most corrections of one measurement that are shown.
const MOST_CORRECTIONS: u64 = 200;

/// What a measurement was before, the latest correction first.
///
/// # Errors
/// A fault where the database does not answer.
pub async fn corrections(
    reader: &impl Reader,
    measurement: MeasurementId,
) -> Result<Vec<entity::correction::Model>> {
    use entity::correction::{Column, Entity};
    let rows = reader
        .rows::<Entity>()
        .filter(Column::MeasurementId.eq(measurement))
        .order_by_desc(Column::Number)
        .limit(MOST_CORRECTIONS);
    reader.all(rows).await
}

impl<A: Action> Unit<A> {
    /// Deletes what a measurement was before.
    ///
    /// # Errors
    /// A fault where the database does not answer.
    pub async fn remove_corrections(&mut self, measurement: MeasurementId) -> Result<()> {
        use entity::correction::{Column, Entity};
        let rows = Entity::delete_many().filter(Column::MeasurementId.eq(measurement));
        rows.exec(self.conn()).await?;
        Ok(())
    }
}
