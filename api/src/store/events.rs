//! The events of an alliance, in the order of its revisions.

use entity::event::{Column, Entity, Model};
use entity::words::{AllianceId, Moment};
use sea_orm::{ColumnTrait, QueryFilter, QueryOrder, QuerySelect};

use super::{Cursor, Reader, Slice};
use crate::error::{Code, Result, Violation};

/// The events after a revision, or after where a page ended.
///
/// # Errors
/// `cursor_unreadable`; a fault where the database does not answer.
pub async fn after(
    reader: &impl Reader,
    revision: Option<i64>,
    limit: u32,
    cursor: Option<Cursor>,
) -> Result<Slice<Model>> {
    let after = match &cursor {
        Some(cursor) => revision_of(cursor)?.max(revision.unwrap_or(0)),
        None => revision.unwrap_or(0),
    };
    let rows = reader
        .rows::<Entity>()
        .filter(Column::Revision.gt(after))
        .order_by_asc(Column::Revision)
        .limit(u64::from(limit) + 1);
    let mut rows = reader.all(rows).await?;
    let more = rows.len() > limit as usize;
    rows.truncate(limit as usize);
    let with_cursor = |row: Model| {
        let cursor = Cursor(format!("r{}", row.revision));
        (row, cursor)
    };
    Ok(Slice { rows: rows.into_iter().map(with_cursor).collect(), more })
}

/// When an alliance came to a revision.
///
/// # Errors
/// A fault where the database does not answer.
pub async fn moment(
    reader: &impl Reader,
    alliance: AllianceId,
    revision: i64,
) -> Result<Option<Moment>> {
    let rows = reader
        .rows::<Entity>()
        .filter(Column::AllianceId.eq(alliance))
        .filter(Column::Revision.eq(revision));
    Ok(reader.all(rows).await?.into_iter().next().map(|row| row.at))
}

fn revision_of(cursor: &Cursor) -> Result<i64> {
    let revision = cursor.0.strip_prefix('r').and_then(|revision| revision.parse().ok());
    let refused = || {
        let said = "This cursor was not given out for this list.";
        Violation::new(Code::CursorUnreadable, said).at("?cursor")
    };
    Ok(revision.ok_or_else(refused)?)
}
