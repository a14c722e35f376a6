//! Measurements: the values of indicators, a period each.
//!
//! Whoever records one names indicator and period; writing the same key again is a correction,
//! which keeps the old value, who had written it, when and why it was corrected.

mod corrections;

pub use corrections::*;

use async_graphql::{InputObject, SimpleObject};
use entity::measurement::{Column, Entity};
use entity::types::{
    Absence, AbsentRows, AllianceId, Day, Decimal, IndicatorCode, IndicatorId, MeasurementId,
    MemberId, Paragraph, ThingStatus, Timestamp, ValueStatus,
};
use garde::Validate;
use sea_orm::{ColumnTrait, QueryFilter, QueryTrait, Select};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use crate::app::{
    Done, Filter, Get, Gone, List, Located, OfRevision, Operation, Readable, Write, present, sorts,
};
use crate::domain::measurements::can_go;
use crate::error::{ErrorCode, Refusal, Result};
use crate::policy::{Act, viewer_can};
use crate::store::{AllianceRef, Found, Reader, SortKey, UnitOfWork, View, indicators};

/// The value of an indicator for a period.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema, SimpleObject)]
#[graphql(complex, serial)]
pub struct Measurement {
    /// The measurement.
    pub id: MeasurementId,
    /// The alliance of the indicator.
    pub alliance_id: AllianceId,
    /// The indicator that it is a value of.
    pub indicator_id: IndicatorId,
    /// The period's code.
    #[schema(max_length = 24, example = "2026-10")]
    pub period: String,
    /// The period's first day.
    pub start: Day,
    /// The period's last day.
    pub end: Day,
    /// The value, in the indicator's unit; null where it is absent.
    #[schema(required)]
    pub value: Option<Decimal>,
    /// Why there is no value.
    #[schema(required)]
    pub absence: Option<Absence>,
    /// Whether the value is provisional or final.
    pub status: ValueStatus,
    /// A note about the value.
    #[schema(required)]
    pub note: Option<Paragraph>,
    /// How often the value was corrected.
    #[schema(minimum = 0)]
    pub corrections_count: i32,
    /// The member who wrote the value.
    #[schema(required)]
    pub entered_by: Option<MemberId>,
    /// When the value was written.
    pub entered_at: Timestamp,
    /// The revision of its last change.
    pub version: i64,
    /// The operations that you may carry out on this thing now, by their short names.
    #[schema(max_items = 40)]
    pub viewer_can: Vec<&'static str>,
}

present! {
    Measurement of measurement |row, by| {
        columns {
            id, alliance_id, indicator_id, period, value, absence, status, note, entered_at, version,
        }
        renamed { start: period_start, end: period_end, corrections_count: corrections }
        before { viewer_can => viewer_can(by, &row) }
        shaped { entered_by(entered_by) => entered_by.filter(|_| by.insider()) }
    }
}

sorts! {
    /// The orders in which measurements can be listed.
    MeasurementSort of measurement {
        Period "The earliest period first." PeriodDesc "The latest period first." PeriodStart |row| SortKey::Day(row.period_start);
        EnteredAt "The first written first." EnteredAtDesc "The last written first." EnteredAt |row| SortKey::Timestamp(row.entered_at);
    }
}

/// Which measurements of an alliance to list.
#[derive(Clone, Debug, Default, Deserialize, IntoParams, InputObject, Validate)]
#[serde(deny_unknown_fields, default)]
#[into_params(parameter_in = Query)]
pub struct MeasurementFilter {
    /// Only measurements of this indicator.
    #[garde(skip)]
    pub indicator: Option<IndicatorId>,
    /// Only measurements of the indicator with this code.
    #[garde(dive)]
    pub code: Option<IndicatorCode>,
    /// Only measurements with this status.
    #[garde(skip)]
    pub status: Option<ValueStatus>,
    /// Only measurements of periods that begin on this day or later.
    #[garde(skip)]
    pub period_from: Option<Day>,
    /// Only measurements of periods that begin on this day or earlier.
    #[garde(skip)]
    pub period_to: Option<Day>,
    /// Whether periods without a value are listed; they are where nothing is said.
    #[garde(skip)]
    pub absent: Option<AbsentRows>,
}

/// The operation that lists them.
pub type ListMeasurements = List<MeasurementFilter>;

impl OfRevision for ListMeasurements {}

impl Filter for MeasurementFilter {
    const ACT: Act = Act::ListMeasurements;
    type Locator = AllianceRef;
    type Thing = Measurement;
    type Sort = MeasurementSort;

    fn rows(self, view: &View, alliance: &Located<List<Self>>) -> Select<Entity> {
        let Self { indicator, code, status, period_from, period_to, absent } = self;
        let omit = absent.filter(|rows| *rows == AbsentRows::Omit);
        view.children_of::<Entity, _>(alliance.id)
            .apply_if(indicator, |rows, id| rows.filter(Column::IndicatorId.eq(id)))
            .apply_if(code, |rows, code| {
                let of = indicators::called(view, alliance.id, &code);
                rows.filter(Column::IndicatorId.in_subquery(of))
            })
            .apply_if(omit, |rows, _| rows.filter(Column::Value.is_not_null()))
            .apply_if(status, |rows, status| rows.filter(Column::Status.eq(status)))
            .apply_if(period_from, |rows, from| rows.filter(Column::PeriodStart.gte(from)))
            .apply_if(period_to, |rows, to| rows.filter(Column::PeriodStart.lte(to)))
    }
}

/// Which measurements of an indicator to list.
#[derive(Clone, Debug, Default, Deserialize, IntoParams, InputObject, Validate)]
#[serde(deny_unknown_fields, default)]
#[into_params(parameter_in = Query)]
pub struct IndicatorMeasurementFilter {
    /// Only measurements with this status.
    #[garde(skip)]
    pub status: Option<ValueStatus>,
    /// Only measurements of periods that begin on this day or later.
    #[garde(skip)]
    pub period_from: Option<Day>,
    /// Only measurements of periods that begin on this day or earlier.
    #[garde(skip)]
    pub period_to: Option<Day>,
}

/// The operation that lists them.
pub type ListIndicatorMeasurements = List<IndicatorMeasurementFilter>;

impl OfRevision for ListIndicatorMeasurements {}

impl Filter for IndicatorMeasurementFilter {
    const ACT: Act = Act::ListIndicatorMeasurements;
    type Locator = IndicatorId;
    type Thing = Measurement;
    type Sort = MeasurementSort;

    fn rows(self, view: &View, indicator: &Located<List<Self>>) -> Select<Entity> {
        let Self { status, period_from, period_to } = self;
        view.children_of::<Entity, _>(indicator.id)
            .apply_if(status, |rows, status| rows.filter(Column::Status.eq(status)))
            .apply_if(period_from, |rows, from| rows.filter(Column::PeriodStart.gte(from)))
            .apply_if(period_to, |rows, to| rows.filter(Column::PeriodStart.lte(to)))
    }
}

/// Asks for one measurement.
pub type GetMeasurement = Get<Measurement>;

impl OfRevision for GetMeasurement {}

impl Readable for Measurement {
    const ACT: Act = Act::GetMeasurement;
    type Locator = MeasurementId;
}

/// Removes a provisional measurement, as one that was written by mistake.
#[derive(Clone, Debug, Validate)]
pub struct RemoveMeasurement {}

impl Operation for RemoveMeasurement {
    const ACT: Act = Act::RemoveMeasurement;
    type Locator = MeasurementId;
    type AccessMode = Write;
    type Output = Gone;

    async fn execute(self, mut unit: UnitOfWork<Self>, was: Located<Self>) -> Result<Done<Self>> {
        if !can_go(was.status, was.corrections) {
            let said = "It is final, or was corrected, and so is kept; where there is no value, \
                        correct it to `not_collected`.";
            return Err(Refusal::new(ErrorCode::WrongState, said).into());
        }
        takes_values(&*unit, was.indicator_id).await?;
        let id = was.id;
        unit.remove(was).await?;
        unit.commit(id, |_| Gone::IT_IS).await
    }
}

/// An indicator whose values can be written: one that is archived takes none, by whichever way.
///
/// # Errors
/// `wrong_state`.
pub(super) async fn takes_values(
    reader: &impl Reader,
    indicator: IndicatorId,
) -> Result<Found<entity::indicator::Entity>> {
    let indicator = reader.thing::<entity::indicator::Entity>(indicator).await?;
    if indicator.status == ThingStatus::Archived {
        let said = "The indicator is archived; restore it first.";
        return Err(Refusal::new(ErrorCode::WrongState, said).into());
    }
    Ok(indicator)
}
