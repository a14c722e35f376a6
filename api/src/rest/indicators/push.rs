//! Pushing many values in one request.

mod body;
mod cells;
mod chunks;
mod lines;
mod rows;
mod table;

use actix_web::post;
use actix_web::web::Data;
use entity::types::{ImportFormat, PushMode};

use self::body::PushBody;
use self::chunks::{ChunkedPush, PushTerms};
use self::lines::JsonLines;
use self::rows::rows_of_json;
use self::table::TableRows;
use crate::app::indicators::{MeasurementRows, PushMeasurements, PushReport};
use crate::contract::Contract;
use crate::error::Result;
use crate::rest::{Caller, Handled, PathLocator, Query, Routes};
use crate::store::AllianceRef;

/// The routes of a push.
pub fn routes(to: &mut impl Routes) {
    to.service(push_measurements);
}

/// Write many values at once
///
/// Each row by its indicator's code and its period; writing the same key again is a correction. Rows
/// that are wrong are refused one by one and all others are written, unless `mode` is `atomic`;
/// `dry_run` only tells what would be done. A document, or up to 5,000 rows of a file, are one revision
/// with one event; longer files are written in chunks of so many, so that nobody waits for them, and
/// an atomic one of up to 100,000 rows at once.
///
/// A file is a table in UTF-8 with a head (`text/csv`) or an object a line (`application/x-ndjson`). Its
/// columns are those of a row: `indicator` and `period` must be there. Columns that exports add (such
/// as `title`, `unit` or `status`) are not looked at. Semicolons and decimal commas are read where they
/// are declared: `Content-Type: text/csv; delimiter=semicolon; decimal=comma`. It may be compressed by
/// gzip.
#[utoipa::path(tag = "indicators", operation_id = "pushMeasurements", params(PushMeasurements),
    request_body(content(
        (MeasurementRows = "application/json"), (String = "text/csv"), (String = "application/x-ndjson"))),
    responses((status = 200, description = "What came of it", body = PushReport)))]
#[post("/v1/alliances/{alliance}/measurements")]
async fn push_measurements(
    c: Caller,
    at: PathLocator<AllianceRef>,
    q: Query<PushMeasurements>,
    body: PushBody,
    contract: Data<Contract>,
) -> Handled {
    let PushMeasurements { rows: _, dry_run, mode } = q.0;
    let (format, atomic) = (body.form.format, mode == PushMode::Atomic);
    let mut push = ChunkedPush::new(&c, at.0, PushTerms { format, dry_run, atomic });
    let told = read(&mut push, body, &contract).await;
    c.document(&push.end(told).await?)
}

/// Reads the rows of a body, and writes them chunk by chunk as they arrive.
async fn read(push: &mut ChunkedPush<'_>, body: PushBody, contract: &Contract) -> Result<()> {
    let PushBody { form, mut pieces } = body;
    match form.format {
        ImportFormat::Json => push.rows.extend(rows_of_json(contract, &pieces.all().await?)?),
        ImportFormat::Ndjson => {
            let mut lines = JsonLines::default();
            while let Some(piece) = pieces.next().await? {
                lines.feed(&piece, contract, &mut push.rows);
                push.go_on().await?;
            }
            push.rows.extend(lines.end(contract));
        }
        ImportFormat::Csv => {
            let mut table = TableRows::new(form);
            while let Some(piece) = pieces.next().await? {
                if !piece.is_empty() {
                    table.feed(&piece, contract, &mut push.rows)?;
                }
                push.go_on().await?;
            }
            table.feed(&[], contract, &mut push.rows)?;
            table.headed()?;
        }
    }
    Ok(())
}
