//! The events of an alliance, in the order of its revisions.

use entity::event::{Column, Entity, Model};
use entity::types::{AllianceId, Timestamp};
use sea_orm::{ColumnTrait, Order, QueryFilter, QueryOrder, QuerySelect, Select};

use super::{Cursor, Positions, Reader, Slice};
use crate::error::Result;

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
    let (word, order) = (word(newest_first), if newest_first { Order::Desc } else { Order::Asc });
    let last = cursor.map(|it| revision(&it, newest_first).ok_or_else(Cursor::refused));
    let rows = match last.transpose()? {
        None => rows,
        Some(last) if newest_first => rows.filter(Column::Revision.lt(last)),
        Some(last) => rows.filter(Column::Revision.gt(last)),
    };
    let rows = rows.order_by(Column::Revision, order).limit(u64::from(limit) + 1);
    let mut rows = reader.all(rows).await?;
    let more = rows.len() > limit as usize;
    rows.truncate(limit as usize);
    let positions = rows.iter().map(|row| format!("{word}{}", row.revision)).collect();
    Ok(Slice { rows, positions: Positions::Worded(positions), more })
}

/// When an alliance came to a revision.
///
/// # Errors
/// A fault where the database does not answer.
pub async fn moment(
    reader: &impl Reader,
    alliance: AllianceId,
    revision: i64,
) -> Result<Option<Timestamp>> {
    let rows = reader
        .rows::<Entity>()
        .filter(Column::AllianceId.eq(alliance))
        .filter(Column::Revision.eq(revision));
    Ok(reader.all(rows).await?.into_iter().next().map(|row| row.at))
}

/// Whether a cursor was given out for events in this order.
pub fn leads_on(cursor: &Cursor, newest_first: bool) -> bool {
    revision(cursor, newest_first).is_some()
}

/// The revision at which a page in this order ended.
fn revision(cursor: &Cursor, newest_first: bool) -> Option<i64> {
    cursor.0.strip_prefix(word(newest_first))?.parse().ok()
}

/// What tells the cursors of one order from those of the other.
fn word(newest_first: bool) -> &'static str {
    if newest_first { "n" } else { "r" }
}
