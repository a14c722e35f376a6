//! Proposals and positions.

use async_graphql::{ComplexObject, Context, Object, Result};
use entity::types::{OrganizationId, ProposalId};

use crate::app::List;
use crate::app::alliance::{
    Alliance, CloseProposal, CreateProposal, GetPosition, GetProposal, Organization, Position,
    PositionFilter, PositionSort, Proposal, ProposalFilter, ProposalSort, PutPosition,
    WithdrawProposal,
};
use crate::graphql::connection::Connection;
use crate::graphql::in_place::InPlace;
use crate::graphql::mutations::mutations;
use crate::graphql::request::{find, first_children, list, one};
use crate::store::{AllianceRef, PositionAt};

/// What can be asked about proposals.
#[derive(Default)]
pub struct ProposalsQuery;

#[Object]
impl ProposalsQuery {
    /// One proposal.
    async fn proposal(
        &self,
        c: &Context<'_>,
        proposal: ProposalId,
    ) -> Result<Option<InPlace<Proposal>>> {
        find(c, proposal, GetProposal::default()).await
    }

    /// The proposals of an alliance.
    async fn proposals(
        &self,
        c: &Context<'_>,
        alliance: AllianceRef,
        filter: Option<ProposalFilter>,
        #[graphql(default)] sort: ProposalSort,
        first: Option<u32>,
        after: Option<String>,
    ) -> Result<Connection<Proposal>> {
        list(c, alliance, List::of(filter, sort, first, after)).await
    }

    /// The position of one organization on a proposal.
    async fn position(
        &self,
        c: &Context<'_>,
        proposal: ProposalId,
        organization: OrganizationId,
    ) -> Result<Option<InPlace<Position>>> {
        find(c, PositionAt { proposal, organization }, GetPosition {}).await
    }

    /// The positions on a proposal, one for each organization that counts.
    async fn positions(
        &self,
        c: &Context<'_>,
        proposal: ProposalId,
        filter: Option<PositionFilter>,
        #[graphql(default)] sort: PositionSort,
        first: Option<u32>,
        after: Option<String>,
    ) -> Result<Connection<Position>> {
        list(c, proposal, List::of(filter, sort, first, after)).await
    }
}

mutations! {
    /// What can be done to proposals.
    ProposalsMutation |c|
    with_if_version {
        /// Put a version before the organizations that take part today.
        create_proposal(alliance: AllianceRef, input: CreateProposal) -> Proposal
            => (alliance, input);
        /// Close a proposal before its date: it is decided by the positions that were taken.
        close_proposal(proposal: ProposalId) -> Proposal => (proposal, CloseProposal {});
        /// Withdraw a proposal.
        withdraw_proposal(proposal: ProposalId, input: WithdrawProposal) -> Proposal
            => (proposal, input);
        /// Put your organization's position; it may be put anew until the proposal closes.
        put_position(proposal: ProposalId, organization: OrganizationId, input: PutPosition) -> Position
            => (PositionAt { proposal, organization }, input);
    }
}

#[ComplexObject]
impl Proposal {
    /// The alliance that decides on it.
    async fn alliance(&self, c: &Context<'_>) -> Result<Option<InPlace<Alliance>>> {
        one(c, self.alliance_id, self.alliance_id).await
    }

    /// The positions on it, the first in this order; the root field reads on.
    async fn positions(
        &self,
        c: &Context<'_>,
        #[graphql(default)] sort: PositionSort,
        first: Option<u32>,
    ) -> Result<Connection<Position>> {
        first_children(c, (self.alliance_id, self.id), sort, first).await
    }
}

#[ComplexObject]
impl Position {
    /// The organization.
    async fn organization(&self, c: &Context<'_>) -> Result<Option<InPlace<Organization>>> {
        one(c, self.alliance_id, self.organization_id).await
    }
}
