//! Judging the rows of a push, all against what is there, read at once.

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use entity::types::{Apply, Day, IndicatorId, RowOutcome, ThingStatus};

use super::KeysSeen;
use super::row::{JudgedRow, MeasurementRow, PushedRow};
use super::write_rows::Writes;
use crate::app::indicators::observed::{first, key, observed, violation};
use crate::domain::measurements::{self as rule, Decision, MeasurementKey, Observation};
use crate::error::{AppError, ErrorCode, Result, Violation};
use crate::store::{Found, OpenWrite, indicators, measurements};

type ByKey = HashMap<(IndicatorId, Day), Found<entity::measurement::Entity>>;

/// What came of each row, and what is to be written.
pub(super) struct JudgedRows {
    pub rows: Vec<JudgedRow>,
    pub writes: Writes,
    /// The keys that they name, each with its row.
    pub keys: Vec<((IndicatorId, Day), i64)>,
}

/// A row that names an indicator which takes values.
struct PlacedRow<'a> {
    number: i64,
    row: MeasurementRow,
    of: &'a entity::indicator::Model,
    key: MeasurementKey,
}

impl PlacedRow<'_> {
    fn at(&self) -> Option<(IndicatorId, Day)> {
        self.key.period.ok().map(|period| (self.of.id, period.start()))
    }
}

/// Judges rows: those that are wrong are refused with everything that is wrong with them.
pub(super) async fn judge_rows(
    unit: &OpenWrite,
    rows: Vec<PushedRow>,
    seen: &KeysSeen,
) -> Result<JudgedRows> {
    let codes = rows.iter().filter_map(|row| row.row.as_ref().ok()).map(|row| &row.indicator);
    let codes: Vec<String> = codes.map(|code| code.0.clone()).collect();
    let known = indicators::by_codes(unit, unit.home()?.id, codes).await?;
    let known: HashMap<&str, &entity::indicator::Model> =
        known.iter().map(|it| (it.code.as_str(), &**it)).collect();
    let (mut judged, mut placed) = (Vec::with_capacity(rows.len()), Vec::with_capacity(rows.len()));
    for PushedRow { number, row } in rows {
        match row {
            Err(unread) => judged.push(JudgedRow { number, came: Err(unread) }),
            Ok(row) => match place(unit, number, row, &known)? {
                Ok(row) => placed.push(row),
                Err(refused) => judged.push(refused),
            },
        }
    }
    let mut there = there(unit, &placed).await?;
    let (mut writes, mut own) = (Writes::default(), KeysSeen::new());
    for row in placed {
        judged.push(match repeated(&row, seen, &mut own) {
            Some(fault) => JudgedRow::refused(row.number, &row.row, vec![fault]),
            None => judge(unit, row, &mut there, &mut writes)?,
        });
    }
    judged.sort_by_key(|row| row.number);
    Ok(JudgedRows { rows: judged, writes, keys: own.into_iter().collect() })
}

/// Finds the indicator of a row.
fn place<'a>(
    unit: &OpenWrite,
    number: i64,
    row: MeasurementRow,
    known: &HashMap<&str, &'a entity::indicator::Model>,
) -> Result<Result<PlacedRow<'a>, JudgedRow>> {
    let refused = |row: &MeasurementRow, code, said: &str| {
        let fault = Violation::new(code, said).at("/indicator");
        Ok(Err(JudgedRow::refused(number, row, vec![fault])))
    };
    let home = &unit.home()?.slug;
    if row.alliance.as_ref().is_some_and(|named| named != home) {
        let said = "expected the alliance to which the rows are pushed";
        let fault = Violation::new(ErrorCode::ReferenceNotFound, said).at("/alliance");
        return Ok(Err(JudgedRow::refused(number, &row, vec![fault])));
    }
    match known.get(row.indicator.as_str()) {
        None => {
            let said = "expected the code of an indicator of the alliance";
            refused(&row, ErrorCode::ReferenceNotFound, said)
        }
        Some(of) if of.status == ThingStatus::Archived => {
            let said = "The indicator is archived; restore it first.";
            refused(&row, ErrorCode::WrongState, said)
        }
        Some(of) => {
            let key = key(unit, of, &row.period)?;
            Ok(Ok(PlacedRow { number, row, of, key }))
        }
    }
}

/// What is there under the keys of these rows.
async fn there(unit: &OpenWrite, placed: &[PlacedRow<'_>]) -> Result<ByKey> {
    let keys: Vec<_> = placed.iter().filter_map(PlacedRow::at).collect();
    let rows = measurements::at_keys(unit, &keys).await?;
    Ok(rows.into_iter().map(|row| ((row.indicator_id, row.period_start), row)).collect())
}

/// Tells that a row before has the same key: of two, nobody can say which was meant.
fn repeated(row: &PlacedRow<'_>, seen: &KeysSeen, own: &mut KeysSeen) -> Option<Violation> {
    let at = row.at()?;
    let before = match (seen.get(&at), own.entry(at)) {
        (Some(before), _) => *before,
        (None, Entry::Occupied(before)) => *before.get(),
        (None, Entry::Vacant(free)) => {
            free.insert(row.number);
            return None;
        }
    };
    let said = format!("row {before} is for the same indicator and period");
    Some(Violation::new(ErrorCode::RowRepeated, said).at("/period"))
}

fn judge(
    unit: &OpenWrite,
    row: PlacedRow<'_>,
    there: &mut ByKey,
    writes: &mut Writes,
) -> Result<JudgedRow> {
    let was = row.at().and_then(|at| there.remove(&at));
    if row.row.delete == Some(true) {
        return Ok(judge_deletion(row, was, writes));
    }
    let PlacedRow { number, row, of, key } = row;
    let old = was.as_ref().map(|was| observed(was));
    let mut note = old.as_ref().and_then(|old| old.note.clone());
    row.note.clone().apply(&mut note);
    let given = Observation { value: row.value, absence: row.absence, status: row.state, note };
    let outcome = match (rule::decide(key, given, old.as_ref(), row.reason.is_some()), was) {
        (Err(errors), _) => {
            let faults = errors.into_iter().map(violation).collect();
            return Ok(JudgedRow::refused(number, &row, faults));
        }
        (Ok(Decision::Leave), _) => RowOutcome::Unchanged,
        (Ok(Decision::Correct(wanted)), Some(was)) => {
            writes.correct(unit, was, wanted, row.reason);
            RowOutcome::Changed
        }
        (Ok(Decision::Create(wanted) | Decision::Correct(wanted)), _) => {
            let period = key.period.map_err(AppError::fault)?;
            writes.create(first(unit, of, period, wanted));
            RowOutcome::Created
        }
    };
    Ok(JudgedRow::done(number, outcome))
}

/// A value is removed on the terms of a single removal; where there is none, nothing is to be done.
fn judge_deletion(
    row: PlacedRow<'_>,
    was: Option<Found<entity::measurement::Entity>>,
    writes: &mut Writes,
) -> JudgedRow {
    if let Err(error) = row.key.period {
        let fault = violation(rule::MeasurementError::Period(error));
        return JudgedRow::refused(row.number, &row.row, vec![fault]);
    }
    match was {
        None => JudgedRow::done(row.number, RowOutcome::Unchanged),
        Some(was) if !rule::can_go(was.status, was.corrections) => {
            let said = "It is final, or was corrected, and so is kept; where there is no value, \
                        correct it to `not_collected`.";
            let fault = Violation::new(ErrorCode::WrongState, said).at("/delete");
            JudgedRow::refused(row.number, &row.row, vec![fault])
        }
        Some(was) => {
            writes.delete(was);
            JudgedRow::done(row.number, RowOutcome::Deleted)
        }
    }
}
