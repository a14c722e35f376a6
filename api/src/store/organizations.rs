//! Organizations, as other things name them.

use entity::organization::{Column, Entity};
use entity::types::OrganizationId;
use sea_orm::{ColumnTrait, QueryFilter, QueryOrder};

use super::Reader;
use crate::error::Result;

/// The names of these organizations, in order.
///
/// # Errors
/// A fault where the database does not answer.
pub async fn names(reader: &impl Reader, ids: &[OrganizationId]) -> Result<Vec<String>> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let rows = reader.rows::<Entity>().filter(Column::Id.is_in(ids.iter().copied()));
    let rows = reader.all(rows.order_by_asc(Column::Name).order_by_asc(Column::Id)).await?;
    Ok(rows.into_iter().map(|row| row.name.0).collect())
}
