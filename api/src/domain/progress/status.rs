//! How an indicator stands: the first status of the table that holds.

use entity::types::{Day, Decimal, Direction, ProgressStatus};
use rust_decimal::Decimal as Number;

use super::expected::expected;
use super::{Aim, Course, Due, Reached};

/// The first status that holds.
pub fn status(
    course: &Course,
    reached: &[Reached],
    due: Option<Due>,
    today: Day,
) -> ProgressStatus {
    let Some(latest) = reached.last() else { return ProgressStatus::NoData };
    let late = due.is_some_and(|due| due.is_late(today));
    // After the last target no value is due any more.
    let missing = |end: Day| late && due.is_some_and(|due| due.period.start() <= end);
    match &course.aim {
        Aim::Nothing => ProgressStatus::NoTarget,
        Aim::Band(..) if late => ProgressStatus::Stale,
        Aim::Band(low, high) => in_band(latest.actual, *low, *high),
        Aim::Targets { last, .. } => {
            let reaches =
                |at: &Reached| not_worse(course.direction, at.actual, last.value.number());
            let in_time = reached.iter().find(|at| at.period.end() >= last.due_on);
            let over = latest.period.end() >= last.due_on;
            match () {
                () if reaches(latest) || in_time.is_some_and(reaches) => ProgressStatus::Achieved,
                () if missing(last.due_on) && !over => ProgressStatus::Stale,
                () if over => ProgressStatus::Missed,
                () => underway(course, latest),
            }
        }
    }
}

/// Within the band: on track; outside by at most a tenth of its width: at risk.
fn in_band(actual: Number, low: Decimal, high: Decimal) -> ProgressStatus {
    let (low, high) = (low.number(), high.number());
    let outside = (low - actual).max(actual - high).max(Number::ZERO);
    match () {
        () if outside.is_zero() => ProgressStatus::OnTrack,
        () if outside * Number::TEN <= high - low => ProgressStatus::AtRisk,
        () => ProgressStatus::OffTrack,
    }
}

fn not_worse(direction: Direction, actual: Number, than: Number) -> bool {
    match direction {
        Direction::Increase => actual >= than,
        Direction::Decrease => actual <= than,
        Direction::Maintain => false,
    }
}

/// r = (a − B) / (e − B): on track from 0.9, or where a is not worse than B and short of e by at
/// most a twentieth of the whole way; at risk from 0.6. Both sides are multiplied out, so that
/// nothing is rounded.
fn underway(course: &Course, latest: &Reached) -> ProgressStatus {
    let Aim::Targets { baseline: (baseline, _), last, .. } = &course.aim else {
        return ProgressStatus::NoTarget;
    };
    let Some(expected) = expected(&course.aim, latest.period.end()) else {
        return ProgressStatus::NoTarget;
    };
    let sign = if course.direction == Direction::Decrease { -Number::ONE } else { Number::ONE };
    let from = baseline.number();
    let done = sign * (latest.actual - from) * expected.days;
    let wanted = sign * (expected.times - from * expected.days);
    let way = sign * (last.value.number() - from) * expected.days;
    let at_least =
        |tenths: i64| wanted > Number::ZERO && done * Number::TEN >= wanted * Number::from(tenths);
    let nearly = done >= Number::ZERO && (wanted - done) * Number::from(20) <= way;
    match () {
        () if at_least(9) || nearly => ProgressStatus::OnTrack,
        () if at_least(6) => ProgressStatus::AtRisk,
        () => ProgressStatus::OffTrack,
    }
}
