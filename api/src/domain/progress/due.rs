//! Which value is due, and when.

use chrono::Days;
use entity::types::{Absence, Day};

use super::{Course, Observed};
use crate::domain::periods::Period;

/// The first period after the latest value of which nothing is known; the first of all where there
/// is no value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Due {
    /// The period.
    pub period: Period,
    /// The last day on which its value is in time.
    pub until: Day,
}

impl Due {
    /// Whether the value is late.
    pub fn is_late(self, today: Day) -> bool {
        today > self.until
    }
}

/// The value that is due after the latest that is judged, the first where there is none: that of the
/// next period that counts. One that was not collected is missing; one that is said to be not
/// applicable or withheld is not, nor is one that was given before its period was over.
pub fn due(course: &Course, values: &[Observed], latest: Option<Period>) -> Option<Due> {
    let known = |period: Period| {
        let said = values.iter().rev().find(|observed| observed.period == period);
        said.is_some_and(|said| said.value != Err(Absence::NotCollected))
    };
    let next = latest.map_or(course.first, |latest| latest.next());
    let mut after = std::iter::successors(next, |period| period.next());
    let period = after.find(|period| course.counts(*period) && !known(*period))?;
    Some(Due { period, until: until(course, period)? })
}

/// The last day on which a period's value is in time: its end plus the grace.
pub fn until(course: &Course, period: Period) -> Option<Day> {
    let grace = course.grace_days.unwrap_or_else(|| period.days().min(92));
    period.end().date().checked_add_days(Days::new(grace.into())).map(Day)
}
