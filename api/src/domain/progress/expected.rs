//! What is expected at a day, on the way from the baseline to the last target.

use entity::types::{Day, Decimal, Figure, Target, TargetPath};
use rust_decimal::Decimal as Number;

use super::{Aim, PLACES, Reached};

/// A value as a fraction, so that a comparison with it is exact: between two targets it is a
/// number of days divided by another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Fraction {
    /// The value times `days`.
    pub times: Number,
    /// A number of days, at least 1.
    pub days: Number,
}

impl Fraction {
    fn whole(value: Decimal) -> Self {
        Self { times: value.number(), days: Number::ONE }
    }

    /// The value as it is shown: to the scale of what it lies between, or 4 decimals.
    pub fn figure(self) -> Figure {
        Figure::shown(self.times / self.days, self.times.normalize().scale().max(PLACES))
    }
}

/// What is expected at a day d: on the straight line through (b, B), (t₁, T₁) … by days
/// (`linear`), or the last target with tᵢ ≤ d, B before the first (`stepped`); up to b B, after the
/// last target T.
pub fn expected(aim: &Aim, day: Day) -> Option<Fraction> {
    let Aim::Targets { baseline: (value, on), earlier, last, path } = aim else { return None };
    let mut before = Target { due_on: *on, value: *value };
    for target in earlier.iter().chain([last]) {
        if day < target.due_on {
            return Some(match path {
                TargetPath::Stepped => Fraction::whole(before.value),
                TargetPath::Linear => between(before, *target, day),
            });
        }
        before = *target;
    }
    Some(Fraction::whole(last.value))
}

fn between(from: Target, to: Target, day: Day) -> Fraction {
    let whole = days(from.due_on, to.due_on);
    let gone = days(from.due_on, day).max(Number::ZERO);
    let way = to.value.number() - from.value.number();
    Fraction { times: from.value.number() * whole + way * gone, days: whole }
}

fn days(from: Day, to: Day) -> Number {
    (to.date() - from.date()).num_days().into()
}

/// How much of the way from B to T is done, and how much was expected to be: (a − B) / (T − B) and
/// (e − B) / (T − B).
pub fn shares(aim: &Aim, latest: Reached) -> Option<(Figure, Figure)> {
    let Aim::Targets { baseline: (baseline, _), last, .. } = aim else { return None };
    let expected = expected(aim, latest.period.end())?;
    let (from, to) = (baseline.number(), last.value.number());
    let achieved = (latest.actual - from).checked_div(to - from)?;
    let expected =
        (expected.times - from * expected.days).checked_div((to - from) * expected.days)?;
    Some((share(achieved), share(expected)))
}

/// A share is shown to 4 decimals, half away from zero.
fn share(share: Number) -> Figure {
    use rust_decimal::RoundingStrategy::MidpointAwayFromZero;
    Figure::exact(share.round_dp_with_strategy(PLACES, MidpointAwayFromZero))
}
