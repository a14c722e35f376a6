//! Fields that show a column as it is, so that a read that asks for them alone reads no other column.

use async_graphql::{InputType, Value};
use sea_orm::TryGetable;

use crate::error::Result;
use crate::store::Cells;

/// A field that shows a column as it is to whoever may see the row.
#[derive(Debug)]
pub struct ColumnField {
    /// The field's name, in `snake_case`.
    pub name: &'static str,
    /// The column that it shows.
    pub column: &'static str,
    /// Shows the column that was read as the one with this index.
    pub show: fn(&Cells, usize) -> Result<Value>,
}

impl ColumnField {
    /// The field that is read from a thing in this way.
    pub const fn new<T, V: InputType + TryGetable>(
        name: &'static str,
        column: &'static str,
        _: fn(&T) -> &V,
    ) -> Self {
        Self { name, column, show: show::<V> }
    }
}

fn show<V: InputType + TryGetable>(cells: &Cells, index: usize) -> Result<Value> {
    Ok(cells.value::<V>(index)?.to_value())
}

/// Shows rows of a table as things. Every column of the table is named, and every field of the thing:
/// `columns` are shown as they are, `renamed` ones under another name, `before` is found while the row
/// is whole, `shaped` is made of the columns in its parentheses, `by_clock` columns are shown as they
/// are where no time is known and else as the function says, and `hidden` columns are not shown.
macro_rules! present {
    ($thing:ident of $table:ident |$row:ident, $by:ident| {
        columns { $($field:ident),* $(,)? }
        $(renamed { $($to:ident: $from:ident),* $(,)? })?
        $(before { $($before:ident => $found:expr),* $(,)? })?
        $(shaped { $($shaped:ident($($source:ident),*) => $made:expr),* $(,)? })?
        $(by_clock { $($clocked:ident),+ => $as_of:path })?
        $(hidden { $($hidden:ident),* $(,)? })?
    }) => {
        impl $crate::app::Present for $thing {
            type Entity = entity::$table::Entity;

            const COLUMNS: &'static [$crate::app::ColumnField] = &[
                $($crate::app::ColumnField::new(
                    stringify!($field), stringify!($field), |it: &Self| &it.$field,
                ),)*
                $($($crate::app::ColumnField::new(
                    stringify!($to), stringify!($from), |it: &Self| &it.$to,
                ),)*)?
            ];

            fn from_row(
                $row: $crate::store::Found<Self::Entity>,
                $by: &$crate::policy::Standing,
            ) -> Self {
                $($(let $before = $found;)*)?
                let entity::$table::Model {
                    $($field,)* $($($from: $to,)*)? $($($($source,)*)*)? $($($clocked,)+)?
                    $($($hidden: _,)*)?
                } = $row.row();
                $($(let $shaped = $made;)*)?
                Self {
                    $($field,)* $($($to,)*)? $($($before,)*)? $($($shaped,)*)? $($($clocked,)+)?
                }
            }

            $(fn as_of(
                row: $crate::store::Found<Self::Entity>,
                by: &$crate::policy::Standing,
                now: entity::types::Timestamp,
            ) -> Self {
                $as_of(row, by, now)
            })?
        }
    };
}
pub(crate) use present;
