//! Cycles.

use actix_web::{delete, get, patch, post};
use entity::types::CycleId;

use crate::app::Page;
use crate::app::cycle::{
    ChangeCycle, CloseCycle, Cycle, GetCycle, HandOverCycle, ListCycles, OpenCycle, PauseCycle,
    PlanCycle, RemoveCycle, ResumeCycle,
};
use crate::rest::answer::answers;
use crate::rest::{Body, Caller, Handled, PathLocator, Query, Routes};
use crate::store::AllianceRef;

answers! { Cycle => "/v1/cycles/{}"; }

/// The routes of cycles.
pub fn routes(to: &mut impl Routes) {
    to.service(plan_cycle)
        .service(list_cycles)
        .service(get_cycle)
        .service(change_cycle)
        .service(remove_cycle)
        .service(open_cycle)
        .service(pause_cycle)
        .service(resume_cycle)
        .service(close_cycle)
        .service(hand_over_cycle);
}

/// Plan a cycle
///
/// With its six discussions. It may be changed or removed until it opens.
#[utoipa::path(tag = "cycle", operation_id = "planCycle", request_body = PlanCycle,
    responses((status = 201, description = "The cycle", body = Cycle)))]
#[post("/v1/alliances/{alliance}/cycles")]
async fn plan_cycle(c: Caller, at: PathLocator<AllianceRef>, b: Body<PlanCycle>) -> Handled {
    c.created(&c.run(at.0, b.0).await?)
}

/// List an alliance's cycles
#[utoipa::path(tag = "cycle", operation_id = "listCycles", params(ListCycles),
    responses((status = 200, description = "Part of the list", body = Page<Cycle>)))]
#[get("/v1/alliances/{alliance}/cycles")]
async fn list_cycles(c: Caller, at: PathLocator<AllianceRef>, q: Query<ListCycles>) -> Handled {
    c.page(&c.run(at.0, q.0).await?)
}

/// Read a cycle
///
/// With what it went through, what still stands against its next events, and which organizations
/// have nobody who can respond.
#[utoipa::path(tag = "cycle", operation_id = "getCycle",
    responses((status = 200, description = "The cycle", body = Cycle)))]
#[get("/v1/cycles/{cycle}")]
async fn get_cycle(c: Caller, at: PathLocator<CycleId>) -> Handled {
    c.ok(&c.run(at.0, GetCycle {}).await?)
}

/// Change a cycle
///
/// What respondents were promised is fixed once it has opened.
#[utoipa::path(tag = "cycle", operation_id = "changeCycle", request_body = ChangeCycle,
    responses((status = 200, description = "The cycle", body = Cycle)))]
#[patch("/v1/cycles/{cycle}")]
async fn change_cycle(c: Caller, at: PathLocator<CycleId>, b: Body<ChangeCycle>) -> Handled {
    c.ok(&c.run(at.0, b.0).await?)
}

/// Remove a cycle that never opened
#[utoipa::path(tag = "cycle", operation_id = "removeCycle",
    responses((status = 204, description = "It is there no more")))]
#[delete("/v1/cycles/{cycle}")]
async fn remove_cycle(c: Caller, at: PathLocator<CycleId>) -> Handled {
    c.run(at.0, RemoveCycle {}).await?;
    c.gone()
}

/// Open a cycle
///
/// From here on what respondents are promised is fixed.
#[utoipa::path(tag = "cycle", operation_id = "openCycle",
    responses((status = 200, description = "The cycle", body = Cycle)))]
#[post("/v1/cycles/{cycle}/open")]
async fn open_cycle(c: Caller, at: PathLocator<CycleId>) -> Handled {
    c.ok(&c.run(at.0, OpenCycle {}).await?)
}

/// Pause a cycle
///
/// With a reason. Responses can still be submitted and withdrawn.
#[utoipa::path(tag = "cycle", operation_id = "pauseCycle", request_body = PauseCycle,
    responses((status = 200, description = "The cycle", body = Cycle)))]
#[post("/v1/cycles/{cycle}/pause")]
async fn pause_cycle(c: Caller, at: PathLocator<CycleId>, b: Body<PauseCycle>) -> Handled {
    c.ok(&c.run(at.0, b.0).await?)
}

/// Resume a paused cycle
#[utoipa::path(tag = "cycle", operation_id = "resumeCycle",
    responses((status = 200, description = "The cycle", body = Cycle)))]
#[post("/v1/cycles/{cycle}/resume")]
async fn resume_cycle(c: Caller, at: PathLocator<CycleId>) -> Handled {
    c.ok(&c.run(at.0, ResumeCycle {}).await?)
}

/// Close a cycle
///
/// For good; with a reason where not all six discussions are settled. Responses that are not
/// revealed are deleted unread.
#[utoipa::path(tag = "cycle", operation_id = "closeCycle", request_body = CloseCycle,
    responses((status = 200, description = "The cycle", body = Cycle)))]
#[post("/v1/cycles/{cycle}/close")]
async fn close_cycle(c: Caller, at: PathLocator<CycleId>, b: Body<CloseCycle>) -> Handled {
    c.ok(&c.run(at.0, b.0).await?)
}

/// Hand a cycle over
///
/// To another facilitator, with a reason. Whoever may have responded cannot take it over.
#[utoipa::path(tag = "cycle", operation_id = "handOverCycle", request_body = HandOverCycle,
    responses((status = 200, description = "The cycle", body = Cycle)))]
#[post("/v1/cycles/{cycle}/hand-over")]
async fn hand_over_cycle(c: Caller, at: PathLocator<CycleId>, b: Body<HandOverCycle>) -> Handled {
    c.ok(&c.run(at.0, b.0).await?)
}
