//! What makes an indicator: where it stood, where it should go, and by when.

use async_graphql::{InputObject, Object};
use entity::indicator::Model;
use entity::types::{Day, Decimal, Patch};
use garde::Validate;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::domain::targets::{DefinitionError, DefinitionFacts, Succession, errors, succession};
use crate::error::{ErrorCode, Refusal, Result, Violation};
use crate::store::{OpenWrite, definitions};

/// Where an indicator stood before.
#[derive(
    Clone, Copy, Debug, PartialEq, Serialize, Deserialize, ToSchema, InputObject, Validate,
)]
#[serde(deny_unknown_fields)]
#[graphql(name = "BaselineInput")]
pub struct Baseline {
    /// The value, in the indicator's unit.
    #[garde(skip)]
    pub value: Decimal,
    /// The day of that value.
    #[garde(skip)]
    pub on: Day,
}

/// Where an indicator stood before.
#[Object(serial)]
impl Baseline {
    /// The value, in the indicator's unit.
    async fn value(&self) -> Decimal {
        self.value
    }

    /// The day of that value.
    async fn on(&self) -> Day {
        self.on
    }
}

/// The band within which an indicator should stay.
#[derive(
    Clone, Copy, Debug, PartialEq, Serialize, Deserialize, ToSchema, InputObject, Validate,
)]
#[serde(deny_unknown_fields)]
#[graphql(name = "BandInput")]
pub struct Band {
    /// Its lower end, in the indicator's unit.
    #[garde(skip)]
    pub low: Decimal,
    /// Its upper end, in the indicator's unit.
    #[garde(skip)]
    pub high: Decimal,
}

/// The band within which an indicator should stay.
#[Object(serial)]
impl Band {
    /// Its lower end, in the indicator's unit.
    async fn low(&self) -> Decimal {
        self.low
    }

    /// Its upper end, in the indicator's unit.
    async fn high(&self) -> Decimal {
        self.high
    }
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
pub fn of(row: &Model) -> DefinitionFacts<'_> {
    DefinitionFacts {
        direction: row.direction,
        measure: row.measure,
        counting: row.counting,
        baseline: row.baseline_value.zip(row.baseline_on),
        band: row.band_low.zip(row.band_high),
        targets: &row.targets.0,
    }
}

/// Names everything for which a definition is not whole: `baseline_missing`,
/// `targets_not_in_order`, `target_against_direction`, `definition_inconsistent`.
pub fn definition_violations(row: &Model) -> Vec<Violation> {
    errors(&of(row)).into_iter().map(violation).collect()
}

/// Refuses whatever [`definition_violations`] names, a definition that would hold before the
/// present one does, and what else stands against the change; says what the one that is wanted is
/// to the one that was, and notes from when it holds.
///
/// # Errors
/// The refusal.
pub fn succeed(
    was: &Model,
    wanted: &mut Model,
    from: Option<Day>,
    against: Vec<Violation>,
) -> Result<Succession> {
    let succession = succession(was.holds_from, from);
    let too_early = succession.err().map(violation);
    Refusal::unless_none(
        definition_violations(wanted).into_iter().chain(too_early).chain(against),
    )?;
    let succession = succession.unwrap_or(Succession::Corrects);
    if let Succession::Follows(from) = succession {
        wanted.holds_from = Some(from);
    }
    Ok(succession)
}

/// Keeps the definition that held before, where another one follows it.
///
/// # Errors
/// A fault where the database does not answer.
pub async fn keep(unit: &mut OpenWrite, was: &Model, succession: Succession) -> Result<()> {
    if succession == Succession::Corrects {
        return Ok(());
    }
    let earlier = definitions::earlier(unit, &[was.id]).await?;
    let number = earlier.last().map_or(1, |last| last.number + 1);
    let version = unit.revision();
    unit.insert::<entity::definition::Entity>(kept(was, number, version)).await
}

fn kept(was: &Model, number: i32, version: i64) -> entity::definition::Model {
    entity::definition::Model {
        indicator_id: was.id,
        number,
        alliance_id: was.alliance_id,
        holds_from: was.holds_from,
        direction: was.direction,
        counting: was.counting,
        baseline_value: was.baseline_value,
        baseline_on: was.baseline_on,
        band_low: was.band_low,
        band_high: was.band_high,
        targets: was.targets.clone(),
        target_path: was.target_path,
        grace_days: was.grace_days,
        version,
    }
}

/// An indicator as it was while an earlier definition held.
pub fn as_it_was(row: &Model, earlier: entity::definition::Model) -> Model {
    let entity::definition::Model {
        indicator_id: _,
        number: _,
        alliance_id: _,
        holds_from,
        direction,
        counting,
        baseline_value,
        baseline_on,
        band_low,
        band_high,
        targets,
        target_path,
        grace_days,
        version: _,
    } = earlier;
    Model {
        holds_from,
        direction,
        counting,
        baseline_value,
        baseline_on,
        band_low,
        band_high,
        targets,
        target_path,
        grace_days,
        ..row.clone()
    }
}

fn violation(error: DefinitionError) -> Violation {
    Violation::new(code(error), error.to_string()).at(error.pointer())
}

/// A definition that is not sound is refused as a conflict, since no schema can tell: each field
/// is well-formed, and they do not go together.
fn code(error: DefinitionError) -> ErrorCode {
    match error {
        DefinitionError::BaselineMissing => ErrorCode::BaselineMissing,
        DefinitionError::TargetsNotInOrder(_) => ErrorCode::TargetsNotInOrder,
        DefinitionError::TargetAgainstDirection(_) | DefinitionError::TargetIsBaseline(_) => {
            ErrorCode::TargetAgainstDirection
        }
        DefinitionError::TargetsOfMaintained
        | DefinitionError::BandMissing
        | DefinitionError::BandOfMoving
        | DefinitionError::BandReversed
        | DefinitionError::CumulativeNotAdding
        | DefinitionError::CumulativeBaselineNotZero
        | DefinitionError::HoldsTooEarly(_) => ErrorCode::DefinitionInconsistent,
    }
}
