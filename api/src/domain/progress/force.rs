//! Which of an indicator's definitions progress is judged by (rule 7: the one in force on d).

use entity::types::Day;

use super::{Course, Observed};

/// A definition, and the day from which it holds; from the beginning where there is none.
#[derive(Clone, Debug)]
pub struct Held {
    /// The day.
    pub from: Option<Day>,
    /// The definition, as progress looks at it.
    pub course: Course,
}

/// An indicator's definitions: those that it had before, the first first, and the present one.
#[derive(Clone, Debug)]
pub struct Definitions {
    /// Before.
    pub earlier: Vec<Held>,
    /// Now.
    pub present: Held,
}

impl Definitions {
    /// The one in force on the last day of the latest period that is judged, today where there is
    /// no value: the last that held by then, else the first of all.
    pub fn in_force(&self, values: &[Observed], today: Day) -> &Held {
        let mut judged = values.iter().filter(|one| one.value.is_ok() && one.period.is_over(today));
        self.on(judged.next_back().map_or(today, |latest| latest.period.end())).1
    }

    /// The one in force on a day and its number, from 1: the last that held by then, else the first
    /// of all.
    pub fn on(&self, day: Day) -> (usize, &Held) {
        let oldest_first = || self.earlier.iter().chain([&self.present]).enumerate();
        let held = |(_, held): &(usize, &Held)| held.from.is_none_or(|from| from <= day);
        let found = oldest_first().filter(held).last().or_else(|| oldest_first().next());
        found.map_or((1, &self.present), |(at, held)| (at + 1, held))
    }
}
