//! Alliances, their organizations, members, invitations and events.

mod alliances;
mod events;
mod invitations;
mod members;
mod organizations;

use async_graphql::MergedObject;

/// What can be asked in this room.
#[derive(MergedObject, Default)]
pub struct AllianceQuery(
    alliances::AlliancesQuery,
    organizations::OrganizationsQuery,
    members::MembersQuery,
    invitations::InvitationsQuery,
    events::EventsQuery,
);

/// What can be done in this room.
#[derive(MergedObject, Default)]
pub struct AllianceMutation(
    alliances::AlliancesMutation,
    organizations::OrganizationsMutation,
    members::MembersMutation,
    invitations::InvitationsMutation,
    invitations::AcceptanceMutation,
);
