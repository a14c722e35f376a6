//! What measurements say of an indicator against its baseline and targets (rule 7).
//!
//! Only values of periods that are over are judged. Everything that is compared is exact; the only
//! figure in floating point is the p-value of the trend.

mod due;
mod expected;
mod force;
mod mark;
mod projection;
mod reason;
mod status;
#[cfg(test)]
mod tests;
mod trend;

use entity::types::{
    Absence, Counting, Day, Decimal, Direction, Figure, NotProjected, ProgressStatus, Target,
    TargetPath, Trend,
};
use rust_decimal::Decimal as Number;

use super::periods::Period;

/// To how many decimals a figure is shown at least.
const PLACES: u32 = 4;

pub use due::{Due, due};
pub use force::{Definitions, Held};
pub use mark::{Mark, mark, next_target};
pub use projection::Projection;
pub use reason::sentence;
pub use trend::{Tendency, tendency};

/// What an indicator aims at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Aim {
    /// Nothing.
    Nothing,
    /// To come from the baseline to the last of these.
    Targets {
        /// Where it stood, B, and when, b.
        baseline: (Decimal, Day),
        /// What comes before the last, in order.
        earlier: Vec<Target>,
        /// The last, T at t.
        last: Target,
        /// What is expected between two.
        path: TargetPath,
    },
    /// To stay between these, low and high.
    Band(Decimal, Decimal),
}

/// An indicator as progress looks at it.
#[derive(Clone, Debug)]
pub struct Course {
    /// Which way it should go.
    pub direction: Direction,
    /// How values are read against targets.
    pub counting: Counting,
    /// Where it stood, and when.
    pub baseline: Option<(Decimal, Day)>,
    /// What it aims at.
    pub aim: Aim,
    /// Days after a period until its value is due; none for the period's own length, at most 92.
    pub grace_days: Option<u32>,
    /// The first period whose value is due, where there is none yet.
    pub first: Option<Period>,
    /// From when on it is measured; values of periods that end earlier are not judged.
    pub starts_on: Option<Day>,
    /// The least value that there can be; none where it may fall without end.
    pub least: Option<Decimal>,
}

impl Course {
    /// Whether a period counts: it does not end before the indicator starts, and what is added up are
    /// periods that end after the baseline.
    fn counts(&self, period: Period) -> bool {
        if self.starts_on.is_some_and(|start| period.end() < start) {
            return false;
        }
        match (self.counting, self.baseline) {
            (Counting::Cumulative, Some((_, since))) => period.end() > since,
            _ => true,
        }
    }
}

/// What is known of one period: a value, or why there is none.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Observed {
    /// The period.
    pub period: Period,
    /// The value, or its absence.
    pub value: Result<Decimal, Absence>,
}

/// The actual value after a period: the value itself, or the sum of all since the baseline.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reached {
    /// The period of the value.
    pub period: Period,
    /// What was reached by its end.
    pub actual: Number,
    /// The value of the period itself.
    pub value: Decimal,
}

/// What measurements say of an indicator.
#[derive(Clone, Debug, PartialEq)]
pub struct Assessment {
    /// The latest that is judged.
    pub latest: Option<Reached>,
    /// The actual value one value earlier.
    pub previous: Option<Figure>,
    /// The actual value less the previous.
    pub change: Option<Figure>,
    /// What was expected by the end of the latest period.
    pub expected: Option<Figure>,
    /// How much of the way from baseline to last target is done; may leave 0 to 1.
    pub achieved_share: Option<Figure>,
    /// How much of that way was expected to be done.
    pub expected_share: Option<Figure>,
    /// How it stands.
    pub status: ProgressStatus,
    /// Which way the last values go.
    pub trend: Trend,
    /// The trend's figures; none for fewer than two values.
    pub tendency: Option<Tendency>,
    /// Where it will stand on the day of the last target, or why that cannot be told.
    pub projection: Result<Projection, NotProjected>,
    /// Whether it is progressing, as the framework asks; none where that cannot be told.
    pub progressing: Option<bool>,
    /// The value that is due next, and since when or until when.
    pub due: Option<Due>,
}

/// Judges an indicator by its values, in the order of their periods, on the alliance's day.
pub fn assess(course: &Course, values: &[Observed], today: Day) -> Assessment {
    let judged: Vec<Observed> =
        values.iter().filter(|value| value.period.is_over(today)).copied().collect();
    let reached = reached(course, &judged);
    let latest = reached.last().copied();
    let previous = reached.len().checked_sub(2).and_then(|at| reached.get(at)).map(|r| r.actual);
    let due = due(course, values, latest.map(|latest| latest.period));
    let tendency = tendency(course, &reached);
    let trend = trend::word(course.direction, tendency.as_ref());
    let status = status::status(course, &reached, due, today);
    let shares = latest.and_then(|latest| expected::shares(&course.aim, latest));
    Assessment {
        latest,
        previous: previous.map(Figure::exact),
        change: latest.zip(previous).map(|(now, before)| Figure::exact(now.actual - before)),
        expected: latest
            .and_then(|latest| expected::expected(&course.aim, latest.period.end()))
            .map(|expected| expected.figure()),
        achieved_share: shares.map(|(achieved, _)| achieved),
        expected_share: shares.map(|(_, expected)| expected),
        status,
        trend,
        tendency,
        projection: projection::projection(course, &reached, today),
        progressing: progressing(course, latest, status, trend),
        due,
    }
}

/// What was reached after each value.
fn reached(course: &Course, judged: &[Observed]) -> Vec<Reached> {
    let mut sum = Number::ZERO;
    let after = |observed: &Observed| {
        let value = observed.value.ok()?;
        sum += value.number();
        let actual = match course.counting {
            Counting::Level => value.number(),
            Counting::Cumulative => sum,
        };
        Some(Reached { period: observed.period, actual, value })
    };
    judged.iter().filter(|it| course.counts(it.period)).filter_map(after).collect()
}

fn progressing(
    course: &Course,
    latest: Option<Reached>,
    status: ProgressStatus,
    trend: Trend,
) -> Option<bool> {
    let actual = latest?.actual;
    if matches!(status, ProgressStatus::Achieved | ProgressStatus::OnTrack) {
        return Some(true);
    }
    let better = match (course.direction, &course.aim, course.baseline) {
        (Direction::Maintain, Aim::Band(low, high), _) => {
            low.number() <= actual && actual <= high.number()
        }
        (Direction::Increase, _, Some((baseline, _))) => actual > baseline.number(),
        (Direction::Decrease, _, Some((baseline, _))) => actual < baseline.number(),
        _ => return None,
    };
    Some(better && trend != Trend::Worsening)
}
