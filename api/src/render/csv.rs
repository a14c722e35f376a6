//! Flat rows as comma-separated values (RFC 4180): a line of names, then a line a row.

use chrono::SecondsFormat;

use crate::app::{Cell, FlatRow};
use crate::domain::cell_text::neutralized;

/// What a byte order mark is: by it, some spreadsheets see that a file is UTF-8.
pub const BYTE_ORDER_MARK: &str = "\u{feff}";

/// The line of names.
pub fn names<T: FlatRow>() -> String {
    T::COLUMNS.join(",") + "\r\n"
}

/// A line for each row.
pub fn lines<T: FlatRow>(rows: &[T]) -> String {
    let mut text = String::with_capacity(rows.len() * 256);
    for row in rows {
        for (at, cell) in row.cells().into_iter().enumerate() {
            if at > 0 {
                text.push(',');
            }
            text.push_str(&written(cell));
        }
        text.push_str("\r\n");
    }
    text
}

/// What stands in a cell; an empty one says that there is nothing, and no other is empty.
fn written(cell: Cell) -> String {
    match cell {
        Cell::Nothing => String::new(),
        Cell::Text(text) => quoted(neutralized(&text)),
        Cell::Word(text) | Cell::Number(text) => text,
        Cell::Day(day) => day.to_string(),
        Cell::Moment(moment) => moment.time().to_rfc3339_opts(SecondsFormat::AutoSi, true),
        Cell::Flag(flag) => flag.to_string(),
    }
}

fn quoted(text: String) -> String {
    let plain = !text.contains([',', '"', '\r', '\n']) && text.trim() == text;
    if plain { text } else { format!("\"{}\"", text.replace("\r\n", "\n").replace('"', "\"\"")) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_is_what_it_was_once_it_is_read() {
        for (text, is) in [
            ("plain", "plain"),
            ("two, parts", "\"two, parts\""),
            ("said \"so\"", "\"said \"\"so\"\"\""),
            ("two\r\nlines", "\"two\nlines\""),
            (" ahead", "\" ahead\""),
            ("=1+1", "'=1+1"),
            ("-1", "-1"),
            ("-1 or so", "'-1 or so"),
            ("@here", "'@here"),
            ("'=1", "''=1"),
            ("'tis", "'tis"),
        ] {
            assert_eq!(written(Cell::Text(text.to_owned())), is);
        }
        assert_eq!(written(Cell::Number("-1".to_owned())), "-1");
        assert_eq!(written(Cell::Nothing), "");
    }
}
