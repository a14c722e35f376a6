//! Why a period is refused.

use std::fmt;

use entity::types::{Day, PeriodType};

/// Why a text names no period for which a value can be given.
#[derive(Clone, Copy, Debug, PartialEq, Eq, strum::IntoStaticStr)]
#[strum(serialize_all = "snake_case")]
pub enum PeriodError {
    /// It is no period, or an interval that is not exactly one.
    PeriodUnreadable,
    /// It can be read as more than one period: a fiscal year with two digits.
    PeriodAmbiguous,
    /// It is a period of another type than the indicator's.
    PeriodTypeMismatch {
        /// The indicator's type.
        expected: PeriodType,
        /// The type that was given.
        found: PeriodType,
    },
    /// It ends before the indicator starts.
    PeriodBeforeStart {
        /// The day on which the indicator starts.
        starts_on: Day,
    },
    /// It has not yet begun.
    PeriodInFuture {
        /// Its first day.
        start: Day,
    },
    /// A value was called final while its period still runs.
    PeriodNotOver {
        /// Its last day; from the next one on a value may be final.
        end: Day,
    },
}

impl PeriodError {
    /// The stable code that programs decide by.
    pub fn code(self) -> &'static str {
        self.into()
    }
}

impl fmt::Display for PeriodError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::PeriodUnreadable => f.write_str(
                "expected a period from 1900 to 2199 such as 2026-10-03, 2026-W07, 2026-10, 2026-Q3, \
                 2026-H1, 2026 or FY2026, or an interval that is exactly one",
            ),
            Self::PeriodAmbiguous => f.write_str("expected a fiscal year with four digits, like FY2026"),
            Self::PeriodTypeMismatch { expected, found } => {
                write!(f, "expected a period of type {expected}, found one of type {found}")
            }
            Self::PeriodBeforeStart { starts_on } => {
                write!(f, "expected a period that ends on {starts_on} or later, where the indicator starts")
            }
            Self::PeriodInFuture { start } => {
                write!(f, "expected a period that has begun, this one begins on {start}")
            }
            Self::PeriodNotOver { end } => {
                write!(f, "expected a provisional value, since the period runs up to {end}")
            }
        }
    }
}

impl std::error::Error for PeriodError {}
