//! Measurements.

use async_graphql::{ComplexObject, Context, Object, Result};
use entity::types::{IndicatorCode, IndicatorId, MeasurementId, PushMode};

use crate::app::indicators::{
    ChangeMeasurement, Correction, GetMeasurement, Indicator, IndicatorMeasurementFilter,
    ListCorrections, Measurement, MeasurementFilter, MeasurementRows, MeasurementSort,
    PushMeasurements, PushReport, RecordMeasurement, Recorded, RemoveMeasurement,
};
use crate::app::{Gone, List};
use crate::graphql::connection::Connection;
use crate::graphql::in_place::InPlace;
use crate::graphql::mutations::mutations;
use crate::graphql::request::{find, list, one};
use crate::store::{AllianceRef, IndicatorAt, MeasurementAt};

/// What can be asked about measurements.
#[derive(Default)]
pub struct MeasurementsQuery;

#[Object]
impl MeasurementsQuery {
    /// One measurement.
    async fn measurement(
        &self,
        c: &Context<'_>,
        measurement: MeasurementId,
    ) -> Result<Option<InPlace<Measurement>>> {
        find(c, measurement, GetMeasurement::default()).await
    }

    /// The measurements of an alliance, of all its indicators.
    async fn measurements(
        &self,
        c: &Context<'_>,
        alliance: AllianceRef,
        filter: Option<MeasurementFilter>,
        #[graphql(default)] sort: MeasurementSort,
        first: Option<u32>,
        after: Option<String>,
    ) -> Result<Connection<Measurement>> {
        list(c, alliance, List::of(filter, sort, first, after)).await
    }

    /// The measurements of one indicator.
    async fn indicator_measurements(
        &self,
        c: &Context<'_>,
        indicator: IndicatorId,
        filter: Option<IndicatorMeasurementFilter>,
        #[graphql(default)] sort: MeasurementSort,
        first: Option<u32>,
        after: Option<String>,
    ) -> Result<Connection<Measurement>> {
        list(c, indicator, List::of(filter, sort, first, after)).await
    }

    /// What a measurement was before: its corrections, the latest first.
    async fn corrections(
        &self,
        c: &Context<'_>,
        measurement: MeasurementId,
    ) -> Result<Connection<Correction>> {
        list(c, measurement, ListCorrections {}).await
    }
}

mutations! {
    /// What can be done to measurements.
    MeasurementsMutation |c|
    with_if_version {
        /// Write many values at once, each by its indicator's code and its period: as one revision, with
        /// one event. Rows that are wrong are refused one by one, all others are written.
        push_measurements(alliance: AllianceRef, input: MeasurementRows, dry_run: Option<bool>, mode: Option<PushMode>) -> PushReport
            => (alliance, PushMeasurements::of(input, dry_run, mode));
        /// Record a value, by the indicator's code and the period. Writing the same key again is a
        /// correction; the very same value changes nothing.
        record_measurement(alliance: AllianceRef, code: IndicatorCode, period: String, input: RecordMeasurement) -> Recorded
            => (MeasurementAt { indicator: IndicatorAt { alliance, code }, period }, input);
        /// Change a measurement; a final value is corrected only with a reason.
        change_measurement(measurement: MeasurementId, input: ChangeMeasurement) -> Measurement
            => (measurement, input);
        /// Remove a measurement that was written by mistake, as long as it is provisional and was never
        /// corrected. Any other is kept: correct it, to `not_collected` where there is no value.
        remove_measurement(measurement: MeasurementId) -> Gone
            => (measurement, RemoveMeasurement {});
    }
}

#[ComplexObject]
impl Measurement {
    /// The indicator that it is a value of.
    async fn indicator(&self, c: &Context<'_>) -> Result<Option<InPlace<Indicator>>> {
        one(c, self.alliance_id, self.indicator_id).await
    }
}
