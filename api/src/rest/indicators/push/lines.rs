//! Rows as lines of JSON, read as they arrive.

use serde_json::Map;

use super::body::{LONGEST_ROW, too_long};
use super::rows::read_row;
use crate::app::indicators::PushedRow;
use crate::contract::{Contract, read_json};
use crate::error::{ErrorCode, Violation};

/// Reads lines; an object each.
#[derive(Default)]
pub(super) struct JsonLines {
    line: Vec<u8>,
    number: i64,
    too_long: bool,
}

impl JsonLines {
    /// Takes what has arrived, and gives the rows that end there.
    pub fn feed(&mut self, mut bytes: &[u8], contract: &Contract, rows: &mut Vec<PushedRow>) {
        while let Some(at) = bytes.iter().position(|byte| *byte == b'\n') {
            let (line, rest) = bytes.split_at(at);
            self.hold(line);
            rows.extend(self.ended(contract));
            bytes = &rest[1..];
        }
        self.hold(bytes);
    }

    /// The row of the last line, which need not end.
    pub fn end(&mut self, contract: &Contract) -> Option<PushedRow> {
        self.ended(contract)
    }

    fn hold(&mut self, bytes: &[u8]) {
        if self.line.len() + bytes.len() > LONGEST_ROW {
            self.too_long = true;
            self.line.clear();
        }
        if !self.too_long {
            self.line.extend_from_slice(bytes);
        }
    }

    fn ended(&mut self, contract: &Contract) -> Option<PushedRow> {
        self.number += 1;
        let (number, line) = (self.number, std::mem::take(&mut self.line));
        if std::mem::take(&mut self.too_long) {
            return Some(PushedRow::unread(number, Map::new(), vec![too_long()]));
        }
        let line = line.strip_prefix("\u{feff}".as_bytes()).unwrap_or(&line).trim_ascii();
        if line.is_empty() {
            return None;
        }
        Some(match read_json(line) {
            Ok(row) => read_row(contract, number, row),
            Err(error) => {
                let said = error.to_string();
                let said = said.split(" at line ").next().unwrap_or_default();
                let said = format!("expected a JSON object in UTF-8 on one line: {said}");
                let fault = Violation::new(ErrorCode::BodyUnreadable, said);
                PushedRow::unread(number, Map::new(), vec![fault])
            }
        })
    }
}
