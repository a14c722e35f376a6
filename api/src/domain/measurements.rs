//! What is decided when a value is written (rule 6).
//!
//! A value is given or its absence, never both and never neither. A count is a whole number from
//! zero. What is not said of its certainty follows from its period. The same again changes
//! nothing, on whichever day; another value corrects what is there, a final one only with a reason.

#[cfg(test)]
mod tests;

use std::fmt;

use entity::types::{Absence, Day, Decimal, Measure, Paragraph, ValueStatus};

use super::periods::{Period, PeriodError};

/// A value as it is given, or as it is there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Observation<S> {
    /// The value.
    pub value: Option<Decimal>,
    /// Why there is none.
    pub absence: Option<Absence>,
    /// How certain it is.
    pub status: S,
    /// What is to be known about it.
    pub note: Option<Paragraph>,
}

/// What a write has to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Decision {
    /// The key had no value: write this one.
    Create(Observation<ValueStatus>),
    /// Keep the old one as a correction and write this one.
    Correct(Observation<ValueStatus>),
    /// Nothing: the very same is there.
    Leave,
}

/// One thing that is wrong with a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MeasurementError {
    /// The period is none for which a value can be written.
    Period(PeriodError),
    /// Neither a value nor an absence.
    NothingGiven,
    /// A value and an absence.
    BothGiven,
    /// A count that is no whole number from zero.
    NotACount,
    /// A final value of a period that is not over.
    NotOver(PeriodError),
    /// A final value is corrected without a reason.
    ReasonMissing,
}

impl MeasurementError {
    /// Where it lies: in the input, as a JSON pointer, or in the place.
    pub fn pointer(self) -> &'static str {
        match self {
            Self::Period(_) => "{period}",
            Self::NothingGiven | Self::NotACount => "/value",
            Self::BothGiven => "/absence",
            Self::NotOver(_) => "/status",
            Self::ReasonMissing => "/reason",
        }
    }
}

impl fmt::Display for MeasurementError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NothingGiven => {
                f.write_str("expected a value, or an absence that says why there is none")
            }
            Self::BothGiven => f.write_str("expected a value or an absence, not both"),
            Self::NotACount => f.write_str("expected a whole number from 0, since this is a count"),
            Self::Period(error) | Self::NotOver(error) => error.fmt(f),
            Self::ReasonMissing => {
                f.write_str("expected a reason, since the value that is there is final")
            }
        }
    }
}

/// Where a value is written.
#[derive(Clone, Copy, Debug)]
pub struct MeasurementKey {
    /// What kind of quantity the indicator is.
    pub measure: Measure,
    /// The period, or what speaks against it.
    pub period: Result<Period, PeriodError>,
    /// The alliance's day.
    pub today: Day,
    /// From when on the indicator is measured.
    pub starts_on: Option<Day>,
}

impl MeasurementKey {
    /// The same for a value that is newly given: the period has begun, and does not end before the
    /// indicator starts. One that is there can be corrected whenever the indicator starts now.
    fn admitted(self) -> Self {
        let period = self.period.and_then(|period| admit(period, self.starts_on, self.today));
        Self { period, ..self }
    }

    fn is_over(&self) -> bool {
        self.period.is_ok_and(|period| period.is_over(self.today))
    }
}

/// Decides what a write has to do, or names everything that is wrong with it. What would follow from
/// the period is left out where there is none.
///
/// # Errors
/// All errors at once.
pub fn decide(
    key: MeasurementKey,
    given: Observation<Option<ValueStatus>>,
    there: Option<&Observation<ValueStatus>>,
    reason: bool,
) -> Result<Decision, Vec<MeasurementError>> {
    let key = if there.is_none() { key.admitted() } else { key };
    let Observation { value, absence, status, note } = given;
    let by_period = if key.is_over() { ValueStatus::Final } else { ValueStatus::Provisional };
    let same = there.filter(|it| (it.value, it.absence, &it.note) == (value, absence, &note));
    let unsaid = same.map_or(by_period, |there| there.status);
    let wanted = Observation { value, absence, status: status.unwrap_or(unsaid), note };
    let changes = there.is_some_and(|there| *there != wanted);
    let was_final = there.is_some_and(|there| there.status == ValueStatus::Final);
    let mut errors = period_errors(key, wanted.status);
    errors.extend(value_errors(key.measure, &wanted));
    if changes && was_final && !reason {
        errors.push(MeasurementError::ReasonMissing);
    }
    match there {
        _ if !errors.is_empty() => Err(errors),
        None => Ok(Decision::Create(wanted)),
        Some(_) if changes => Ok(Decision::Correct(wanted)),
        Some(_) => Ok(Decision::Leave),
    }
}

fn period_errors(key: MeasurementKey, wanted: ValueStatus) -> Vec<MeasurementError> {
    match key.period {
        Err(error) => vec![MeasurementError::Period(error)],
        Ok(period) if wanted == ValueStatus::Final && !key.is_over() => {
            let end = period.end();
            vec![MeasurementError::NotOver(PeriodError::PeriodNotOver { end })]
        }
        Ok(_) => Vec::new(),
    }
}

fn value_errors(measure: Measure, wanted: &Observation<ValueStatus>) -> Vec<MeasurementError> {
    let mut errors = Vec::new();
    match (wanted.value, wanted.absence) {
        (None, None) => errors.push(MeasurementError::NothingGiven),
        (Some(_), Some(_)) => errors.push(MeasurementError::BothGiven),
        _ => {}
    }
    let counts = |value: Decimal| value >= Decimal::ZERO && value.number().is_integer();
    if measure == Measure::Count && wanted.value.is_some_and(|value| !counts(value)) {
        errors.push(MeasurementError::NotACount);
    }
    errors
}

/// Whether a value can be removed, as one that was written by mistake: nothing is lost by it as long
/// as it is provisional and was never another.
pub fn can_go(status: ValueStatus, corrections: i32) -> bool {
    status == ValueStatus::Provisional && corrections == 0
}

fn admit(period: Period, starts_on: Option<Day>, today: Day) -> Result<Period, PeriodError> {
    match starts_on {
        Some(starts_on) if period.end() < starts_on => {
            Err(PeriodError::PeriodBeforeStart { starts_on })
        }
        _ if !period.has_begun(today) => Err(PeriodError::PeriodInFuture { start: period.start() }),
        _ => Ok(period),
    }
}
