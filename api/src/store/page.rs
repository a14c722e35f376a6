//! Lists in pages, by keyset: a page ten thousand rows in costs what the first one costs.

use std::hash::Hash;

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use entity::types::{Day, Timestamp};
use sea_orm::sea_query::{Expr, ExprTrait, SimpleExpr};
use sea_orm::{
    ColumnTrait, ColumnType, EntityTrait, IntoSimpleExpr, Order, QueryFilter, QueryOrder,
    QuerySelect, Select,
};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use serde_json::{Value, from_value};
use uuid::Uuid;

use super::Owned;
use crate::error::{ErrorCode, Result, Violation};

/// The value of the sorted column in a row.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(untagged)]
pub enum SortKey {
    /// A whole number.
    Number(i64),
    /// A day.
    Day(Day),
    /// A point in time.
    Timestamp(Timestamp),
    /// A text.
    Text(String),
}

impl SortKey {
    /// Reads the value of a column of this type: a name may look like a day and is none.
    fn read(of: &ColumnType, value: Value) -> serde_json::Result<Self> {
        match of {
            ColumnType::Integer | ColumnType::BigInteger => from_value(value).map(Self::Number),
            ColumnType::Date => from_value(value).map(Self::Day),
            ColumnType::TimestampWithTimeZone => from_value(value).map(Self::Timestamp),
            _ => from_value(value).map(Self::Text),
        }
    }

    /// Whether a database can hold it: PostgreSQL takes no NUL in a text.
    fn holds(&self) -> bool {
        !matches!(self, Self::Text(text) if text.contains('\0'))
    }

    fn value(&self) -> SimpleExpr {
        match self {
            Self::Number(number) => Expr::val(*number),
            Self::Day(day) => Expr::val(day.date()),
            Self::Timestamp(moment) => Expr::val(moment.time()),
            Self::Text(text) => Expr::val(text.as_str()),
        }
    }
}

/// The orders in which a list can be read.
pub trait Sort: Copy + Eq + Hash + Send + Sync + Serialize + DeserializeOwned + 'static {
    /// The table that is listed.
    type Entity: Owned;

    /// The column that decides; rows that are equal in it are told apart by their id.
    fn column(self) -> <Self::Entity as EntityTrait>::Column;
    /// Whether the last comes first.
    fn descending(self) -> bool;
    /// The value of that column in a row.
    fn key(self, row: &<Self::Entity as EntityTrait>::Model) -> SortKey;
}

/// Where a page ends: opaque to the caller, and only for the order in which it was given out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(transparent)]
#[schema(value_type = String, min_length = 1, max_length = 1000)]
pub struct Cursor(pub String);

/// What a cursor says.
#[derive(Serialize, Deserialize)]
struct CursorPosition<S, K> {
    sort: S,
    key: K,
    id: Uuid,
}

impl Cursor {
    fn of(position: &CursorPosition<&str, &SortKey>) -> Self {
        Self(URL_SAFE_NO_PAD.encode(serde_json::to_vec(position).unwrap_or_default()))
    }

    /// Whether it was given out for a list in this order.
    pub fn is_of<S: Sort>(&self, sort: S) -> bool {
        self.place(sort).is_some()
    }

    fn place<S: Sort>(&self, sort: S) -> Option<(SortKey, Uuid)> {
        let bytes = URL_SAFE_NO_PAD.decode(&self.0).ok()?;
        let place: CursorPosition<S, Value> = serde_json::from_slice(&bytes).ok()?;
        let column = sort.column().def();
        let key = SortKey::read(column.get_column_type(), place.key).ok()?;
        (place.sort == sort && key.holds()).then_some((key, place.id))
    }

    /// The refusal of a cursor that was given out for another list, or in another order.
    pub fn refused() -> Violation {
        Violation::new(ErrorCode::CursorUnreadable, Self::OF_ANOTHER).at("?cursor")
    }

    /// What is said of a cursor that was given out for another list, or in another order.
    pub const OF_ANOTHER: &str = "This cursor was not given out for this list in this order.";
}

/// Which part of a list is asked for.
#[derive(Clone, Debug)]
pub struct PageOf<S> {
    /// The order.
    pub sort: S,
    /// How many rows at most.
    pub limit: u32,
    /// After which row.
    pub after: Option<Cursor>,
}

/// Part of a list, and whether it goes on.
#[derive(Clone, Debug)]
pub struct Slice<R> {
    /// The rows.
    pub rows: Vec<R>,
    /// Where each of them stands.
    pub positions: Positions,
    /// Whether there are more.
    pub more: bool,
}

/// Where the rows of a page stand in their list. A cursor is made of it once somebody asks: making
/// one costs more than reading its row.
#[derive(Clone, Debug, PartialEq)]
pub enum Positions {
    /// By the value of the sorted column, then by id.
    Sorted {
        /// The order, as a cursor names it.
        sort: String,
        /// The value and the id of each row.
        rows: Vec<(SortKey, Uuid)>,
    },
    /// By words of the list's own.
    Worded(Vec<String>),
    /// By number, in a list that is never longer than one page.
    Numbered,
}

impl Positions {
    /// The cursor after the row with this index; none where there is no such row.
    pub fn cursor(&self, index: usize) -> Option<Cursor> {
        match self {
            Self::Sorted { sort, rows } => {
                let (key, id) = rows.get(index)?;
                Some(Cursor::of(&CursorPosition { sort: sort.as_str(), key, id: *id }))
            }
            Self::Worded(words) => words.get(index).cloned().map(Cursor),
            Self::Numbered => Some(Cursor((index + 1).to_string())),
        }
    }
}

impl<S: Sort> PageOf<S> {
    /// Asks for one row more than the page holds, so that it is known whether the list goes on.
    pub(super) fn select(&self, rows: Select<S::Entity>) -> Result<Select<S::Entity>> {
        let (column, id) =
            (self.sort.column().into_simple_expr(), S::Entity::ID.into_simple_expr());
        let order = if self.sort.descending() { Order::Desc } else { Order::Asc };
        let rows = match &self.after {
            None => rows,
            Some(cursor) => {
                let (key, last) = cursor.place(self.sort).ok_or_else(Cursor::refused)?;
                let here = Expr::tuple([column.clone(), id.clone()]);
                let there = Expr::tuple([key.value(), Expr::val(last)]);
                rows.filter(if self.sort.descending() { here.lt(there) } else { here.gt(there) })
            }
        };
        let limit = u64::from(self.limit) + 1;
        Ok(rows.order_by(column, order.clone()).order_by(id, order).limit(limit))
    }

    /// Cuts the extra row off.
    pub(super) fn slice<R>(&self, mut rows: Vec<R>) -> Slice<R>
    where
        R: std::ops::Deref<Target = <S::Entity as EntityTrait>::Model>,
    {
        let more = rows.len() > self.limit as usize;
        rows.truncate(self.limit as usize);
        let position = |row: &R| (self.sort.key(row), <S::Entity as Owned>::id(row).into());
        let sort = serde_json::to_value(self.sort).ok();
        let sort = sort.as_ref().and_then(Value::as_str).unwrap_or_default().to_owned();
        let positions = Positions::Sorted { sort, rows: rows.iter().map(position).collect() };
        Slice { rows, positions, more }
    }
}
