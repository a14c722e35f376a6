//! Indicators.

use actix_web::{delete, get, patch, post, put};
use entity::types::IndicatorId;

use crate::app::Page;
use crate::app::indicators::{
    ArchiveIndicator, ChangeIndicator, CreateIndicator, Definition, GetIndicator,
    GetIndicatorByCode, Indicator, ListDefinitions, ListIndicators, PutTargets, RemoveIndicator,
    RestoreIndicator,
};
use crate::rest::answer::answers;
use crate::rest::{Body, Caller, Handled, PathLocator, Query, Routes};
use crate::store::{AllianceRef, IndicatorAt};

answers! { Indicator => "/v1/indicators/{}"; }

/// The routes of indicators.
pub fn routes(to: &mut impl Routes) {
    to.service(create_indicator)
        .service(list_indicators)
        .service(get_indicator_by_code)
        .service(get_indicator)
        .service(list_definitions)
        .service(change_indicator)
        .service(put_targets)
        .service(archive_indicator)
        .service(restore_indicator)
        .service(remove_indicator);
}

/// Add an indicator to an alliance
#[utoipa::path(tag = "indicators", operation_id = "createIndicator", request_body = CreateIndicator,
    responses((status = 201, description = "The indicator", body = Indicator)))]
#[post("/v1/alliances/{alliance}/indicators")]
async fn create_indicator(
    c: Caller,
    at: PathLocator<AllianceRef>,
    b: Body<CreateIndicator>,
) -> Handled {
    c.created(&c.run(at.0, b.0).await?)
}

/// List an alliance's indicators
///
/// Funders see those that are visible to funders or public.
#[utoipa::path(tag = "indicators", operation_id = "listIndicators", params(ListIndicators),
    responses((status = 200, description = "Part of the list", body = Page<Indicator>)))]
#[get("/v1/alliances/{alliance}/indicators")]
async fn list_indicators(
    c: Caller,
    at: PathLocator<AllianceRef>,
    q: Query<ListIndicators>,
) -> Handled {
    c.cached_page(at.0, q.0).await
}

/// Read an indicator by its code
///
/// `Content-Location` is the one address that stays when its code changes.
#[utoipa::path(tag = "indicators", operation_id = "getIndicatorByCode",
    responses((status = 200, description = "The indicator", body = Indicator)))]
#[get("/v1/alliances/{alliance}/indicators/{code}")]
async fn get_indicator_by_code(c: Caller, at: PathLocator<IndicatorAt>) -> Handled {
    c.cached(at.0, GetIndicatorByCode {}).await
}

/// Read an indicator
#[utoipa::path(tag = "indicators", operation_id = "getIndicator",
    responses((status = 200, description = "The indicator", body = Indicator)))]
#[get("/v1/indicators/{indicator}")]
async fn get_indicator(c: Caller, at: PathLocator<IndicatorId>) -> Handled {
    c.cached(at.0, GetIndicator::default()).await
}

/// List an indicator's definitions
///
/// What its progress is judged by, and from which day on, the present one first.
#[utoipa::path(tag = "indicators", operation_id = "listDefinitions",
    responses((status = 200, description = "The list", body = Page<Definition>)))]
#[get("/v1/indicators/{indicator}/definitions")]
async fn list_definitions(c: Caller, at: PathLocator<IndicatorId>) -> Handled {
    c.cached_page(at.0, ListDefinitions {}).await
}

/// Change an indicator
///
/// What kind of quantity it is and what kind of periods it has are fixed once it has a value.
#[utoipa::path(tag = "indicators", operation_id = "changeIndicator", request_body = ChangeIndicator,
    responses((status = 200, description = "The indicator", body = Indicator)))]
#[patch("/v1/indicators/{indicator}")]
async fn change_indicator(
    c: Caller,
    at: PathLocator<IndicatorId>,
    b: Body<ChangeIndicator>,
) -> Handled {
    c.ok(&c.run(at.0, b.0).await?)
}

/// Put an indicator's targets
///
/// As a whole: a target that is not named is aimed at no longer.
#[utoipa::path(tag = "indicators", operation_id = "putTargets", request_body = PutTargets,
    responses((status = 200, description = "The indicator", body = Indicator)))]
#[put("/v1/indicators/{indicator}/targets")]
async fn put_targets(c: Caller, at: PathLocator<IndicatorId>, b: Body<PutTargets>) -> Handled {
    c.ok(&c.run(at.0, b.0).await?)
}

/// Archive an indicator
///
/// It is no longer in use; its values can still be read.
#[utoipa::path(tag = "indicators", operation_id = "archiveIndicator",
    responses((status = 200, description = "The indicator", body = Indicator)))]
#[post("/v1/indicators/{indicator}/archive")]
async fn archive_indicator(c: Caller, at: PathLocator<IndicatorId>) -> Handled {
    c.ok(&c.run(at.0, ArchiveIndicator {}).await?)
}

/// Restore an archived indicator
#[utoipa::path(tag = "indicators", operation_id = "restoreIndicator",
    responses((status = 200, description = "The indicator", body = Indicator)))]
#[post("/v1/indicators/{indicator}/restore")]
async fn restore_indicator(c: Caller, at: PathLocator<IndicatorId>) -> Handled {
    c.ok(&c.run(at.0, RestoreIndicator {}).await?)
}

/// Remove an indicator that has no value
#[utoipa::path(tag = "indicators", operation_id = "removeIndicator",
    responses((status = 204, description = "It is there no more")))]
#[delete("/v1/indicators/{indicator}")]
async fn remove_indicator(c: Caller, at: PathLocator<IndicatorId>) -> Handled {
    c.run(at.0, RemoveIndicator {}).await?;
    c.gone()
}
