//! What one value is read against: the target that was next when its period ended, what was expected
//! by then, and how the value stood.

use entity::types::{Counting, Day, Figure, ProgressStatus, Target};

use super::expected::expected;
use super::status::status;
use super::{Aim, Course, Observed, Reached};

/// What a value is read against.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Mark {
    /// The first target that is due on the period's last day or later, else the last.
    pub target: Option<Target>,
    /// What was expected by the period's last day.
    pub expected: Option<Figure>,
    /// How the value stood by itself; none where it is not judged, and where the target is for a sum.
    pub status: Option<ProgressStatus>,
}

/// Reads a value against the definition that held, on the alliance's day.
pub fn mark(course: &Course, observed: Observed, today: Day) -> Mark {
    let end = observed.period.end();
    Mark {
        target: next_target(&course.aim, end),
        expected: expected(&course.aim, end).map(|expected| expected.figure()),
        status: alone(course, observed, today),
    }
}

/// The target that is next on a day: the first that is due then or later, else the last.
pub fn next_target(aim: &Aim, day: Day) -> Option<Target> {
    let Aim::Targets { earlier, last, .. } = aim else { return None };
    Some(earlier.iter().find(|target| target.due_on >= day).copied().unwrap_or(*last))
}

fn alone(course: &Course, observed: Observed, today: Day) -> Option<ProgressStatus> {
    let Observed { period, value } = observed;
    let value = value.ok()?;
    let judged = course.counting == Counting::Level && period.is_over(today);
    let reached = Reached { period, actual: value.number(), value };
    (judged && course.counts(period)).then(|| status(course, &[reached], None, today))
}
