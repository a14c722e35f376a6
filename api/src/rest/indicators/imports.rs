//! Imports.

use actix_web::get;
use entity::types::ImportId;

use crate::app::Page;
use crate::app::indicators::{GetImport, Import, ListImports, ListRefusedRows, RefusedRow};
use crate::rest::answer::answers;
use crate::rest::{Caller, Handled, PathLocator, Query, Routes};
use crate::store::AllianceRef;

answers! { Import => "/v1/imports/{}"; }

/// The routes of imports.
pub fn routes(to: &mut impl Routes) {
    to.service(list_imports).service(get_import).service(list_refused_rows);
}

/// List an alliance's imports
///
/// What was pushed, by whom, and what came of it.
#[utoipa::path(tag = "indicators", operation_id = "listImports", params(ListImports),
    responses((status = 200, description = "Part of the list", body = Page<Import>)))]
#[get("/v1/alliances/{alliance}/imports")]
async fn list_imports(c: Caller, at: PathLocator<AllianceRef>, q: Query<ListImports>) -> Handled {
    c.page(&c.run(at.0, q.0).await?)
}

/// Read an import
#[utoipa::path(tag = "indicators", operation_id = "getImport",
    responses((status = 200, description = "The import", body = Import)))]
#[get("/v1/imports/{import}")]
async fn get_import(c: Caller, at: PathLocator<ImportId>) -> Handled {
    c.ok(&c.run(at.0, GetImport::default()).await?)
}

/// List the rows of an import that were refused
///
/// As they were given, with what is wrong with each. `/v1/imports/{import}/refused.csv` is the same as
/// a table, to be mended and pushed again.
#[utoipa::path(tag = "indicators", operation_id = "listRefusedRows", params(ListRefusedRows),
    responses((status = 200, description = "Part of the list", body = Page<RefusedRow>)))]
#[get("/v1/imports/{import}/refused")]
async fn list_refused_rows(
    c: Caller,
    at: PathLocator<ImportId>,
    q: Query<ListRefusedRows>,
) -> Handled {
    c.page(&c.run(at.0, q.0).await?)
}
