//! Reading the rows of a push: each by itself, so that one that is wrong hides no other.

use serde::Deserialize;
use serde_json::{Map, Value};

use crate::app::indicators::{MOST_ROWS, MeasurementRow, PushedRow};
use crate::contract::{Contract, read_json};
use crate::error::{ErrorCode, Refusal, Result, Violation};

/// Columns that exports add to what can be written: whoever sends them back means nothing by them.
pub(super) const ADDED: [&str; 26] = [
    "alliance_id",
    "alliance_name",
    "band_high",
    "band_low",
    "baseline",
    "baseline_on",
    "corrections_count",
    "definition_version",
    "entered_at",
    "error",
    "expected",
    "id",
    "indicator_id",
    "measurement_id",
    "period_end",
    "period_id",
    "period_start",
    "period_type",
    "scale",
    "status",
    "target",
    "target_on",
    "title",
    "unit",
    "updated_at",
    "version",
];

/// The rows of a document.
///
/// # Errors
/// Where it is no document that holds rows.
pub(super) fn rows_of_json(contract: &Contract, body: &[u8]) -> Result<Vec<PushedRow>> {
    let unreadable = |error: serde_json::Error| {
        Refusal::new(ErrorCode::BodyUnreadable, format!("expected JSON: {error}"))
    };
    let mut body: Value = read_json(body).map_err(unreadable)?;
    let rows = body.get_mut("rows").and_then(Value::as_array_mut).map(std::mem::take);
    Refusal::unless_none(contract.violations("MeasurementRows", &body))?;
    let rows = rows.unwrap_or_default();
    if rows.len() > MOST_ROWS {
        let said = format!("expected at most {MOST_ROWS} rows, found {}", rows.len());
        return Err(Violation::new(ErrorCode::FieldInvalid, said).at("/rows").into());
    }
    Ok((1..).zip(rows).map(|(number, row)| read_row(contract, number, row)).collect())
}

/// A row that is an object of JSON.
pub(super) fn read_row(contract: &Contract, number: i64, row: Value) -> PushedRow {
    match row {
        Value::Object(mut cells) => {
            cells.retain(|name, _| !ADDED.contains(&name.as_str()));
            read_cells(contract, number, cells, Vec::new())
        }
        _ => {
            let fault = Violation::new(ErrorCode::FieldInvalid, "expected an object");
            PushedRow::unread(number, Map::new(), vec![fault])
        }
    }
}

/// A row of cells, in which this was found to be wrong already.
pub(super) fn read_cells(
    contract: &Contract,
    number: i64,
    cells: Map<String, Value>,
    mut wrong: Vec<Violation>,
) -> PushedRow {
    let row = Value::Object(cells);
    let known: Vec<_> = wrong.iter().map(|fault| fault.pointer.clone()).collect();
    let more = contract.violations("MeasurementRow", &row);
    wrong.extend(more.into_iter().filter(|fault| !known.contains(&fault.pointer)));
    if wrong.is_empty() {
        match MeasurementRow::deserialize(&row) {
            Ok(read) => return PushedRow::read(number, read),
            Err(error) => wrong.push(Violation::new(ErrorCode::FieldInvalid, error.to_string())),
        }
    }
    match row {
        Value::Object(cells) => PushedRow::unread(number, cells, wrong),
        _ => PushedRow::unread(number, Map::new(), wrong),
    }
}
