//! Progress.

use actix_web::get;
use entity::types::IndicatorId;

use crate::app::indicators::{
    AllianceProgress, GetProgress, ListAllianceProgress, Progress, ReadAllianceProgress,
};
use crate::rest::{Caller, FileOptions, FileQuery, Format, Handled, PathLocator, Routes};
use crate::store::AllianceRef;

/// The routes of progress.
pub fn routes(to: &mut impl Routes) {
    to.service(get_progress).service(list_progress);
}

/// Read an indicator's progress
///
/// Against its baseline and targets, as of the alliance's day; for funders, by final values.
#[utoipa::path(tag = "indicators", operation_id = "getProgress",
    responses((status = 200, description = "The progress", body = Progress)))]
#[get("/v1/indicators/{indicator}/progress")]
async fn get_progress(c: Caller, at: PathLocator<IndicatorId>) -> Handled {
    c.cached_document(at.0, GetProgress {}).await
}

/// List the progress of an alliance's indicators
///
/// Of those in use, with how many stand how. As CSV or NDJSON (by `Accept`, or at the address with the
/// ending `.csv` or `.ndjson`) in flat rows, as `listAllProgress` shows them.
#[utoipa::path(tag = "indicators", operation_id = "listAllianceProgress", params(FileOptions),
    responses((status = 200, description = "The progress", content(
        (AllianceProgress = "application/json"), (String = "text/csv"), (String = "application/x-ndjson")))))]
#[get("/v1/alliances/{alliance}/progress")]
async fn list_progress(
    c: Caller,
    at: PathLocator<AllianceRef>,
    q: FileQuery<ListAllianceProgress>,
) -> Handled {
    if q.format == Format::Json {
        return c.cached_document(at.0, q.asked).await;
    }
    c.file(at.0, ReadAllianceProgress {}, &q, "progress").await
}
