//! The organizations of an alliance.

use actix_web::{get, patch, post};
use entity::types::OrganizationId;

use crate::app::Page;
use crate::app::alliance::{
    ArchiveOrganization, ChangeOrganization, CreateOrganization, GetOrganization,
    ListOrganizations, Organization, RestoreOrganization,
};
use crate::rest::answer::answers;
use crate::rest::{Body, Caller, Handled, PathLocator, Query, Routes};
use crate::store::AllianceRef;

answers! { Organization => "/v1/organizations/{}"; }

/// The routes of organizations.
pub fn routes(to: &mut impl Routes) {
    to.service(create_organization)
        .service(list_organizations)
        .service(get_organization)
        .service(change_organization)
        .service(archive_organization)
        .service(restore_organization);
}

/// Add an organization to an alliance
#[utoipa::path(tag = "alliance", operation_id = "createOrganization", request_body = CreateOrganization,
    responses((status = 201, description = "The organization", body = Organization)))]
#[post("/v1/alliances/{alliance}/organizations")]
async fn create_organization(
    c: Caller,
    at: PathLocator<AllianceRef>,
    b: Body<CreateOrganization>,
) -> Handled {
    c.created(&c.run(at.0, b.0).await?)
}

/// List an alliance's organizations
#[utoipa::path(tag = "alliance", operation_id = "listOrganizations", params(ListOrganizations),
    responses((status = 200, description = "Part of the list", body = Page<Organization>)))]
#[get("/v1/alliances/{alliance}/organizations")]
async fn list_organizations(
    c: Caller,
    at: PathLocator<AllianceRef>,
    q: Query<ListOrganizations>,
) -> Handled {
    c.cached_page(at.0, q.0).await
}

/// Read an organization
#[utoipa::path(tag = "alliance", operation_id = "getOrganization",
    responses((status = 200, description = "The organization", body = Organization)))]
#[get("/v1/organizations/{organization}")]
async fn get_organization(c: Caller, at: PathLocator<OrganizationId>) -> Handled {
    c.cached(at.0, GetOrganization::default()).await
}

/// Change an organization
#[utoipa::path(tag = "alliance", operation_id = "changeOrganization", request_body = ChangeOrganization,
    responses((status = 200, description = "The organization", body = Organization)))]
#[patch("/v1/organizations/{organization}")]
async fn change_organization(
    c: Caller,
    at: PathLocator<OrganizationId>,
    b: Body<ChangeOrganization>,
) -> Handled {
    c.ok(&c.run(at.0, b.0).await?)
}

/// Archive an organization
///
/// It no longer takes part; what it did stays under its name. Partners who still speak for it are
/// removed, or speak for another, first.
#[utoipa::path(tag = "alliance", operation_id = "archiveOrganization",
    responses((status = 200, description = "The organization", body = Organization)))]
#[post("/v1/organizations/{organization}/archive")]
async fn archive_organization(c: Caller, at: PathLocator<OrganizationId>) -> Handled {
    c.ok(&c.run(at.0, ArchiveOrganization {}).await?)
}

/// Restore an archived organization
#[utoipa::path(tag = "alliance", operation_id = "restoreOrganization",
    responses((status = 200, description = "The organization", body = Organization)))]
#[post("/v1/organizations/{organization}/restore")]
async fn restore_organization(c: Caller, at: PathLocator<OrganizationId>) -> Handled {
    c.ok(&c.run(at.0, RestoreOrganization {}).await?)
}
