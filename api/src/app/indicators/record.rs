//! Recording values: by indicator and period, or as a change of one that is there.

use async_graphql::{InputObject, SimpleObject};
use entity::measurement::Entity;
use entity::types::{
    Absence, Apply, Change, Decimal, IndicatorId, MeasurementId, Paragraph, Patch, ValueStatus,
    WriteOutcome,
};
use garde::Validate;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::Measurement;
use super::measurements::takes_values;
use super::observed::{first, kept, key, observed, violation};
use crate::app::{Done, Located, Operation, Present, Replay, Write};
use crate::domain::measurements::{self as rule, Decision, MeasurementError, Observation};
use crate::domain::periods::{Period, PeriodError};
use crate::error::{AppError, Refusal, Result};
use crate::policy::Act;
use crate::store::{Found, MeasurementAt, OpenWrite, UnitOfWork, View, measurements};

/// The value of an indicator for a period, as it is to be recorded.
#[derive(Clone, Debug, Deserialize, ToSchema, InputObject, Validate)]
#[serde(deny_unknown_fields)]
#[graphql(name = "RecordMeasurementInput")]
pub struct RecordMeasurement {
    /// The value, in the indicator's unit; zero is a value.
    #[garde(skip)]
    pub value: Option<Decimal>,
    /// Why there is no value, beside none.
    #[garde(skip)]
    pub absence: Option<Absence>,
    /// How certain it is; provisional until its period is over, then final, where nothing is said.
    #[garde(skip)]
    pub status: Option<ValueStatus>,
    /// What is to be known about it; what is there stays where nothing is said, null takes it away.
    #[serde(default)]
    #[schema(value_type = Option<Paragraph>)]
    #[garde(dive)]
    pub note: Patch<Paragraph>,
    /// Why a final value is corrected.
    #[garde(dive)]
    pub reason: Option<Paragraph>,
}

/// What recording a value led to.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema, SimpleObject)]
#[graphql(serial)]
pub struct Recorded {
    /// What the write did.
    pub outcome: WriteOutcome,
    /// The value as it is now.
    pub measurement: Measurement,
}

impl Replay for Recorded {
    async fn replay(view: &View, about: Option<uuid::Uuid>) -> Result<Self> {
        let measurement = Measurement::replay(view, about).await?;
        Ok(Self { outcome: WriteOutcome::Unchanged, measurement })
    }
}

impl Operation for RecordMeasurement {
    const ACT: Act = Act::RecordMeasurement;
    type Locator = MeasurementAt;
    type AccessMode = Write;
    type Output = Recorded;

    async fn execute(self, mut unit: UnitOfWork<Self>, slot: Located<Self>) -> Result<Done<Self>> {
        let Self { value, absence, status, note, reason } = self;
        let indicator = slot.indicator;
        let key = key(&unit, &indicator, &slot.period)?;
        let there = present(&unit, indicator.id, key.period).await?;
        let was = there.as_ref().map(|there| observed(there));
        let mut kept = was.as_ref().and_then(|was| was.note.clone());
        note.apply(&mut kept);
        let given = Observation { value, absence, status, note: kept };
        let verdict = rule::decide(key, given, was.as_ref(), reason.is_some());
        match (verdict.map_err(refused)?, there) {
            (Decision::Leave, Some(there)) => {
                unit.leave(|by| recorded(WriteOutcome::Unchanged, there, by)).await
            }
            (Decision::Correct(wanted), Some(there)) => {
                let now = correct(&mut unit, there, wanted, reason).await?;
                unit.commit(now.id, |by| recorded(WriteOutcome::Changed, now, by)).await
            }
            (Decision::Create(wanted) | Decision::Correct(wanted), _) => {
                let period =
                    key.period.map_err(|error| refused(vec![MeasurementError::Period(error)]))?;
                let row = first(&unit, &indicator, period, wanted);
                let new = unit.create::<Entity>(row).await?;
                unit.commit(new.id, |by| recorded(WriteOutcome::Created, new, by)).await
            }
            (Decision::Leave, None) => Err(AppError::fault("nothing was there to be left")),
        }
    }
}

/// The value that is there, in the version that the caller expects.
async fn present(
    unit: &OpenWrite,
    of: IndicatorId,
    period: Result<Period, PeriodError>,
) -> Result<Option<Found<Entity>>> {
    let Ok(period) = period else { return Ok(None) };
    let there = measurements::at(unit, of, period.start()).await?;
    unit.expect(there.as_ref().map(|there| there.version))?;
    Ok(there)
}

fn recorded(outcome: WriteOutcome, row: Found<Entity>, by: &crate::policy::Standing) -> Recorded {
    Recorded { outcome, measurement: Measurement::from_row(row, by) }
}

/// What to change of a measurement; what is not named stays.
#[derive(Clone, Debug, Deserialize, ToSchema, InputObject, Validate)]
#[serde(deny_unknown_fields)]
#[graphql(name = "ChangeMeasurementInput")]
pub struct ChangeMeasurement {
    /// The value, in the indicator's unit; zero is a value.
    #[serde(default)]
    #[schema(value_type = Option<Decimal>)]
    #[garde(skip)]
    pub value: Patch<Decimal>,
    /// Why there is no value.
    #[serde(default)]
    #[schema(value_type = Option<Absence>)]
    #[garde(skip)]
    pub absence: Patch<Absence>,
    /// Whether the value is provisional or final.
    #[serde(default)]
    #[schema(value_type = ValueStatus, required = false)]
    #[garde(skip)]
    pub status: Change<ValueStatus>,
    /// A note about the value.
    #[serde(default)]
    #[schema(value_type = Option<Paragraph>)]
    #[garde(dive)]
    pub note: Patch<Paragraph>,
    /// Why a final value is corrected.
    #[garde(dive)]
    pub reason: Option<Paragraph>,
}

impl Operation for ChangeMeasurement {
    const ACT: Act = Act::ChangeMeasurement;
    type Locator = MeasurementId;
    type AccessMode = Write;
    type Output = Measurement;

    async fn execute(self, mut unit: UnitOfWork<Self>, was: Located<Self>) -> Result<Done<Self>> {
        let Self { value, absence, status, note, reason } = self;
        let indicator = takes_values(&*unit, was.indicator_id).await?;
        let key = key(&unit, &indicator, &was.period)?;
        let there = observed(&was);
        let mut given = there.clone();
        value.apply(&mut given.value);
        absence.apply(&mut given.absence);
        status.apply(&mut given.status);
        note.apply(&mut given.note);
        let Observation { value, absence, status, note } = given;
        let given = Observation { value, absence, status: Some(status), note };
        match rule::decide(key, given, Some(&there), reason.is_some()).map_err(refused)? {
            Decision::Leave => unit.leave(|by| Measurement::from_row(was, by)).await,
            Decision::Create(wanted) | Decision::Correct(wanted) => {
                let now = correct(&mut unit, was, wanted, reason).await?;
                unit.commit(now.id, |by| Measurement::from_row(now, by)).await
            }
        }
    }
}

/// Keeps the old value as a correction and writes the new one.
async fn correct(
    unit: &mut OpenWrite,
    was: Found<Entity>,
    wanted: Observation<ValueStatus>,
    reason: Option<Paragraph>,
) -> Result<Found<Entity>> {
    let (member, now) = (unit.member(), unit.now());
    let old = kept(&was, unit, reason);
    unit.insert::<entity::correction::Entity>(old).await?;
    unit.change(was, |row| {
        row.value = wanted.value;
        row.absence = wanted.absence;
        row.status = wanted.status;
        row.note = wanted.note;
        row.corrections += 1;
        row.entered_by = member;
        row.entered_at = now;
    })
    .await
}

fn refused(errors: Vec<MeasurementError>) -> AppError {
    match Refusal::of(errors.into_iter().map(violation)) {
        Some(refusal) => refusal.into(),
        None => AppError::fault("a value was refused for no reason"),
    }
}
