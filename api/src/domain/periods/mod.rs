//! The periods that values are for: days, ISO weeks, months, quarters, halves, years, fiscal years.
//!
//! A fiscal year is named by the year in which it ends, so that `FY2026` of an alliance whose
//! year starts in July runs from 2025-07-01 to 2026-06-30. Every period lies wholly between
//! 1900-01-01 and 2199-12-31, the days that the service knows.

mod error;
mod read;
#[cfg(test)]
mod tests;

use std::fmt;

use chrono::{Datelike, Days, Month, Months, NaiveDate, Weekday};
use entity::types::{Day, PeriodType};

pub use error::PeriodError;

/// One period of a type, with its first and its last day; ordered by when it begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Period {
    start: Day,
    end: Day,
    kind: PeriodType,
}

/// How far it is from one period of a type to the next.
enum PeriodStep {
    Days(u32),
    Months(u32),
}

fn step(kind: PeriodType) -> PeriodStep {
    match kind {
        PeriodType::Day => PeriodStep::Days(1),
        PeriodType::Week => PeriodStep::Days(7),
        PeriodType::Month => PeriodStep::Months(1),
        PeriodType::Quarter => PeriodStep::Months(3),
        PeriodType::Half => PeriodStep::Months(6),
        PeriodType::Year | PeriodType::FiscalYear => PeriodStep::Months(12),
    }
}

impl Period {
    /// The period of this type in which a day lies.
    ///
    /// None where that period would begin before 1900 or end after 2199. `fiscal_start`, the
    /// month in which the alliance's fiscal year starts, matters to fiscal years only.
    pub fn containing(kind: PeriodType, day: Day, fiscal_start: Month) -> Option<Self> {
        let date = day.date();
        let start = match step(kind) {
            PeriodStep::Days(1) => date,
            PeriodStep::Days(_) => date.week(Weekday::Mon).checked_first_day()?,
            PeriodStep::Months(length) => {
                let first =
                    if kind == PeriodType::FiscalYear { fiscal_start } else { Month::January };
                let gone = (date.month() + 12 - first.number_from_month()) % length;
                date.with_day(1)?.checked_sub_months(Months::new(gone))?
            }
        };
        Self::from_start(kind, start)
    }

    /// The period that begins on this day, which the caller knows to be one on which one begins.
    fn from_start(kind: PeriodType, start: NaiveDate) -> Option<Self> {
        let after = match step(kind) {
            PeriodStep::Days(days) => start.checked_add_days(Days::new(days.into()))?,
            PeriodStep::Months(months) => start.checked_add_months(Months::new(months))?,
        };
        let end = after.pred_opt()?;
        (start.year() >= 1900 && end.year() <= 2199).then_some(Self {
            start: Day(start),
            end: Day(end),
            kind,
        })
    }

    /// The period after this one; none after the last in 2199.
    pub fn next(self) -> Option<Self> {
        Self::from_start(self.kind, self.end.date().succ_opt()?)
    }

    /// The period before this one; none before the first in 1900.
    pub fn previous(self) -> Option<Self> {
        let start = self.start.date();
        let before = match step(self.kind) {
            PeriodStep::Days(days) => start.checked_sub_days(Days::new(days.into()))?,
            PeriodStep::Months(months) => start.checked_sub_months(Months::new(months))?,
        };
        Self::from_start(self.kind, before)
    }

    /// What kind of period it is.
    pub fn kind(self) -> PeriodType {
        self.kind
    }

    /// Its first day.
    pub fn start(self) -> Day {
        self.start
    }

    /// Its last day.
    pub fn end(self) -> Day {
        self.end
    }

    /// How many days it has, the first and the last included.
    pub fn days(self) -> u32 {
        let days = (self.end.date() - self.start.date()).num_days() + 1;
        u32::try_from(days).unwrap_or(u32::MAX)
    }

    /// How many periods later another of the same type is; negative where it is earlier.
    pub fn until(self, later: Self) -> i64 {
        let (from, to) = (self.start.date(), later.start.date());
        match step(self.kind) {
            PeriodStep::Days(length) => (to - from).num_days() / i64::from(length),
            PeriodStep::Months(length) => {
                let years = i64::from(to.year()) - i64::from(from.year());
                let months = i64::from(to.month()) - i64::from(from.month());
                (years * 12 + months) / i64::from(length)
            }
        }
    }

    /// Whether its last day is past.
    pub fn is_over(self, today: Day) -> bool {
        today > self.end
    }

    /// Whether its first day has come.
    pub fn has_begun(self, today: Day) -> bool {
        today >= self.start
    }

    /// The one form in which it is shown and stored, such as `2026-Q3` or `FY2026`.
    pub fn code(self) -> String {
        self.to_string()
    }
}

impl fmt::Display for Period {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let start = self.start.date();
        let (year, month0) = (start.year(), start.month0());
        match self.kind {
            PeriodType::Day => start.fmt(f),
            PeriodType::Week => {
                write!(f, "{}-W{:02}", start.iso_week().year(), start.iso_week().week())
            }
            PeriodType::Month => write!(f, "{year}-{:02}", month0 + 1),
            PeriodType::Quarter => write!(f, "{year}-Q{}", month0 / 3 + 1),
            PeriodType::Half => write!(f, "{year}-H{}", month0 / 6 + 1),
            PeriodType::Year => write!(f, "{year}"),
            PeriodType::FiscalYear => write!(f, "FY{}", self.end.date().year()),
        }
    }
}
