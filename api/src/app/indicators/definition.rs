//! What makes an indicator: where it stood, where it should go, and by when.

use async_graphql::{InputObject, SimpleObject};
use entity::indicator::Model;
use entity::words::{Day, Decimal, Patch};
use garde::Validate;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::domain::targets::{Definition, DefinitionFault, faults};
use crate::error::{Code, Refusal, Result, Violation};

/// Where an indicator stood before.
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Serialize,
    Deserialize,
    ToSchema,
    SimpleObject,
    InputObject,
    Validate,
)]
#[serde(deny_unknown_fields)]
#[graphql(input_name = "BaselineInput")]
pub struct Baseline {
    /// The value, in the indicator's unit.
    #[garde(skip)]
    pub value: Decimal,
    /// The day on which it stood there.
    #[garde(skip)]
    pub on: Day,
}

/// The band within which an indicator should stay.
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Serialize,
    Deserialize,
    ToSchema,
    SimpleObject,
    InputObject,
    Validate,
)]
#[serde(deny_unknown_fields)]
#[graphql(input_name = "BandInput")]
pub struct Band {
    /// Its lower end, in the indicator's unit.
    #[garde(skip)]
    pub low: Decimal,
    /// Its upper end, in the indicator's unit.
    #[garde(skip)]
    pub high: Decimal,
}

/// Where an indicator stood before, as its row has it.
pub fn baseline(row: &Model) -> Option<Baseline> {
    let (value, on) = row.baseline_value.zip(row.baseline_on)?;
    Some(Baseline { value, on })
}

/// The band within which an indicator should stay, as its row has it.
pub fn band(row: &Model) -> Option<Band> {
    let (low, high) = row.band_low.zip(row.band_high)?;
    Some(Band { low, high })
}

/// Changes the baseline as was said.
pub fn apply_baseline(change: Patch<Baseline>, row: &mut Model) {
    let wanted = match change {
        Patch::Keep => return,
        Patch::Clear => None,
        Patch::Set(baseline) => Some(baseline),
    };
    row.baseline_value = wanted.map(|baseline| baseline.value);
    row.baseline_on = wanted.map(|baseline| baseline.on);
}

/// Changes the band as was said.
pub fn apply_band(change: Patch<Band>, row: &mut Model) {
    let wanted = match change {
        Patch::Keep => return,
        Patch::Clear => None,
        Patch::Set(band) => Some(band),
    };
    row.band_low = wanted.map(|band| band.low);
    row.band_high = wanted.map(|band| band.high);
}

/// What the rule looks at in a row.
pub fn of(row: &Model) -> Definition<'_> {
    Definition {
        direction: row.direction,
        measure: row.measure,
        counting: row.counting,
        baseline: row.baseline_value.zip(row.baseline_on),
        band: row.band_low.zip(row.band_high),
        targets: &row.targets.0,
    }
}

/// Refuses a definition that is not whole, naming everything that is wrong with it.
///
/// # Errors
/// `baseline_missing`, `targets_not_in_order`, `target_against_direction`, `definition_unsound`.
pub fn check(row: &Model) -> Result<()> {
    let violations = faults(&of(row))
        .into_iter()
        .map(|fault| Violation::new(code(fault), fault.to_string()).at(fault.pointer()));
    Refusal::of(violations).map_or(Ok(()), |refusal| Err(refusal.into()))
}

/// A definition that is not sound is refused as a conflict, since no schema can tell: each field
/// is well-formed, and they do not go together.
fn code(fault: DefinitionFault) -> Code {
    match fault {
        DefinitionFault::BaselineMissing => Code::BaselineMissing,
        DefinitionFault::TargetsNotInOrder(_) => Code::TargetsNotInOrder,
        DefinitionFault::TargetAgainstDirection(_) | DefinitionFault::TargetIsBaseline(_) => {
            Code::TargetAgainstDirection
        }
        DefinitionFault::TargetsOfMaintained
        | DefinitionFault::BandMissing
        | DefinitionFault::BandOfMoving
        | DefinitionFault::BandReversed
        | DefinitionFault::CumulativeNotAdding
        | DefinitionFault::CumulativeBaselineNotZero => Code::DefinitionUnsound,
    }
}
