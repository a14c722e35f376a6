//! Things as callers see them, alone and in pages.

use async_graphql::SimpleObject;
use entity::types::Timestamp;
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use crate::app::ColumnField;
use crate::error::{ErrorCode, Refusal, Result};
use crate::policy::Standing;
use crate::store::{Cursor, Found, Owned, Positions, Reader, RowFilter, Slice, Sort, View};

/// A thing that is presented to callers, made from a row.
pub trait Present: Sized + Send {
    /// The table that it lies in.
    type Entity: Owned + RowFilter;

    /// The fields that show a column as it is.
    const COLUMNS: &'static [ColumnField] = &[];

    /// Presents a row to somebody.
    fn from_row(row: Found<Self::Entity>, by: &Standing) -> Self;

    /// Shows a row as of a time, where it changes by the clock alone.
    fn as_of(row: Found<Self::Entity>, by: &Standing, _: Timestamp) -> Self {
        Self::from_row(row, by)
    }

    /// Shows a row to whoever reads, as what they are in its alliance, as of the time of the read.
    fn shown(row: Found<Self::Entity>, view: &View) -> Self {
        let by = row.alliance().map(|alliance| view.lens().standing(alliance));
        Self::as_of(row, &by.unwrap_or(*view.by()), view.now())
    }
}

/// An answer that can be given once more, to an idempotent replay.
pub trait Replay: Sized + Send {
    /// Presents what the first request led to, as it is now.
    fn replay(view: &View, about: Option<Uuid>) -> impl Future<Output = Result<Self>> + Send;
}

impl<T: Present> Replay for T {
    async fn replay(view: &View, about: Option<Uuid>) -> Result<Self> {
        let id = about.ok_or_else(Refusal::missing)?;
        Ok(T::shown(view.thing::<T::Entity>(id.into()).await?, view))
    }
}

/// Declares answers that are only read, so no key leads to them in a replay.
macro_rules! never_replayed {
    ($($answer:ty)+) => {$(
        impl $crate::app::Replay for $answer {
            async fn replay(_: &$crate::store::View, _: Option<uuid::Uuid>) -> $crate::error::Result<Self> {
                Err($crate::error::Refusal::missing().into())
            }
        }
    )+};
}
pub(crate) use never_replayed;

/// Says that answers hold a secret that is shown once.
macro_rules! shown_once {
    ($($answer:ty)+) => {$(
        impl $crate::app::Replay for $answer {
            async fn replay(_: &$crate::store::View, _: Option<uuid::Uuid>) -> $crate::error::Result<Self> {
                Err($crate::app::secret_already_shown().into())
            }
        }
    )+};
}
pub(crate) use shown_once;

pub(crate) fn secret_already_shown() -> Refusal {
    let said = "The first answer to this key held a secret, which is shown once.";
    Refusal::new(ErrorCode::SecretAlreadyShown, said)
}

/// Says that a thing is there no more.
#[derive(Clone, Copy, Debug, PartialEq, Eq, SimpleObject)]
#[graphql(serial)]
pub struct Gone {
    /// Always true.
    gone: bool,
}

impl Gone {
    /// Says so.
    pub const IT_IS: Self = Self { gone: true };
}

impl Replay for Gone {
    async fn replay(_: &View, _: Option<Uuid>) -> Result<Self> {
        Ok(Self::IT_IS)
    }
}

/// Part of a list.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct Page<T> {
    /// The things on this page.
    #[schema(max_items = 200)]
    pub items: Vec<T>,
    /// What to ask for as `cursor` to read on; null on the last page.
    #[schema(required)]
    pub next_cursor: Option<Cursor>,
    /// Where each item stands in the list.
    #[serde(skip)]
    pub positions: Positions,
}

impl<T> Replay for Page<T>
where
    T: Send,
{
    async fn replay(_: &View, _: Option<Uuid>) -> Result<Self> {
        Err(Refusal::missing().into())
    }
}

impl<T> Default for Page<T> {
    fn default() -> Self {
        Self { items: Vec::new(), next_cursor: None, positions: Positions::Numbered }
    }
}

impl<T> Page<T> {
    /// A list that is never longer than one page.
    pub fn whole(items: Vec<T>) -> Self {
        Self { items, next_cursor: None, positions: Positions::Numbered }
    }

    /// Shows each row of a slice.
    pub fn of<R>(slice: Slice<R>, show: impl Fn(R) -> T) -> Self {
        let Slice { rows, positions, more } = slice;
        let last = rows.len().checked_sub(1).filter(|_| more);
        let next_cursor = last.and_then(|last| positions.cursor(last));
        Self { items: rows.into_iter().map(show).collect(), next_cursor, positions }
    }
}

/// Holds a cursor against the order in which it is to be read on.
pub fn in_order<S: Sort>(sort: S) -> impl FnOnce(&Option<Cursor>, &()) -> garde::Result {
    move |cursor, &()| given(cursor.as_ref().is_none_or(|cursor| cursor.is_of(sort)))
}

/// Refuses a cursor that was not given out for the list that it is to go on.
pub fn given(it_was: bool) -> garde::Result {
    if it_was { Ok(()) } else { Err(garde::Error::new(Cursor::OF_ANOTHER)) }
}

/// The orders in which a list can be read: two for each column, upwards and downwards. The first
/// is taken where nothing is said.
macro_rules! sorts {
    ($(#[$doc:meta])+ $name:ident of $table:ident {
        $first:ident $first_said:literal $first_down:ident $first_down_said:literal $first_column:ident |$first_row:ident| $first_key:expr;
        $($up:ident $up_said:literal $down:ident $down_said:literal $column:ident |$row:ident| $key:expr;)*
    }) => {
        $(#[$doc])+
        #[derive(
            Clone, Copy, Debug, Default, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize,
            utoipa::ToSchema, async_graphql::Enum,
        )]
        #[serde(rename_all = "snake_case")]
        pub enum $name {
            #[doc = $first_said] #[default] $first,
            #[doc = $first_down_said] $first_down,
            $(#[doc = $up_said] $up, #[doc = $down_said] $down,)*
        }

        impl $crate::store::Sort for $name {
            type Entity = entity::$table::Entity;

            fn column(self) -> entity::$table::Column {
                match self {
                    Self::$first | Self::$first_down => entity::$table::Column::$first_column,
                    $(Self::$up | Self::$down => entity::$table::Column::$column,)*
                }
            }

            fn descending(self) -> bool {
                matches!(self, Self::$first_down $(| Self::$down)*)
            }

            fn key(self, row: &entity::$table::Model) -> $crate::store::SortKey {
                match self {
                    Self::$first | Self::$first_down => { let $first_row = row; $first_key }
                    $(Self::$up | Self::$down => { let $row = row; $key })*
                }
            }
        }
    };
}
pub(crate) use sorts;
