//! The definitions that indicators had before, as use cases need them.

use entity::definition::{Column, Entity, Model};
use entity::types::IndicatorId;
use sea_orm::sea_query::{Expr, ExprTrait};
use sea_orm::{
    ColumnTrait, Condition, EntityTrait, IntoSimpleExpr, QueryFilter, QueryOrder, QuerySelect,
};

use super::{OpenWrite, Reader};
use crate::error::Result;

/// How many definitions are read at once: more than almost any alliance has.
const AT_ONCE: usize = 5_000;

/// What these indicators' definitions were before, each indicator's first first.
///
/// # Errors
/// A fault where the database does not answer.
pub async fn earlier(reader: &impl Reader, indicators: &[IndicatorId]) -> Result<Vec<Model>> {
    let mut all = Vec::new();
    loop {
        let part = after(reader, indicators, all.last()).await?;
        let more = part.len() == AT_ONCE;
        all.extend(part);
        if !more {
            return Ok(all);
        }
    }
}

/// The next definitions of these indicators, indicator by indicator.
async fn after(
    reader: &impl Reader,
    indicators: &[IndicatorId],
    last: Option<&Model>,
) -> Result<Vec<Model>> {
    let place = || [Column::IndicatorId, Column::Number].map(IntoSimpleExpr::into_simple_expr);
    let after = last.map(|last| {
        let there = [Expr::val(last.indicator_id.0), Expr::val(last.number)];
        Expr::tuple(place()).gt(Expr::tuple(there))
    });
    let rows = reader
        .rows::<Entity>()
        .filter(Column::IndicatorId.is_in(indicators.iter().copied()))
        .filter(Condition::all().add_option(after))
        .order_by_asc(Column::IndicatorId)
        .order_by_asc(Column::Number)
        .limit(AT_ONCE as u64);
    reader.all(rows).await
}

impl OpenWrite {
    /// Deletes what an indicator's definitions were before.
    ///
    /// # Errors
    /// A fault where the database does not answer.
    pub async fn remove_definitions(&mut self, indicator: IndicatorId) -> Result<()> {
        let rows = Entity::delete_many().filter(Column::IndicatorId.eq(indicator));
        rows.exec(&self.conn()).await?;
        Ok(())
    }
}
