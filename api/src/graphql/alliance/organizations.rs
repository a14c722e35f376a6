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
use crate::graphql::mutations::mutations;
use crate::graphql::request::{find, first_children, list, one};
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

mutations! {
    /// What can be done to organizations.
    OrganizationsMutation |c|
    with_if_version {
        /// Add an organization to an alliance.
        create_organization(alliance: AllianceRef, input: CreateOrganization) -> Organization
            => (alliance, input);
        /// Change an organization.
        change_organization(organization: OrganizationId, input: ChangeOrganization) -> Organization
            => (organization, input);
        /// Archive an organization: it no longer takes part; what it did stays under its name.
        archive_organization(organization: OrganizationId) -> Organization
            => (organization, ArchiveOrganization {});
        /// Restore an archived organization.
        restore_organization(organization: OrganizationId) -> Organization
            => (organization, RestoreOrganization {});
    }
}

#[ComplexObject]
impl Organization {
    /// The alliance that it belongs to.
    async fn alliance(&self, c: &Context<'_>) -> Result<Option<InPlace<Alliance>>> {
        one(c, self.alliance_id, self.alliance_id).await
    }

    /// Who speaks, or spoke, for it; the first in this order.
    async fn members(
        &self,
        c: &Context<'_>,
        #[graphql(default)] sort: MemberSort,
        first: Option<u32>,
    ) -> Result<Connection<Member>> {
        first_children(c, (self.alliance_id, self.id), sort, first).await
    }
}
