//! Values between row and rule: what a single write and a push do alike.

use entity::measurement::Model;
use entity::types::{Paragraph, ValueStatus};

use super::judge::fiscal_start;
use crate::domain::measurements::{MeasurementError, MeasurementKey, Observation};
use crate::domain::periods::{Period, PeriodError};
use crate::error::{ErrorCode, Result, Violation};
use crate::store::OpenWrite;

/// Where a value of an indicator is written, on the alliance's day.
///
/// # Errors
/// A fault outside an alliance.
pub(super) fn key(
    unit: &OpenWrite,
    of: &entity::indicator::Model,
    period: &str,
) -> Result<MeasurementKey> {
    let home = unit.home()?;
    let period = Period::read(period, of.period_type, fiscal_start(home)?);
    let (measure, starts_on) = (of.measure, of.starts_on);
    Ok(MeasurementKey { measure, period, today: home.time_zone.day(unit.now()), starts_on })
}

/// The first value of an indicator for a period.
pub(super) fn first(
    unit: &OpenWrite,
    of: &entity::indicator::Model,
    period: Period,
    wanted: Observation<ValueStatus>,
) -> Model {
    Model {
        id: unit.id(),
        alliance_id: of.alliance_id,
        indicator_id: of.id,
        period: period.code(),
        period_start: period.start(),
        period_end: period.end(),
        value: wanted.value,
        absence: wanted.absence,
        status: wanted.status,
        note: wanted.note,
        corrections: 0,
        entered_by: unit.member(),
        entered_at: unit.now(),
        version: unit.revision(),
    }
}

/// What a value was before it is corrected by this write.
pub(super) fn kept(
    was: &Model,
    unit: &OpenWrite,
    reason: Option<Paragraph>,
) -> entity::correction::Model {
    entity::correction::Model {
        measurement_id: was.id,
        number: was.corrections + 1,
        alliance_id: was.alliance_id,
        indicator_id: was.indicator_id,
        value: was.value,
        absence: was.absence,
        status: was.status,
        note: was.note.clone(),
        entered_by: was.entered_by,
        entered_at: was.entered_at,
        reason,
        corrected_by: unit.member(),
        corrected_at: unit.now(),
        version: unit.revision(),
    }
}

/// A value as it is there.
pub(super) fn observed(row: &Model) -> Observation<ValueStatus> {
    Observation {
        value: row.value,
        absence: row.absence,
        status: row.status,
        note: row.note.clone(),
    }
}

/// What is wrong with a value, as the caller is told.
pub(super) fn violation(error: MeasurementError) -> Violation {
    let code = match error {
        MeasurementError::NothingGiven
        | MeasurementError::BothGiven
        | MeasurementError::NotACount => ErrorCode::ValueInconsistent,
        MeasurementError::Period(error) | MeasurementError::NotOver(error) => period_code(error),
        MeasurementError::ReasonMissing => ErrorCode::ReasonMissing,
    };
    Violation::new(code, error.to_string()).at(error.pointer())
}

fn period_code(error: PeriodError) -> ErrorCode {
    match error {
        PeriodError::PeriodUnreadable => ErrorCode::PeriodUnreadable,
        PeriodError::PeriodAmbiguous => ErrorCode::PeriodAmbiguous,
        PeriodError::PeriodTypeMismatch { .. } => ErrorCode::PeriodTypeMismatch,
        PeriodError::PeriodBeforeStart { .. } => ErrorCode::PeriodBeforeStart,
        PeriodError::PeriodInFuture { .. } => ErrorCode::PeriodInFuture,
        PeriodError::PeriodNotOver { .. } => ErrorCode::PeriodNotOver,
    }
}
