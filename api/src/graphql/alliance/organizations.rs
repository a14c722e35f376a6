//! The organizations of an alliance.

use async_graphql::{ComplexObject, Context, Object, Result};
use entity::types::OrganizationId;

use crate::app::List;
use crate::app::alliance::{
    Alliance, ArchiveOrganization, ChangeOrganization, CreateOrganization, GetOrganization, Member,
    MemberSort, Organization, OrganizationFilter, OrganizationSort, RestoreOrganization,
};
use crate::graphql::connection::Connection;
use crate::graphql::in_place::InPlace;
use crate::graphql::payload::Payload;
use crate::graphql::request::{change, find, first_children, list, one};
use crate::store::AllianceRef;

/// What can be asked about organizations.
#[derive(Default)]
pub struct OrganizationsQuery;

#[Object]
impl OrganizationsQuery {
    /// One organization.
    async fn organization(
        &self,
        c: &Context<'_>,
        organization: OrganizationId,
    ) -> Result<Option<InPlace<Organization>>> {
        find(c, organization, GetOrganization::default()).await
    }

    /// The organizations of an alliance.
    #[graphql(complexity = "first.unwrap_or(50) as usize * child_complexity")]
    async fn organizations(
        &self,
        c: &Context<'_>,
        alliance: AllianceRef,
        filter: Option<OrganizationFilter>,
        #[graphql(default)] sort: OrganizationSort,
        first: Option<u32>,
        after: Option<String>,
    ) -> Result<Connection<Organization>> {
        list(c, alliance, List::of(filter, sort, first, after)).await
    }
}

/// What can be done to organizations.
#[derive(Default)]
pub struct OrganizationsMutation;

#[Object]
impl OrganizationsMutation {
    /// Add an organization to an alliance.
    async fn create_organization(
        &self,
        c: &Context<'_>,
        alliance: AllianceRef,
        input: CreateOrganization,
    ) -> Result<Payload<Organization>> {
        change(c, alliance, input, None).await
    }

    /// Change an organization.
    async fn change_organization(
        &self,
        c: &Context<'_>,
        organization: OrganizationId,
        input: ChangeOrganization,
        if_version: Option<i64>,
    ) -> Result<Payload<Organization>> {
        change(c, organization, input, if_version).await
    }

    /// Archive an organization: it no longer takes part; what it did stays under its name.
    async fn archive_organization(
        &self,
        c: &Context<'_>,
        organization: OrganizationId,
    ) -> Result<Payload<Organization>> {
        change(c, organization, ArchiveOrganization {}, None).await
    }

    /// Restore an archived organization.
    async fn restore_organization(
        &self,
        c: &Context<'_>,
        organization: OrganizationId,
    ) -> Result<Payload<Organization>> {
        change(c, organization, RestoreOrganization {}, None).await
    }
}

#[ComplexObject]
impl Organization {
    /// The alliance that it belongs to.
    async fn alliance(&self, c: &Context<'_>) -> Result<Option<InPlace<Alliance>>> {
        one(c, self.alliance_id, self.alliance_id).await
    }

    /// Who speaks, or spoke, for it; the first in this order.
    #[graphql(complexity = "first.unwrap_or(50) as usize * child_complexity")]
    async fn members(
        &self,
        c: &Context<'_>,
        #[graphql(default)] sort: MemberSort,
        first: Option<u32>,
    ) -> Result<Connection<Member>> {
        first_children(c, (self.alliance_id, self.id), sort, first).await
    }
}
