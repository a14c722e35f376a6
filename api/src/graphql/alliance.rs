//! Alliances, their organizations, members, invitations and events.

mod alliances;
mod organizations;

use async_graphql::MergedObject;

/// What can be asked in this room.
#[derive(MergedObject, Default)]
pub struct AllianceQuery(alliances::AlliancesQuery, organizations::OrganizationsQuery);

/// What can be done in this room.
#[derive(MergedObject, Default)]
pub struct AllianceMutation(alliances::AlliancesMutation, organizations::OrganizationsMutation);
