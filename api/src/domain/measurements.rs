//! What is decided when a value is written (rule 6).
//!
//! A value is given or its absence, never both and never neither. A count is a whole number from
//! zero. What is not said of its certainty follows from its period. The same again changes
//! nothing; another value corrects what is there, a final one only with a reason.

#[cfg(test)]
mod tests;

use std::fmt;

use entity::words::{Absence, Day, Decimal, Measure, Paragraph, ValueStatus};

use super::periods::{Period, PeriodFault};

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
pub enum Verdict {
    /// The key had no value: write this one.
    Create(Observation<ValueStatus>),
    /// Keep the old one as a correction and write this one.
    Correct(Observation<ValueStatus>),
    /// Nothing: the very same is there.
    Leave,
}

/// One thing that is wrong with a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MeasurementFault {
    /// Neither a value nor an absence.
    NothingGiven,
    /// A value and an absence.
    BothGiven,
    /// A count that is no whole number from zero.
    NotACount,
    /// A final value of a period that is not over.
    NotOver(PeriodFault),
    /// A final value is corrected without a reason.
    ReasonMissing,
}

impl MeasurementFault {
    /// Where in the input it lies, as a JSON pointer.
    pub fn pointer(self) -> &'static str {
        match self {
            Self::NothingGiven | Self::NotACount => "/value",
            Self::BothGiven => "/absence",
            Self::NotOver(_) => "/status",
            Self::ReasonMissing => "/reason",
        }
    }
}

impl fmt::Display for MeasurementFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NothingGiven => {
                f.write_str("expected a value, or an absence that says why there is none")
            }
            Self::BothGiven => f.write_str("expected a value or an absence, not both"),
            Self::NotACount => f.write_str("expected a whole number from 0, since this is a count"),
            Self::NotOver(fault) => fault.fmt(f),
            Self::ReasonMissing => {
                f.write_str("expected a reason, since the value that is there is final")
            }
        }
    }
}

/// Where a value is written.
#[derive(Clone, Copy, Debug)]
pub struct Key {
    /// What kind of quantity the indicator is.
    pub measure: Measure,
    /// The period.
    pub period: Period,
    /// The alliance's day.
    pub today: Day,
}

/// Decides what a write has to do, or names everything that is wrong with it.
///
/// # Errors
/// All faults at once.
pub fn decide(
    key: Key,
    given: Observation<Option<ValueStatus>>,
    there: Option<&Observation<ValueStatus>>,
    reason: bool,
) -> Result<Verdict, Vec<MeasurementFault>> {
    let over = key.period.is_over(key.today);
    let Observation { value, absence, status, note } = given;
    let unsaid = if over { ValueStatus::Final } else { ValueStatus::Provisional };
    let wanted = Observation { value, absence, status: status.unwrap_or(unsaid), note };
    let changes = there.is_some_and(|there| *there != wanted);
    let mut faults = value_faults(key.measure, &wanted);
    if wanted.status == ValueStatus::Final && !over {
        let end = key.period.end();
        faults.push(MeasurementFault::NotOver(PeriodFault::PeriodNotOver { end }));
    }
    if changes && !reason && there.is_some_and(|there| there.status == ValueStatus::Final) {
        faults.push(MeasurementFault::ReasonMissing);
    }
    match there {
        _ if !faults.is_empty() => Err(faults),
        None => Ok(Verdict::Create(wanted)),
        Some(_) if changes => Ok(Verdict::Correct(wanted)),
        Some(_) => Ok(Verdict::Leave),
    }
}

fn value_faults(measure: Measure, wanted: &Observation<ValueStatus>) -> Vec<MeasurementFault> {
    let mut faults = Vec::new();
    match (wanted.value, wanted.absence) {
        (None, None) => faults.push(MeasurementFault::NothingGiven),
        (Some(_), Some(_)) => faults.push(MeasurementFault::BothGiven),
        _ => {}
    }
    let counts = |value: Decimal| value >= Decimal::ZERO && value.number().is_integer();
    if measure == Measure::Count && wanted.value.is_some_and(|value| !counts(value)) {
        faults.push(MeasurementFault::NotACount);
    }
    faults
}

/// Whether a value can be removed, as one that was written by mistake: nothing is lost by it as long
/// as it is provisional and was never another.
pub fn can_go(status: ValueStatus, corrections: i32) -> bool {
    status == ValueStatus::Provisional && corrections == 0
}

/// Names what speaks against a period for which a value is to be written.
///
/// # Errors
/// `PeriodBeforeStart` where it ends before the indicator starts, `PeriodInFuture` where it has not
/// begun.
pub fn admit(period: Period, starts_on: Option<Day>, today: Day) -> Result<(), PeriodFault> {
    match starts_on {
        Some(starts_on) if period.end() < starts_on => {
            Err(PeriodFault::PeriodBeforeStart { starts_on })
        }
        _ if !period.has_begun(today) => Err(PeriodFault::PeriodInFuture { start: period.start() }),
        _ => Ok(()),
    }
}
