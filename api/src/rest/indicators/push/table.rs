//! Rows of a table with a head, read as they arrive.

use csv_core::{ReadRecordResult, Reader, ReaderBuilder};
use serde_json::Map;

use super::body::{LONGEST_ROW, PushForm, too_long};
use super::cells::Head;
use crate::app::indicators::PushedRow;
use crate::contract::Contract;
use crate::error::Result;

/// The most cells of a row.
const MOST_CELLS: usize = 256;

/// Reads a table; its first row is its head.
pub(super) struct TableRows {
    reader: Reader,
    form: PushForm,
    cells: Vec<u8>,
    ends: Vec<usize>,
    held: (usize, usize),
    too_long: bool,
    number: i64,
    head: Option<Head>,
}

impl TableRows {
    pub fn new(form: PushForm) -> Self {
        Self {
            reader: ReaderBuilder::new().delimiter(form.delimiter).build(),
            form,
            cells: vec![0; LONGEST_ROW],
            ends: vec![0; MOST_CELLS],
            held: (0, 0),
            too_long: false,
            number: 0,
            head: None,
        }
    }

    /// Takes what has arrived, and gives the rows that end there; nothing more arrives after nothing.
    ///
    /// # Errors
    /// What is wrong with the head.
    pub fn feed(
        &mut self,
        mut bytes: &[u8],
        contract: &Contract,
        rows: &mut Vec<PushedRow>,
    ) -> Result<()> {
        // To the reader, nothing is the end.
        let last = bytes.is_empty();
        while last || !bytes.is_empty() {
            let (cells, ends) = (&mut self.cells[self.held.0..], &mut self.ends[self.held.1..]);
            let (read, taken, written, ended) = self.reader.read_record(bytes, cells, ends);
            bytes = &bytes[taken..];
            self.held = (self.held.0 + written, self.held.1 + ended);
            match read {
                ReadRecordResult::InputEmpty | ReadRecordResult::End => return Ok(()),
                ReadRecordResult::OutputFull | ReadRecordResult::OutputEndsFull => {
                    (self.too_long, self.held) = (true, (0, 0));
                }
                ReadRecordResult::Record => rows.extend(self.ended(contract)?),
            }
        }
        Ok(())
    }

    /// Refuses a table without a head.
    ///
    /// # Errors
    /// `field_missing`.
    pub fn headed(&self) -> Result<()> {
        match &self.head {
            Some(_) => Ok(()),
            None => Head::read(&[], self.form).map(drop),
        }
    }

    fn ended(&mut self, contract: &Contract) -> Result<Option<PushedRow>> {
        self.number += 1;
        let (_, many) = std::mem::take(&mut self.held);
        if std::mem::take(&mut self.too_long) {
            return match &self.head {
                Some(_) => Ok(Some(PushedRow::unread(self.number, Map::new(), vec![too_long()]))),
                None => Err(too_long().into()),
            };
        }
        let mut start = 0;
        let cells = self.ends[..many].iter().map(|end| {
            let cell = self.cells.get(start..*end).unwrap_or_default();
            start = *end;
            cell
        });
        let cells: Vec<&[u8]> = cells.collect();
        match &self.head {
            Some(head) => Ok(head.row(contract, self.number, &cells, self.form)),
            None => {
                self.head = Some(Head::read(&cells, self.form)?);
                Ok(None)
            }
        }
    }
}
