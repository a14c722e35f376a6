//! Flat lists over all alliances.

use actix_web::get;

use crate::app::Page;
use crate::app::indicators::{
    FlatMeasurement, FlatProgress, ListAllMeasurements, ListAllProgress, ReadAllMeasurements,
    ReadAllProgress,
};
use crate::rest::{Caller, FileOptions, FileQuery, Format, Handled, Routes};
use crate::store::Instance;

/// The routes of flat lists.
pub fn routes(to: &mut impl Routes) {
    to.service(list_all_measurements).service(list_all_progress);
}

/// List the values of all your alliances
///
/// One flat row a value, with all that it is to be read against, alliance by alliance, code by code and
/// period by period; where you are a funder, final values of indicators that are visible to you. As CSV
/// or NDJSON (by `Accept`, or at `/v1/measurements.csv` and `.ndjson`) the whole list comes at once.
#[utoipa::path(tag = "indicators", operation_id = "listAllMeasurements", params(ListAllMeasurements, FileOptions),
    responses((status = 200, description = "Part of the list, or the whole as a file", content(
        (Page<FlatMeasurement> = "application/json"), (String = "text/csv"), (String = "application/x-ndjson")))))]
#[get("/v1/measurements")]
async fn list_all_measurements(c: Caller, q: FileQuery<ListAllMeasurements>) -> Handled {
    if q.format == Format::Json {
        return c.page(&c.run(Instance, q.asked).await?);
    }
    let of = q.asked.clone();
    c.file(Instance, ReadAllMeasurements { of }, &q, "measurements").await
}

/// List the progress of all your alliances
///
/// One flat row an indicator in use, as of its alliance's day; where you are a funder, by final values.
/// As CSV or NDJSON (by `Accept`, or at `/v1/progress.csv` and `.ndjson`) the whole list comes at once.
#[utoipa::path(tag = "indicators", operation_id = "listAllProgress", params(ListAllProgress, FileOptions),
    responses((status = 200, description = "Part of the list, or the whole as a file", content(
        (Page<FlatProgress> = "application/json"), (String = "text/csv"), (String = "application/x-ndjson")))))]
#[get("/v1/progress")]
async fn list_all_progress(c: Caller, q: FileQuery<ListAllProgress>) -> Handled {
    if q.format == Format::Json {
        return c.page(&c.run(Instance, q.asked).await?);
    }
    let of = q.asked.clone();
    c.file(Instance, ReadAllProgress { of }, &q, "progress").await
}
