//! A row of a push: as it is given, and what came of it.

use async_graphql::InputObject;
use entity::types::{
    Absence, Decimal, IndicatorCode, Paragraph, Patch, RowCells, RowOutcome, Slug, ValueStatus,
};
use garde::Validate;
use serde::Deserialize;
use serde_json::{Map, Value, json};
use utoipa::ToSchema;

use crate::app::input::read_report;
use crate::error::Violation;

/// The value of an indicator for a period, as one row of many.
#[derive(Clone, Debug, Deserialize, ToSchema, InputObject, Validate)]
#[serde(deny_unknown_fields)]
#[graphql(name = "MeasurementRowInput")]
pub struct MeasurementRow {
    /// The alliance, by its slug, as exports name it: a row of another alliance is refused.
    #[garde(dive)]
    pub alliance: Option<Slug>,
    /// The indicator, by its code.
    #[garde(dive)]
    pub indicator: IndicatorCode,
    /// The period, such as `2026-10`, `2026-Q3` or `FY2026`.
    #[schema(max_length = 24, example = "2026-10")]
    #[garde(skip)]
    pub period: String,
    /// The value, in the indicator's unit; zero is a value.
    #[garde(skip)]
    pub value: Option<Decimal>,
    /// Why there is no value, beside none.
    #[garde(skip)]
    pub absence: Option<Absence>,
    /// Whether the value is provisional or final; where nothing is said, it is final once its period
    /// is over.
    #[garde(skip)]
    pub state: Option<ValueStatus>,
    /// What is to be known about it; what is there stays where nothing is said, null takes it away.
    #[serde(default)]
    #[schema(value_type = Option<Paragraph>)]
    #[garde(dive)]
    pub note: Patch<Paragraph>,
    /// Why a final value is corrected.
    #[garde(dive)]
    pub reason: Option<Paragraph>,
    /// Whether the value that is there is removed; what else the row says of it does not matter then.
    #[garde(skip)]
    pub delete: Option<bool>,
}

impl MeasurementRow {
    /// The cells of the row, by column.
    fn cells(&self) -> Map<String, Value> {
        let text = |text: &Paragraph| json!(text.as_str());
        let note = match &self.note {
            Patch::Keep => None,
            Patch::Clear => Some(Value::Null),
            Patch::Set(note) => Some(text(note)),
        };
        let cells = [
            ("alliance", self.alliance.as_ref().map(|slug| json!(slug.as_str()))),
            ("indicator", Some(json!(self.indicator.as_str()))),
            ("period", Some(json!(self.period))),
            ("value", self.value.map(|value| json!(value.to_string()))),
            ("absence", self.absence.map(|absence| json!(absence.word()))),
            ("state", self.state.map(|state| json!(state.word()))),
            ("note", note),
            ("reason", self.reason.as_ref().map(text)),
            ("delete", self.delete.map(Value::Bool)),
        ];
        let said = cells.into_iter().filter_map(|(name, cell)| Some((name.to_owned(), cell?)));
        said.collect()
    }
}

/// A row as it came, with its number there.
#[derive(Clone, Debug)]
pub struct PushedRow {
    /// Its number in what was sent, from 1; in a table the head is the first.
    pub number: i64,
    /// The row, or what is wrong with it.
    pub row: Result<MeasurementRow, UnreadRow>,
}

/// A row that could not be read.
#[derive(Clone, Debug)]
pub struct UnreadRow {
    /// Its cells, as they were given.
    pub cells: Map<String, Value>,
    /// What is wrong with them.
    pub faults: Vec<Violation>,
}

impl PushedRow {
    /// A row that was read; what it holds may still be wrong.
    pub fn read(number: i64, row: MeasurementRow) -> Self {
        let faults = row.validate().err().map(|report| read_report(&report, true));
        match faults {
            None => Self { number, row: Ok(row) },
            Some(faults) => Self::unread(number, row.cells(), faults),
        }
    }

    /// A row that cannot be read.
    pub fn unread(number: i64, cells: Map<String, Value>, faults: Vec<Violation>) -> Self {
        Self { number, row: Err(UnreadRow { cells, faults }) }
    }
}

/// What came of a row.
#[derive(Debug)]
pub struct JudgedRow {
    /// Its number in what was sent.
    pub number: i64,
    /// What is done by it, or what is wrong with it.
    pub came: Result<RowOutcome, UnreadRow>,
}

impl JudgedRow {
    /// Something is done by the row, be it nothing.
    pub fn done(number: i64, outcome: RowOutcome) -> Self {
        Self { number, came: Ok(outcome) }
    }

    /// A row that is refused.
    pub fn refused(number: i64, row: &MeasurementRow, faults: Vec<Violation>) -> Self {
        Self { number, came: Err(UnreadRow { cells: row.cells(), faults }) }
    }

    /// What was done by it.
    pub fn outcome(&self) -> RowOutcome {
        *self.came.as_ref().unwrap_or(&RowOutcome::Refused)
    }

    /// Whether it is refused.
    pub fn is_refused(&self) -> bool {
        self.came.is_err()
    }

    /// What is wrong with it.
    pub fn faults(&self) -> &[Violation] {
        self.came.as_ref().err().map_or(&[], |row| &row.faults)
    }

    /// What is wrong with it, as of one of many rows.
    pub fn violations(&self, at: usize) -> impl Iterator<Item = Violation> {
        self.faults().iter().map(move |fault| {
            let column = column(fault).map(|name| format!("/{name}")).unwrap_or_default();
            let said = format!("row {}: {}", self.number, fault.message);
            Violation::new(fault.code, said).at(format!("/rows/{at}{column}"))
        })
    }

    /// Its cells, each of them short enough to be kept.
    pub fn kept_cells(&self) -> RowCells {
        let cells = self.came.as_ref().err().map(|row| row.cells.clone()).unwrap_or_default();
        RowCells(cells.into_iter().map(|(name, cell)| (name, short(cell))).collect())
    }
}

/// The longest cell of a refused row that is kept whole, in characters.
const LONGEST_CELL: usize = 4_000;

fn short(cell: Value) -> Value {
    match cell {
        Value::String(text) => Value::String(text.chars().take(LONGEST_CELL).collect()),
        Value::Array(_) | Value::Object(_) => {
            Value::String(cell.to_string().chars().take(LONGEST_CELL).collect())
        }
        plain => plain,
    }
}

/// The column in which something is wrong, by its name in a row.
pub fn column(fault: &Violation) -> Option<String> {
    let name = fault.pointer.as_deref()?.trim_matches(['/', '{', '}']);
    let name = name.split('/').next().unwrap_or_default();
    let column = if name == "status" { "state" } else { name };
    (!column.is_empty()).then(|| column.to_owned())
}
