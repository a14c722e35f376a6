//! What makes a definition of an indicator whole (rule 7, what is given).
//!
//! Targets need a baseline, come after it one after the other, run from it in the indicator's
//! direction, may stand still but never turn, and the last differs from it. What is maintained has
//! a band and no targets. What is counted cumulatively increases, adds up, and begins at zero.

#[cfg(test)]
mod tests;

use std::fmt;

use entity::types::{Counting, Day, Decimal, Direction, Measure, Target};

/// What a definition says, as far as the rule looks at it.
#[derive(Clone, Debug)]
pub struct DefinitionFacts<'a> {
    /// Which way it should go.
    pub direction: Direction,
    /// What kind of quantity it is.
    pub measure: Measure,
    /// How values are read against targets.
    pub counting: Counting,
    /// Where it stood, and when.
    pub baseline: Option<(Decimal, Day)>,
    /// The band to stay in, low and high.
    pub band: Option<(Decimal, Decimal)>,
    /// The values aimed at.
    pub targets: &'a [Target],
}

/// One thing that is wrong with a definition.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DefinitionError {
    /// There are targets and no baseline.
    BaselineMissing,
    /// The target at this place does not come after what precedes it.
    TargetsNotInOrder(usize),
    /// The target at this place goes against the direction, or turns.
    TargetAgainstDirection(usize),
    /// The last target, at this place, is where it stood before.
    TargetIsBaseline(usize),
    /// Targets where something is to be maintained.
    TargetsOfMaintained,
    /// Something is to be maintained, and there is no band.
    BandMissing,
    /// A band where something is to go up or down.
    BandOfMoving,
    /// The lower end lies above the upper.
    BandReversed,
    /// Cumulative counting of what does not increase, or does not add up.
    CumulativeNotAdding,
    /// Cumulative counting from a baseline other than zero.
    CumulativeBaselineNotZero,
    /// It would hold from a day before the present one does.
    HoldsTooEarly(Day),
}

impl DefinitionError {
    /// Where in the definition it lies, as a JSON pointer.
    pub fn pointer(self) -> String {
        match self {
            Self::BaselineMissing => "/baseline".to_owned(),
            Self::TargetsNotInOrder(at) => format!("/targets/{at}/due_on"),
            Self::TargetAgainstDirection(at) | Self::TargetIsBaseline(at) => {
                format!("/targets/{at}/value")
            }
            Self::TargetsOfMaintained => "/targets".to_owned(),
            Self::BandMissing | Self::BandOfMoving | Self::BandReversed => "/band".to_owned(),
            Self::CumulativeNotAdding => "/counting".to_owned(),
            Self::CumulativeBaselineNotZero => "/baseline/value".to_owned(),
            Self::HoldsTooEarly(_) => "/holds_from".to_owned(),
        }
    }
}

impl fmt::Display for DefinitionError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::BaselineMissing => "expected a baseline, from which the targets are read",
            Self::TargetsNotInOrder(_) => {
                "expected a day after the baseline's and after the target before"
            }
            Self::TargetAgainstDirection(_) => {
                "expected a value in the indicator's direction from what precedes it"
            }
            Self::TargetIsBaseline(_) => "expected the last target to differ from the baseline",
            Self::TargetsOfMaintained => {
                "expected a band instead of targets, since it is to be maintained"
            }
            Self::BandMissing => "expected a band, since it is to be maintained",
            Self::BandOfMoving => "expected no band, since it is to go up or down",
            Self::BandReversed => "expected a lower end that is not above the upper",
            Self::CumulativeNotAdding => {
                "expected an increasing count or sum, the only ones that are added up"
            }
            Self::CumulativeBaselineNotZero => {
                "expected 0, since what was added is counted from there"
            }
            Self::HoldsTooEarly(present) => {
                return write!(f, "expected {present}, from which the present one holds, or later");
            }
        })
    }
}

/// Everything that is wrong with a definition; empty where it is whole.
pub fn errors(of: &DefinitionFacts<'_>) -> Vec<DefinitionError> {
    let mut all = cumulative_errors(of);
    match of.direction {
        Direction::Maintain => all.extend(band_errors(of)),
        Direction::Increase | Direction::Decrease => {
            all.extend(of.band.map(|_| DefinitionError::BandOfMoving));
            all.extend(target_errors(of));
        }
    }
    all
}

/// What a definition is to the present one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Succession {
    /// It corrects it, for all the time for which that has held.
    Corrects,
    /// It takes its place from a later day; until then the present one holds.
    Follows(Day),
}

/// What a definition is to the present one, by the days from which they hold: nothing said of the
/// new one, or the very day of the present, is a correction.
///
/// # Errors
/// [`DefinitionError::HoldsTooEarly`] where it would hold before the present one does.
pub fn succession(
    present: Option<Day>,
    wanted: Option<Day>,
) -> Result<Succession, DefinitionError> {
    match (present, wanted) {
        (_, None) => Ok(Succession::Corrects),
        (Some(present), Some(wanted)) if wanted < present => {
            Err(DefinitionError::HoldsTooEarly(present))
        }
        (Some(present), Some(wanted)) if wanted == present => Ok(Succession::Corrects),
        (_, Some(wanted)) => Ok(Succession::Follows(wanted)),
    }
}

fn cumulative_errors(of: &DefinitionFacts<'_>) -> Vec<DefinitionError> {
    if of.counting == Counting::Level {
        return Vec::new();
    }
    let adds = of.direction == Direction::Increase && of.measure != Measure::Other;
    let from_zero = of.baseline.is_none_or(|(value, _)| value == Decimal::ZERO);
    let mut all = Vec::new();
    all.extend((!adds).then_some(DefinitionError::CumulativeNotAdding));
    all.extend((!from_zero).then_some(DefinitionError::CumulativeBaselineNotZero));
    all
}

fn band_errors(of: &DefinitionFacts<'_>) -> Vec<DefinitionError> {
    let mut all = Vec::new();
    match of.band {
        None => all.push(DefinitionError::BandMissing),
        Some((low, high)) if low > high => all.push(DefinitionError::BandReversed),
        Some(_) => {}
    }
    all.extend((!of.targets.is_empty()).then_some(DefinitionError::TargetsOfMaintained));
    all
}

fn target_errors(of: &DefinitionFacts<'_>) -> Vec<DefinitionError> {
    let Some(last) = of.targets.len().checked_sub(1) else { return Vec::new() };
    let baseline = of.baseline.map(|(value, due_on)| Target { due_on, value });
    let mut all = Vec::new();
    all.extend(baseline.is_none().then_some(DefinitionError::BaselineMissing));
    let mut before = baseline;
    for (at, target) in of.targets.iter().enumerate() {
        if before.is_some_and(|before| target.due_on <= before.due_on) {
            all.push(DefinitionError::TargetsNotInOrder(at));
        }
        if before.is_some_and(|before| against(of.direction, before.value, target.value)) {
            all.push(DefinitionError::TargetAgainstDirection(at));
        } else if at == last && baseline.is_some_and(|baseline| baseline.value == target.value) {
            all.push(DefinitionError::TargetIsBaseline(at));
        }
        before = Some(*target);
    }
    all
}

fn against(direction: Direction, before: Decimal, after: Decimal) -> bool {
    match direction {
        Direction::Increase => after < before,
        Direction::Decrease => after > before,
        Direction::Maintain => false,
    }
}
