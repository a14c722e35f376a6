//! Alliances, their organizations, members, invitations, proposals and events.

mod alliances;
mod events;
mod invitations;
mod members;
mod organizations;
mod proposals;

use async_graphql::MergedObject;

/// What can be asked in this room.
#[derive(MergedObject, Default)]
pub struct AllianceQuery(
    alliances::AlliancesQuery,
    organizations::OrganizationsQuery,
    members::MembersQuery,
    invitations::InvitationsQuery,
    proposals::ProposalsQuery,
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
    proposals::ProposalsMutation,
);
