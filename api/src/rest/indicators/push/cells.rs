//! The cells of a table: its head, and each row under it.

use entity::types::{Decimal, DecimalError};
use serde_json::{Map, Value, json};

use super::body::PushForm;
use super::rows::{ADDED, read_cells};
use crate::app::indicators::PushedRow;
use crate::contract::Contract;
use crate::domain::cell_text::restored;
use crate::error::{ErrorCode, Refusal, Result, Violation};

/// The columns that can be written.
pub(super) const COLUMNS: [&str; 9] =
    ["alliance", "indicator", "period", "value", "absence", "state", "note", "reason", "delete"];

/// What tables say where there is no number.
const NO_NUMBER: [&str; 15] = [
    "n/a", "na", "n.a.", "n.a", "#n/a", "-", "--", "–", "none", "null", "nil", "nan", "?", "x", ".",
];

/// The head of a table: for each cell of a row its column, none where it is not looked at.
pub(super) struct Head(Vec<Option<&'static str>>);

impl Head {
    /// Reads the head.
    ///
    /// # Errors
    /// Everything that is wrong with it.
    pub fn read(cells: &[&[u8]], form: PushForm) -> Result<Self> {
        if cells
            .first()
            .is_some_and(|it| it.starts_with(b"\xff\xfe") || it.starts_with(b"\xfe\xff"))
        {
            let said = "expected UTF-8; this looks like UTF-16, as some spreadsheets write it";
            return Err(Refusal::new(ErrorCode::BodyUnreadable, said).into());
        }
        let names = cells.iter().map(|cell| name(cell));
        let names: Vec<String> = names.collect();
        let (mut wrong, mut columns) = (Vec::new(), Vec::new());
        for (at, name) in names.iter().enumerate() {
            let column = COLUMNS.into_iter().find(|column| column == name);
            if column.is_some() && names[..at].contains(name) {
                wrong.push(fault(ErrorCode::FieldInvalid, name, "expected this column once"));
            } else if column.is_none() && !name.is_empty() && !ADDED.contains(&name.as_str()) {
                wrong.push(fault(ErrorCode::FieldUnknown, name, "there is no such column"));
            }
            columns.push(column);
        }
        let missing =
            ["indicator", "period"].into_iter().filter(|it| !columns.contains(&Some(*it)));
        let said = format!("expected this column; {}", parted(form));
        wrong.extend(missing.map(|name| fault(ErrorCode::FieldMissing, name, &said)));
        Refusal::unless_none(wrong).map(|()| Self(columns))
    }

    /// Reads a row; none where all its cells are empty.
    pub fn row(
        &self,
        contract: &Contract,
        number: i64,
        given: &[&[u8]],
        form: PushForm,
    ) -> Option<PushedRow> {
        if given.iter().all(|cell| cell.trim_ascii().is_empty()) {
            return None;
        }
        let (mut cells, mut wrong) = (Map::new(), Vec::new());
        if let Some(more) = given.get(self.0.len()..).filter(|more| !more.is_empty()) {
            let said = format!(
                "expected {} cells, found {} more; a number with a decimal comma is \
                quoted, or the cells are parted otherwise",
                self.0.len(),
                more.len()
            );
            wrong.push(Violation::new(ErrorCode::FieldInvalid, said));
        }
        for (column, cell) in self.0.iter().zip(given) {
            let Some(column) = column else { continue };
            match std::str::from_utf8(cell) {
                Err(_) => {
                    wrong.push(fault(ErrorCode::FieldInvalid, column, "expected text in UTF-8"))
                }
                Ok(text) if text.trim().is_empty() => {}
                Ok(text) => {
                    let read = read_cell(column, text, form).unwrap_or_else(|said| {
                        wrong.push(fault(ErrorCode::FieldInvalid, column, &said));
                        json!(text)
                    });
                    cells.insert((*column).to_owned(), read);
                }
            }
        }
        Some(read_cells(contract, number, cells, wrong))
    }
}

fn name(cell: &[u8]) -> String {
    let text = String::from_utf8_lossy(cell);
    text.trim_matches('\u{feff}').trim().to_lowercase().replace(' ', "_")
}

fn fault(code: ErrorCode, column: &str, said: &str) -> Violation {
    let column: String = column.chars().take(100).collect();
    Violation::new(code, said).at(format!("/{}", column.replace('~', "~0").replace('/', "~1")))
}

fn parted(form: PushForm) -> &'static str {
    match form.delimiter {
        b';' => "columns are taken to be parted by semicolons, as `delimiter=semicolon` says",
        b'\t' => "columns are taken to be parted by tabs, as `delimiter=tab` says",
        _ => {
            "columns are taken to be parted by commas; where they are by others, say \
             `Content-Type: text/csv; delimiter=semicolon` (or `tab`)"
        }
    }
}

fn read_cell(column: &str, text: &str, form: PushForm) -> Result<Value, String> {
    match column {
        "value" => number(text.trim(), form.decimal),
        "delete" => match text.trim().to_lowercase().as_str() {
            "true" | "yes" | "1" => Ok(json!(true)),
            "false" | "no" | "0" => Ok(json!(false)),
            _ => Err("expected true or false".to_owned()),
        },
        "note" | "reason" => Ok(json!(restored(text))),
        _ => Ok(json!(text.trim())),
    }
}

/// Reads a number. One that is longer than is kept is one that a program computed, and is rounded.
fn number(text: &str, decimal: char) -> Result<Value, String> {
    if NO_NUMBER.contains(&text.to_lowercase().as_str()) {
        return Err(format!(
            "expected a number, found `{text}`; where there is none, leave the cell empty and say why in \
             `absence`: not_collected, not_applicable or withheld"
        ));
    }
    let plain = match decimal {
        ',' if text.contains('.') => return Err("expected a number such as 12,5".to_owned()),
        ',' => text.replace(',', "."),
        _ => text.to_owned(),
    };
    match plain.parse::<Decimal>() {
        Ok(_) => Ok(json!(plain)),
        Err(DecimalError::TooLong) => {
            let long = plain.parse::<f64>().ok().filter(|number| number.is_finite());
            long.map(|number| json!(number)).ok_or_else(|| DecimalError::TooLong.to_string())
        }
        Err(_) if text.contains(',') => {
            Err("expected a number such as 12.5; where a comma stands before decimals, say \
             `Content-Type: text/csv; decimal=comma`"
                .to_owned())
        }
        Err(DecimalError::Unreadable) => Err("expected a plain number such as 12.5".to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_read_as_it_is_declared() {
        for (text, decimal, read) in [
            ("12.5", '.', Some(json!("12.5"))),
            ("12,5", '.', None),
            ("12,5", ',', Some(json!("12.5"))),
            ("1.234,5", ',', None),
            ("0.30000000000000004", '.', Some(json!(0.30000000000000004))),
            ("N/A", '.', None),
            ("5 %", '.', None),
            ("-3", '.', Some(json!("-3"))),
        ] {
            assert_eq!(number(text, decimal).ok(), read, "{text}");
        }
    }
}
