//! The values of indicators, as use cases need them.

use entity::measurement::{Column, Entity};
use entity::types::{Absence, Day, Decimal, IndicatorId, MeasurementId, PeriodType};
use sea_orm::sea_query::{Asterisk, Expr, ExprTrait, JoinType, Query};
use sea_orm::{
    ColumnTrait, Condition, FromQueryResult, IntoSimpleExpr, QueryFilter, QueryOrder, QuerySelect,
    QueryTrait,
};

use super::{Found, Reader};
use crate::error::Result;

/// Whether an indicator has a value.
///
/// # Errors
/// A fault where the database does not answer.
pub async fn any(reader: &impl Reader, indicator: IndicatorId) -> Result<bool> {
    let rows = reader.rows::<Entity>().filter(Column::IndicatorId.eq(indicator)).limit(1);
    Ok(!reader.all(rows).await?.is_empty())
}

/// Whether there is a value by fiscal year.
///
/// # Errors
/// A fault where the database does not answer.
pub async fn any_by_fiscal_year(reader: &impl Reader) -> Result<bool> {
    use entity::indicator::Column as Of;
    let yearly = reader.rows::<entity::indicator::Entity>().select_only().column(Of::Id);
    let yearly = yearly.filter(Of::PeriodType.eq(PeriodType::FiscalYear)).into_query();
    let rows = reader.rows::<Entity>().filter(Column::IndicatorId.in_subquery(yearly)).limit(1);
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

/// The values under these keys, each an indicator and the day on which a period begins.
///
/// # Errors
/// A fault where the database does not answer.
pub async fn at_keys(
    reader: &impl Reader,
    keys: &[(IndicatorId, Day)],
) -> Result<Vec<Found<Entity>>> {
    let mut found = Vec::new();
    // Each key takes two of the variables that a statement may have, 32,766 on SQLite.
    for some in keys.chunks(5_000) {
        let listed = some.iter().map(|(indicator, start)| (indicator.0, start.date()));
        let listed = Query::select().column(Asterisk).from_values(listed, "listed").take();
        let is = |column, nth| Expr::col((Entity, column)).eq(Expr::col(("named", nth)));
        let by_key = Condition::all()
            .add(is(Column::IndicatorId, "column1"))
            .add(is(Column::PeriodStart, "column2"));
        // Joined, since a list is looked up by the alliance's index of periods, which finds more.
        let mut rows = reader.rows::<Entity>();
        let keyed = QueryTrait::query(&mut rows);
        keyed.join_subquery(JoinType::InnerJoin, listed, "named", by_key);
        found.extend(reader.things(rows).await?);
    }
    Ok(found)
}

/// As much of a value as progress is computed from.
#[derive(Clone, Copy, Debug, FromQueryResult)]
pub struct Point {
    /// The indicator.
    pub indicator_id: IndicatorId,
    /// The first day of its period.
    pub period_start: Day,
    /// The value; none where it is absent.
    pub value: Option<Decimal>,
    /// Why there is none.
    pub absence: Option<Absence>,
}

/// How many values are read at once: more than almost any alliance has.
const AT_ONCE: usize = 20_000;

/// Shows the values of each of these indicators that has any, in the order of its periods. However
/// many there are, all are seen, and no more are held than are read at once and one indicator has.
///
/// # Errors
/// What the one to whom they are shown says, and a fault where the database does not answer.
pub async fn of_each(
    reader: &impl Reader,
    indicators: &[IndicatorId],
    mut shown: impl FnMut(IndicatorId, &[Point]) -> Result<()> + Send,
) -> Result<()> {
    let mut open: Vec<Point> = Vec::new();
    loop {
        let part = after(reader, indicators, open.last()).await?;
        let more = part.len() == AT_ONCE;
        open.extend(part);
        // What is known of the last indicator may go on in the next part.
        let last = open.last().map(|point| point.indicator_id).filter(|_| more);
        let whole = open.partition_point(|point| Some(point.indicator_id) != last);
        for of in open[..whole].chunk_by(|one, next| one.indicator_id == next.indicator_id) {
            if let Some(first) = of.first() {
                shown(first.indicator_id, of)?;
            }
        }
        open.drain(..whole);
        if !more {
            return Ok(());
        }
    }
}

/// The next values of these indicators, indicator by indicator.
async fn after(
    reader: &impl Reader,
    indicators: &[IndicatorId],
    last: Option<&Point>,
) -> Result<Vec<Point>> {
    if indicators.is_empty() {
        return Ok(Vec::new());
    }
    let place = || [Column::IndicatorId, Column::PeriodStart].map(IntoSimpleExpr::into_simple_expr);
    let after = last.map(|last| {
        let there = [Expr::val(last.indicator_id.0), Expr::val(last.period_start.date())];
        Expr::tuple(place()).gt(Expr::tuple(there))
    });
    let rows = reader
        .rows::<Entity>()
        .select_only()
        .columns([Column::IndicatorId, Column::PeriodStart, Column::Value, Column::Absence])
        .filter(Column::IndicatorId.is_in(indicators.iter().copied()))
        .filter(Condition::all().add_option(after))
        .order_by_asc(Column::IndicatorId)
        .order_by_asc(Column::PeriodStart)
        .limit(AT_ONCE as u64);
    Ok(rows.into_model().all(&reader.conn()).await?)
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
