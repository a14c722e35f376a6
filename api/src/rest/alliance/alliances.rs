//! Alliances.

use actix_web::{get, patch, post};

use crate::app::Page;
use crate::app::alliance::{
    Alliance, ArchiveAlliance, ChangeAlliance, CreateAlliance, GetAlliance, ListAlliances,
    RestoreAlliance,
};
use crate::rest::answer::answers;
use crate::rest::{Body, Caller, Handled, PathLocator, Query, Routes};
use crate::store::{AllianceRef, Founding, Instance};

answers! { Alliance => "/v1/alliances/{}"; }

/// The routes of alliances.
pub fn routes(to: &mut impl Routes) {
    to.service(create_alliance)
        .service(list_alliances)
        .service(get_alliance)
        .service(change_alliance)
        .service(archive_alliance)
        .service(restore_alliance);
}

/// Found an alliance
///
/// You become its facilitator and its steward.
#[utoipa::path(tag = "alliance", operation_id = "createAlliance", request_body = CreateAlliance,
    responses((status = 201, description = "The alliance", body = Alliance)))]
#[post("/v1/alliances")]
async fn create_alliance(c: Caller, b: Body<CreateAlliance>) -> Handled {
    c.created(&c.run(Founding, b.0).await?)
}

/// List your alliances
#[utoipa::path(tag = "alliance", operation_id = "listAlliances", params(ListAlliances),
    responses((status = 200, description = "Part of the list", body = Page<Alliance>)))]
#[get("/v1/alliances")]
async fn list_alliances(c: Caller, q: Query<ListAlliances>) -> Handled {
    c.page(&c.run(Instance, q.0).await?)
}

/// Read an alliance
#[utoipa::path(tag = "alliance", operation_id = "getAlliance",
    responses((status = 200, description = "The alliance", body = Alliance)))]
#[get("/v1/alliances/{alliance}")]
async fn get_alliance(c: Caller, at: PathLocator<AllianceRef>) -> Handled {
    c.ok(&c.run(at.0, GetAlliance::default()).await?)
}

/// Change an alliance
#[utoipa::path(tag = "alliance", operation_id = "changeAlliance", request_body = ChangeAlliance,
    responses((status = 200, description = "The alliance", body = Alliance)))]
#[patch("/v1/alliances/{alliance}")]
async fn change_alliance(
    c: Caller,
    at: PathLocator<AllianceRef>,
    b: Body<ChangeAlliance>,
) -> Handled {
    c.ok(&c.run(at.0, b.0).await?)
}

/// Archive an alliance
///
/// Everything in it can be read from then on, and nothing changed.
#[utoipa::path(tag = "alliance", operation_id = "archiveAlliance",
    responses((status = 200, description = "The alliance", body = Alliance)))]
#[post("/v1/alliances/{alliance}/archive")]
async fn archive_alliance(c: Caller, at: PathLocator<AllianceRef>) -> Handled {
    c.ok(&c.run(at.0, ArchiveAlliance {}).await?)
}

/// Restore an archived alliance
#[utoipa::path(tag = "alliance", operation_id = "restoreAlliance",
    responses((status = 200, description = "The alliance", body = Alliance)))]
#[post("/v1/alliances/{alliance}/restore")]
async fn restore_alliance(c: Caller, at: PathLocator<AllianceRef>) -> Handled {
    c.ok(&c.run(at.0, RestoreAlliance {}).await?)
}
