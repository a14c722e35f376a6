//! Indicators, as use cases need them.

use entity::indicator::{Column, Entity};
use entity::types::{AllianceId, IndicatorCode, ThingStatus};
use sea_orm::sea_query::SelectStatement;
use sea_orm::{ColumnTrait, QueryFilter, QueryOrder, QuerySelect, QueryTrait, Select};

use super::{Found, Reader};
use crate::error::Result;

/// The most indicators that an alliance has in use: all of them are judged at once.
pub const MOST_IN_USE: u64 = 500;

/// The indicators of an alliance that are in use.
pub fn in_use(reader: &impl Reader, alliance: AllianceId) -> Select<Entity> {
    reader
        .rows::<Entity>()
        .filter(Column::AllianceId.eq(alliance))
        .filter(Column::Status.eq(ThingStatus::Active))
}

/// The ids of an alliance's indicators with this code, to select by.
pub fn called(reader: &impl Reader, alliance: AllianceId, code: &IndicatorCode) -> SelectStatement {
    let rows = reader.rows::<Entity>().filter(Column::AllianceId.eq(alliance));
    rows.filter(Column::Code.eq(code.as_str())).select_only().column(Column::Id).into_query()
}

/// The indicators of an alliance with these codes, in use or not.
///
/// # Errors
/// A fault where the database does not answer.
pub async fn by_codes(
    reader: &impl Reader,
    alliance: AllianceId,
    mut codes: Vec<String>,
) -> Result<Vec<Found<Entity>>> {
    codes.sort_unstable();
    codes.dedup();
    let mut found = Vec::new();
    for some in codes.chunks(5_000) {
        let rows = reader.rows::<Entity>().filter(Column::AllianceId.eq(alliance));
        found.extend(reader.things(rows.filter(Column::Code.is_in(some))).await?);
    }
    Ok(found)
}

/// Whether an alliance has as many indicators in use as it can have.
///
/// # Errors
/// A fault where the database does not answer.
pub async fn full(reader: &impl Reader, alliance: AllianceId) -> Result<bool> {
    let last = in_use(reader, alliance).order_by_asc(Column::Id).offset(MOST_IN_USE - 1).limit(1);
    Ok(!reader.all(last).await?.is_empty())
}
