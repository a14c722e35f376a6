//! Where an indicator will stand on the day of its last target, if it goes on like this.

use entity::types::{Counting, Day, Direction, Figure, NotProjected, Target, WillReach};
use rust_decimal::Decimal as Number;

use super::trend::{last, median, places, theil_sen};
use super::{Aim, Course, Reached};

/// Fewer values than this say nothing of what is to come.
const ENOUGH: usize = 6;

/// Where an indicator will stand on the day of its last target.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Projection {
    /// The value that is most likely.
    pub value: Figure,
    /// The lower end of the interval in which it will lie with 90 %.
    pub low: Figure,
    /// The upper end.
    pub high: Figure,
    /// Whether the target will be reached.
    pub will_reach: WillReach,
}

/// Projects the latest value to the day of the last target (rule 7).
///
/// What is for each period by itself goes on with the slope of the last 12 values, between the limits of
/// that slope (Sen 1968); what adds up goes on with the median of what those added, between the order
/// statistics that cover it with at least 90 %.
///
/// # Errors
/// Why nothing can be said, the first reason of several.
pub fn projection(
    course: &Course,
    reached: &[Reached],
    today: Day,
) -> Result<Projection, NotProjected> {
    let Aim::Targets { last: target, .. } = &course.aim else {
        return Err(NotProjected::NoTarget);
    };
    let used = last(reached);
    let (Some(latest), true) = (used.last(), used.len() >= ENOUGH) else {
        return Err(NotProjected::TooFewValues);
    };
    if target.due_on <= latest.period.end() || target.due_on < today {
        return Err(NotProjected::TargetDateOver);
    }
    let left = Number::from(periods_left(used, target.due_on).ok_or(NotProjected::TooFarAhead)?);
    let pace = match course.counting {
        Counting::Level => theil_sen(used).and_then(|(slope, within)| Some((slope, within?))),
        Counting::Cumulative => middle(used),
    };
    let (pace, (low, high)) = pace.ok_or(NotProjected::TooFewValues)?;
    let at = |pace: Number| within_bounds(course, latest.actual + pace * left);
    let (low, high) = (at(low), at(high));
    let shown = |number| Figure::shown(number, places(used));
    let will_reach = will_reach(course.direction, (low, high), target);
    Ok(Projection { value: shown(at(pace)), low: shown(low), high: shown(high), will_reach })
}

/// From the period of the latest value to the one in which a day lies; none where that is more than half
/// of the span of the values.
fn periods_left(used: &[Reached], day: Day) -> Option<i64> {
    let (first, latest) = (used.first()?.period, used.last()?.period);
    let most = first.until(latest) / 2;
    let mut after = std::iter::successors(Some(latest), |period| period.next()).zip(0..=most);
    after.find(|(period, _)| period.end() >= day).map(|(_, left)| left)
}

/// The median of what the last values added, and between which of them it lies with at least 90 %: the
/// narrowest pair of the k-th lowest and the k-th highest for which 1 − 2·P(Bin(n, ½) < k) is that much.
fn middle(used: &[Reached]) -> Option<(Number, (Number, Number))> {
    let mut added: Vec<Number> = used.iter().map(|at| at.value.number()).collect();
    added.sort_unstable();
    let (n, mut ways, mut outside) = (added.len(), 1_u64, 0_u64);
    let mut covers = None;
    for k in 1..=n / 2 {
        outside += ways;
        // Both tails together may be a tenth of all 2ⁿ ways at most.
        if outside * 2 * 10 > 1 << n {
            break;
        }
        covers = added.get(k - 1).copied().zip(added.get(n - k).copied());
        ways = ways * (n - k + 1) as u64 / k as u64;
    }
    Some((median(&added)?, covers?))
}

fn within_bounds(course: &Course, number: Number) -> Number {
    course.least.map_or(number, |least| number.max(least.number()))
}

/// Yes where even the worse end of the interval reaches the target, no where not even the better does.
fn will_reach(direction: Direction, (low, high): (Number, Number), target: &Target) -> WillReach {
    let wanted = target.value.number();
    let (worse, better) = match direction {
        Direction::Decrease => (high <= wanted, low <= wanted),
        Direction::Increase | Direction::Maintain => (low >= wanted, high >= wanted),
    };
    match (worse, better) {
        (true, _) => WillReach::Yes,
        (false, true) => WillReach::Uncertain,
        (false, false) => WillReach::No,
    }
}
