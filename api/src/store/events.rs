//! The events of an alliance, in the order of its revisions.

use entity::event::{Column, Entity, Model};
use entity::words::{AllianceId, Moment};
use sea_orm::{ColumnTrait, Order, QueryFilter, QueryOrder, QuerySelect, Select};

use super::{Cursor, Reader, Slice};
use crate::error::{Code, Result, Violation};

/// A page of the events that are selected. They have no version and are told apart by their
/// revision alone, so they are paged by it and not as things are.
///
/// # Errors
/// `cursor_unreadable`; a fault where the database does not answer.
pub async fn page(
    reader: &impl Reader,
    rows: Select<Entity>,
    newest_first: bool,
    limit: u32,
    cursor: Option<Cursor>,
) -> Result<Slice<Model>> {
    let (word, order) = if newest_first { ("n", Order::Desc) } else { ("r", Order::Asc) };
    let rows = match cursor {
        None => rows,
        Some(cursor) if newest_first => rows.filter(Column::Revision.lt(revision(&cursor, word)?)),
        Some(cursor) => rows.filter(Column::Revision.gt(revision(&cursor, word)?)),
    };
    let rows = rows.order_by(Column::Revision, order).limit(u64::from(limit) + 1);
    let mut rows = reader.all(rows).await?;
    let more = rows.len() > limit as usize;
    rows.truncate(limit as usize);
    let with_cursor = |row: Model| {
        let cursor = Cursor(format!("{word}{}", row.revision));
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

/// The revision at which a page in this order ended.
fn revision(cursor: &Cursor, word: &str) -> Result<i64> {
    let revision = cursor.0.strip_prefix(word).and_then(|revision| revision.parse().ok());
    let refused = || {
        let said = "This cursor was not given out for this list in this order.";
        Violation::new(Code::CursorUnreadable, said).at("?cursor")
    };
    Ok(revision.ok_or_else(refused)?)
}
