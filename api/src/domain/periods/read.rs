//! Reading a period, in the form in which it is shown and in those that other systems write.

use chrono::{Month, NaiveDate, Weekday};
use entity::types::{Day, PeriodType};

use super::{Period, PeriodError};

impl Period {
    /// Reads a period of this type from a code or from an interval such as `2026-01-01/2026-03-31`.
    ///
    /// An interval has to be exactly one period; where it is one of two types (a calendar year
    /// that is the fiscal year, too), the given type decides.
    ///
    /// # Errors
    /// `PeriodUnreadable`, `PeriodAmbiguous` or `PeriodTypeMismatch`.
    pub fn read(text: &str, kind: PeriodType, fiscal_start: Month) -> Result<Self, PeriodError> {
        match text.split_once('/') {
            Some((first, last)) => read_interval(first, last, kind, fiscal_start),
            None => Self::read_code(text, kind, fiscal_start),
        }
    }

    /// Reads a period of this type from a code, as it stands in a path or in the database.
    ///
    /// Beside the form of [`Period::code`] it takes `20261003`, `2026W07`, `2026W7`, `202610`,
    /// `2026Q3`, `2026H1`, `2026S1` and `2026-S1`.
    ///
    /// # Errors
    /// As for [`Period::read`].
    pub fn read_code(
        text: &str,
        kind: PeriodType,
        fiscal_start: Month,
    ) -> Result<Self, PeriodError> {
        let found = match text.strip_prefix("FY").map(str::as_bytes) {
            Some([a, b]) if a.is_ascii_digit() && b.is_ascii_digit() => {
                return Err(PeriodError::PeriodAmbiguous);
            }
            Some(year) => fiscal_year(year, fiscal_start),
            None => calendar(text),
        };
        found.ok_or(PeriodError::PeriodUnreadable)?.of_type(kind)
    }

    fn of_type(self, expected: PeriodType) -> Result<Self, PeriodError> {
        if self.kind == expected {
            Ok(self)
        } else {
            Err(PeriodError::PeriodTypeMismatch { expected, found: self.kind })
        }
    }
}

fn read_interval(
    first: &str,
    last: &str,
    kind: PeriodType,
    fiscal_start: Month,
) -> Result<Period, PeriodError> {
    let day = |text: &str| text.parse::<Day>().map_err(|_| PeriodError::PeriodUnreadable);
    let (first, last) = (day(first)?, day(last)?);
    std::iter::once(kind)
        .chain(PeriodType::all())
        .filter_map(|kind| Period::containing(kind, first, fiscal_start))
        .find(|period| period.start == first && period.end == last)
        .ok_or(PeriodError::PeriodUnreadable)?
        .of_type(kind)
}

fn fiscal_year(year: &[u8], fiscal_start: Month) -> Option<Period> {
    let ends = four_digits(year)?;
    let starts = if fiscal_start == Month::January { ends } else { ends.checked_sub(1)? };
    let start = NaiveDate::from_ymd_opt(starts, fiscal_start.number_from_month(), 1)?;
    Period::from_start(PeriodType::FiscalYear, start)
}

fn calendar(text: &str) -> Option<Period> {
    let (year, rest) = text.as_bytes().split_at_checked(4)?;
    let year = four_digits(year)?;
    let (dashed, rest) = match rest {
        [b'-', rest @ ..] => (true, rest),
        rest => (false, rest),
    };
    match (dashed, rest) {
        (false, []) => parts(PeriodType::Year, year, 1),
        (_, [b'W', a, b]) => week(year, number(&[*a, *b])?),
        (false, [b'W', a]) => week(year, number(&[*a])?),
        (_, [b'Q', a]) => parts(PeriodType::Quarter, year, number(&[*a])?),
        (_, [b'H' | b'S', a]) => parts(PeriodType::Half, year, number(&[*a])?),
        (_, [a, b]) => parts(PeriodType::Month, year, number(&[*a, *b])?),
        (true, [a, b, b'-', c, d]) | (false, [a, b, c, d]) => {
            let (month, day) = (number(&[*a, *b])?, number(&[*c, *d])?);
            Period::from_start(PeriodType::Day, NaiveDate::from_ymd_opt(year, month, day)?)
        }
        _ => None,
    }
}

fn week(year: i32, week: u32) -> Option<Period> {
    let start = NaiveDate::from_isoywd_opt(year, week, Weekday::Mon)?;
    Period::from_start(PeriodType::Week, start)
}

/// The `nth` part of a year, from 1: a month that does not exist tells that the part does not.
fn parts(kind: PeriodType, year: i32, nth: u32) -> Option<Period> {
    let length = match kind {
        PeriodType::Month => 1,
        PeriodType::Quarter => 3,
        PeriodType::Half => 6,
        _ => 12,
    };
    let month = nth.checked_sub(1)? * length + 1;
    Period::from_start(kind, NaiveDate::from_ymd_opt(year, month, 1)?)
}

fn four_digits(year: &[u8]) -> Option<i32> {
    if year.len() != 4 {
        return None;
    }
    i32::try_from(number(year)?).ok()
}

/// The number that a few ASCII digits write; none where anything else stands among them.
fn number(digits: &[u8]) -> Option<u32> {
    digits.iter().try_fold(0, |sum, digit| {
        digit.is_ascii_digit().then(|| sum * 10 + u32::from(digit - b'0'))
    })
}
