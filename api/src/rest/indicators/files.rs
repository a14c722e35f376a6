//! Tables to be filled in or mended, and pushed.

use actix_web::http::header::{CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_TYPE};
use actix_web::web::ServiceConfig;
use actix_web::{HttpResponse, http::Method};
use entity::types::{ImportId, PeriodType, ThingStatus};

use crate::app::List;
use crate::app::indicators::{
    Indicator, IndicatorFilter, IndicatorSort, ListRefusedRows, RefusedRow, RowError,
};
use crate::render::table::table;
use crate::rest::{Caller, Handled, PathLocator, address};
use crate::store::AllianceRef;

/// The most rows of one page of what is read.
const PAGE: u32 = 200;

/// The addresses of files, which the contract describes with what they hold.
pub fn routes(config: &mut ServiceConfig) {
    let get = &[Method::GET];
    config.service(address("/v1/imports/{import}/refused.csv", get, refused)).service(address(
        "/v1/alliances/{alliance}/measurements/template.csv",
        get,
        template,
    ));
}

/// The rows of an import that were refused, with what is wrong with each.
async fn refused(c: Caller, at: PathLocator<ImportId>) -> Handled {
    let (mut rows, mut after_row) = (Vec::new(), None);
    loop {
        let page = c.run(at.0, ListRefusedRows { after_row, limit: Some(PAGE) }).await?.items;
        after_row = page.last().map(|row| row.row);
        rows.extend(page);
        if after_row.is_none() {
            break;
        }
    }
    let errors: Vec<String> = rows.iter().map(error).collect();
    let cells = rows.iter().zip(&errors).map(|(row, error)| cells(row, error));
    Ok(file("refused.csv", table(REFUSED, cells)))
}

/// The columns of rows that were refused.
const REFUSED: [&str; 10] = [
    "alliance",
    "indicator",
    "period",
    "value",
    "absence",
    "state",
    "note",
    "reason",
    "delete",
    "error",
];

fn cells<'a>(row: &'a RefusedRow, error: &'a str) -> [Option<&'a str>; 10] {
    [
        row.alliance.as_deref(),
        row.indicator.as_deref(),
        row.period.as_deref(),
        row.value.as_deref(),
        row.absence.as_deref(),
        row.state.as_deref(),
        row.note.as_deref(),
        row.reason.as_deref(),
        row.delete.as_deref(),
        Some(error),
    ]
}

/// What is wrong with a row, in one cell.
fn error(row: &RefusedRow) -> String {
    let each = row.errors.iter().map(|RowError { column, code: _, message }| match column {
        Some(column) => format!("{column}: {message}"),
        None => message.clone(),
    });
    each.collect::<Vec<_>>().join("; ")
}

/// A table to be filled in: a row for each indicator that is in use.
async fn template(c: Caller, at: PathLocator<AllianceRef>) -> Handled {
    let filter = || IndicatorFilter { status: Some(ThingStatus::Active), ..Default::default() };
    let (mut all, mut cursor) = (Vec::<Indicator>::new(), None);
    loop {
        let list = List::of(Some(filter()), IndicatorSort::default(), Some(PAGE), cursor);
        let page = c.run(at.0.clone(), list).await?;
        all.extend(page.items);
        cursor = page.next_cursor.map(|cursor| cursor.0);
        if cursor.is_none() {
            break;
        }
    }
    let head = ["indicator", "title", "unit", "period_type", "period", "value", "absence", "note"];
    let rows = all.iter().map(|it| {
        let told = [it.code.as_str(), it.title.as_str(), it.unit.as_str(), kind(it.period_type)];
        let [code, title, unit, kind] = told.map(Some);
        [code, title, unit, kind, None, None, None, None]
    });
    Ok(file("template.csv", table(head, rows)))
}

fn kind(of: PeriodType) -> &'static str {
    of.word()
}

fn file(name: &str, text: String) -> HttpResponse {
    HttpResponse::Ok()
        .insert_header((CONTENT_TYPE, "text/csv; charset=utf-8"))
        .insert_header((CONTENT_DISPOSITION, format!("attachment; filename=\"{name}\"")))
        .insert_header((CACHE_CONTROL, "private, no-store"))
        .body(text)
}
