//! Measurements.

use actix_web::{delete, get, patch, put};
use entity::types::{IndicatorId, MeasurementId, WriteOutcome};

use crate::app::Page;
use crate::app::indicators::{
    ChangeMeasurement, Correction, GetMeasurement, ListCorrections, ListIndicatorMeasurements,
    ListMeasurements, Measurement, ReadMeasurements, RecordMeasurement, Recorded,
    RemoveMeasurement,
};
use crate::rest::answer::answers;
use crate::rest::{
    Answer, Body, Caller, FileOptions, FileQuery, Format, Handled, PathLocator, Query, Routes,
};
use crate::store::{AllianceRef, MeasurementAt};

answers! { Measurement => "/v1/measurements/{}"; }

impl Answer for Recorded {
    fn version(&self) -> Option<i64> {
        Some(self.measurement.version)
    }

    fn location(&self) -> Option<String> {
        self.measurement.location()
    }
}

/// The routes of measurements.
pub fn routes(to: &mut impl Routes) {
    to.service(record_measurement)
        .service(list_indicator_measurements)
        .service(list_measurements)
        .service(get_measurement)
        .service(change_measurement)
        .service(remove_measurement)
        .service(list_corrections);
}

/// Record a value
///
/// By the indicator's code and the period. Writing the same key again is a correction; the very
/// same value changes nothing.
#[utoipa::path(tag = "indicators", operation_id = "recordMeasurement", request_body = RecordMeasurement,
    responses(
        (status = 200, description = "The value that was there, corrected or unchanged", body = Recorded),
        (status = 201, description = "The new value", body = Recorded)))]
#[put("/v1/alliances/{alliance}/indicators/{code}/measurements/{period}")]
async fn record_measurement(
    c: Caller,
    at: PathLocator<MeasurementAt>,
    b: Body<RecordMeasurement>,
) -> Handled {
    let recorded = c.run(at.0, b.0).await?;
    match recorded.outcome {
        WriteOutcome::Created => c.created(&recorded),
        WriteOutcome::Changed | WriteOutcome::Unchanged => c.ok(&recorded),
    }
}

/// List an indicator's measurements
#[utoipa::path(tag = "indicators", operation_id = "listIndicatorMeasurements", params(ListIndicatorMeasurements),
    responses((status = 200, description = "Part of the list", body = Page<Measurement>)))]
#[get("/v1/indicators/{indicator}/measurements")]
async fn list_indicator_measurements(
    c: Caller,
    at: PathLocator<IndicatorId>,
    q: Query<ListIndicatorMeasurements>,
) -> Handled {
    c.cached_page(at.0, q.0).await
}

/// List an alliance's measurements
///
/// Of all its indicators; funders see final values of indicators that are visible to them. As CSV or
/// NDJSON (by `Accept`, or at the address with the ending `.csv` or `.ndjson`) the whole list comes in
/// flat rows, as `listAllMeasurements` shows them.
#[utoipa::path(tag = "indicators", operation_id = "listMeasurements", params(ListMeasurements, FileOptions),
    responses((status = 200, description = "Part of the list, or the whole as a file", content(
        (Page<Measurement> = "application/json"), (String = "text/csv"), (String = "application/x-ndjson")))))]
#[get("/v1/alliances/{alliance}/measurements")]
async fn list_measurements(
    c: Caller,
    at: PathLocator<AllianceRef>,
    q: FileQuery<ListMeasurements>,
) -> Handled {
    if q.format == Format::Json {
        return c.cached_page(at.0, q.asked).await;
    }
    let of = q.asked.clone().whole();
    c.file(at.0, ReadMeasurements { of }, &q, "measurements").await
}

/// Read a measurement
#[utoipa::path(tag = "indicators", operation_id = "getMeasurement",
    responses((status = 200, description = "The measurement", body = Measurement)))]
#[get("/v1/measurements/{measurement}")]
async fn get_measurement(c: Caller, at: PathLocator<MeasurementId>) -> Handled {
    c.cached(at.0, GetMeasurement::default()).await
}

/// Change a measurement
///
/// A final value is corrected only with a reason.
#[utoipa::path(tag = "indicators", operation_id = "changeMeasurement", request_body = ChangeMeasurement,
    responses((status = 200, description = "The measurement", body = Measurement)))]
#[patch("/v1/measurements/{measurement}")]
async fn change_measurement(
    c: Caller,
    at: PathLocator<MeasurementId>,
    b: Body<ChangeMeasurement>,
) -> Handled {
    c.ok(&c.run(at.0, b.0).await?)
}

/// Remove a measurement
///
/// One that was written by mistake, as long as it is provisional and was never corrected. Any other
/// is kept: correct it, to `not_collected` where there is no value.
#[utoipa::path(tag = "indicators", operation_id = "removeMeasurement",
    responses((status = 204, description = "It is there no more")))]
#[delete("/v1/measurements/{measurement}")]
async fn remove_measurement(c: Caller, at: PathLocator<MeasurementId>) -> Handled {
    c.run(at.0, RemoveMeasurement {}).await?;
    c.gone()
}

/// List what a measurement was before
///
/// Its corrections, the latest first: the old value, who had written it, when and why it was
/// corrected.
#[utoipa::path(tag = "indicators", operation_id = "listCorrections",
    responses((status = 200, description = "The list", body = Page<Correction>)))]
#[get("/v1/measurements/{measurement}/corrections")]
async fn list_corrections(c: Caller, at: PathLocator<MeasurementId>) -> Handled {
    c.page(&c.run(at.0, ListCorrections {}).await?)
}
