//! Which value is due, and when.

use chrono::Days;
use entity::words::{Absence, Day};

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

/// The value that is due after the latest, the first where there is none: that of the next period,
/// but one that is said to be not applicable or withheld is not missing; one that was not collected
/// is.
pub fn due(course: &Course, judged: &[Observed], latest: Option<Period>) -> Option<Due> {
    let excused = |period: Period| {
        let said = judged.iter().rev().find(|observed| observed.period == period);
        said.is_some_and(|said| {
            matches!(said.value, Err(Absence::NotApplicable | Absence::Withheld))
        })
    };
    let next = latest.map_or(course.first, |latest| latest.next());
    let mut after = std::iter::successors(next, |period| period.next());
    let period = after.find(|period| !excused(*period))?;
    Some(Due { period, until: until(course, period)? })
}

/// The last day on which a period's value is in time: its end plus the grace.
pub fn until(course: &Course, period: Period) -> Option<Day> {
    let grace = course.grace_days.unwrap_or_else(|| period.days().min(92));
    period.end().date().checked_add_days(Days::new(grace.into())).map(Day)
}
