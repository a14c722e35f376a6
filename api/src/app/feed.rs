//! Feeds: lists that are read whole, part by part, as flat rows for files.

use async_trait::async_trait;
use entity::types::{
    Absence, Counting, Day, Decimal, Direction, Figure, IndicatorCode, IndicatorId, LongText,
    MeasurementId, NotProjected, Paragraph, PeriodType, ProgressStatus, ShortText, Slug, Timestamp,
    Trend, UnitLabel, ValueStatus, WillReach,
};
use serde::Serialize;
use uuid::Uuid;

use crate::app::Replay;
use crate::error::{Refusal, Result};
use crate::store::View;

/// A list that is read part by part; what is read of it is one state of the database.
pub struct Feed<T> {
    parts: Box<dyn FeedParts<T>>,
    state: FeedState,
}

/// What a feed shows, known before a row of it is read.
#[derive(Clone, Debug)]
pub struct FeedState {
    /// The same for the same rows: what is asked for, by whom, on which day, of which revisions.
    pub fingerprint: String,
    /// When something was changed last where it looks.
    pub changed_at: Option<Timestamp>,
}

/// What a feed is read from.
#[async_trait]
pub trait FeedParts<T>: Send {
    /// The next rows; none at the end.
    ///
    /// # Errors
    /// A fault where the database does not answer.
    async fn next(&mut self) -> Result<Option<Vec<T>>>;
}

impl<T> Feed<T> {
    /// A feed of these parts.
    pub fn of(parts: impl FeedParts<T> + 'static, state: FeedState) -> Self {
        Self { parts: Box::new(parts), state }
    }

    /// What it shows.
    pub fn state(&self) -> &FeedState {
        &self.state
    }

    /// The next rows; none at the end.
    ///
    /// # Errors
    /// A fault where the database does not answer.
    pub async fn next(&mut self) -> Result<Option<Vec<T>>> {
        self.parts.next().await
    }
}

impl<T> Replay for Feed<T> {
    async fn replay(_: &View, _: Option<Uuid>) -> Result<Self> {
        Err(Refusal::missing().into())
    }
}

/// What stands in one column of a flat row.
#[derive(Clone, Debug, PartialEq)]
pub enum Cell {
    /// Nothing.
    Nothing,
    /// Words that people wrote.
    Text(String),
    /// A word of a closed list, a code or an id.
    Word(String),
    /// A number, plain: no exponent.
    Number(String),
    /// A day.
    Day(Day),
    /// A point in time.
    Moment(Timestamp),
    /// Yes or no.
    Flag(bool),
}

/// A row of a flat list: what it says as an object, it says in columns.
pub trait FlatRow: Serialize + Send + 'static {
    /// The columns, in order.
    const COLUMNS: &'static [&'static str];

    /// What stands in each of them.
    fn cells(&self) -> Vec<Cell>;
}

/// Says in which order the fields of a flat row are its columns, and
/// which are none; all are named.
macro_rules! columns {
    ($row:ident { $($column:ident),+; $($hidden:ident),+ }) => {
        impl $crate::app::FlatRow for $row {
            const COLUMNS: &'static [&'static str] = &[$(stringify!($column)),+];

            fn cells(&self) -> Vec<$crate::app::Cell> {
                let Self { $($column,)+ $($hidden: _),+ } = self;
                vec![$($crate::app::InCell::in_cell($column)),+]
            }
        }
    };
}
pub(crate) use columns;

/// What can stand in a cell.
pub trait InCell {
    /// As it stands there.
    fn in_cell(&self) -> Cell;
}

impl<T: InCell> InCell for Option<T> {
    fn in_cell(&self) -> Cell {
        self.as_ref().map_or(Cell::Nothing, InCell::in_cell)
    }
}

macro_rules! in_cells {
    ($($cell:ident: $($kind:ty)+;)+) => {$($(
        impl InCell for $kind {
            fn in_cell(&self) -> Cell {
                Cell::$cell(self.to_string())
            }
        }
    )+)+};
}

in_cells! {
    Text: String ShortText UnitLabel Paragraph LongText;
    Word: Slug IndicatorCode IndicatorId MeasurementId Absence ValueStatus PeriodType ProgressStatus
        Trend Direction Counting WillReach NotProjected;
    Number: Decimal Figure i32 u32 i64;
}

impl InCell for Day {
    fn in_cell(&self) -> Cell {
        Cell::Day(*self)
    }
}

impl InCell for Timestamp {
    fn in_cell(&self) -> Cell {
        Cell::Moment(*self)
    }
}

impl InCell for bool {
    fn in_cell(&self) -> Cell {
        Cell::Flag(*self)
    }
}
