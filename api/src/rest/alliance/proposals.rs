//! Proposals and positions.

use actix_web::{get, post, put};
use entity::types::ProposalId;

use crate::app::Page;
use crate::app::alliance::{
    CloseProposal, CreateProposal, GetPosition, GetProposal, ListPositions, ListProposals,
    Position, Proposal, PutPosition, WithdrawProposal,
};
use crate::rest::answer::answers;
use crate::rest::{Answer, Body, Caller, Handled, PathLocator, Query, Routes};
use crate::store::{AllianceRef, PositionAt};

answers! { Proposal => "/v1/proposals/{}"; }

impl Answer for Position {
    fn version(&self) -> Option<i64> {
        Some(self.version)
    }
}

/// The routes of proposals.
pub fn routes(to: &mut impl Routes) {
    to.service(create_proposal)
        .service(list_proposals)
        .service(get_proposal)
        .service(close_proposal)
        .service(withdraw_proposal)
        .service(list_positions)
        .service(get_position)
        .service(put_position);
}

/// Put a version before the organizations
///
/// The organizations that take part in the alliance today count. At the end of its last day the
/// proposal is decided by the positions that were taken; nobody has to close it.
#[utoipa::path(tag = "alliance", operation_id = "createProposal", request_body = CreateProposal,
    responses((status = 201, description = "The proposal", body = Proposal)))]
#[post("/v1/alliances/{alliance}/proposals")]
async fn create_proposal(
    c: Caller,
    at: PathLocator<AllianceRef>,
    b: Body<CreateProposal>,
) -> Handled {
    c.created(&c.run(at.0, b.0).await?)
}

/// List an alliance's proposals
#[utoipa::path(tag = "alliance", operation_id = "listProposals", params(ListProposals),
    responses((status = 200, description = "Part of the list", body = Page<Proposal>)))]
#[get("/v1/alliances/{alliance}/proposals")]
async fn list_proposals(
    c: Caller,
    at: PathLocator<AllianceRef>,
    q: Query<ListProposals>,
) -> Handled {
    c.page(&c.run(at.0, q.0).await?)
}

/// Read a proposal
#[utoipa::path(tag = "alliance", operation_id = "getProposal",
    responses((status = 200, description = "The proposal", body = Proposal)))]
#[get("/v1/proposals/{proposal}")]
async fn get_proposal(c: Caller, at: PathLocator<ProposalId>) -> Handled {
    c.ok(&c.run(at.0, GetProposal::default()).await?)
}

/// Close a proposal before its date
///
/// A facilitator may. The proposal is decided by the positions that were taken.
#[utoipa::path(tag = "alliance", operation_id = "closeProposal",
    responses((status = 200, description = "The proposal", body = Proposal)))]
#[post("/v1/proposals/{proposal}/close")]
async fn close_proposal(c: Caller, at: PathLocator<ProposalId>) -> Handled {
    c.ok(&c.run(at.0, CloseProposal {}).await?)
}

/// Withdraw a proposal
///
/// A facilitator may, and any partner of the organization that put it forward.
#[utoipa::path(tag = "alliance", operation_id = "withdrawProposal", request_body = WithdrawProposal,
    responses((status = 200, description = "The proposal", body = Proposal)))]
#[post("/v1/proposals/{proposal}/withdraw")]
async fn withdraw_proposal(
    c: Caller,
    at: PathLocator<ProposalId>,
    b: Body<WithdrawProposal>,
) -> Handled {
    c.ok(&c.run(at.0, b.0).await?)
}

/// List the positions on a proposal
///
/// Every organization that counts is listed, also one that has not taken a position yet.
#[utoipa::path(tag = "alliance", operation_id = "listPositions", params(ListPositions),
    responses((status = 200, description = "Part of the list", body = Page<Position>)))]
#[get("/v1/proposals/{proposal}/positions")]
async fn list_positions(
    c: Caller,
    at: PathLocator<ProposalId>,
    q: Query<ListPositions>,
) -> Handled {
    c.page(&c.run(at.0, q.0).await?)
}

/// Read an organization's position on a proposal
#[utoipa::path(tag = "alliance", operation_id = "getPosition",
    responses((status = 200, description = "The position", body = Position)))]
#[get("/v1/proposals/{proposal}/positions/{organization}")]
async fn get_position(c: Caller, at: PathLocator<PositionAt>) -> Handled {
    c.ok(&c.run(at.0, GetPosition {}).await?)
}

/// Put your organization's position on a proposal
///
/// The position may be put anew until the proposal closes; it replaces the one before.
#[utoipa::path(tag = "alliance", operation_id = "putPosition", request_body = PutPosition,
    responses((status = 200, description = "The position", body = Position)))]
#[put("/v1/proposals/{proposal}/positions/{organization}")]
async fn put_position(c: Caller, at: PathLocator<PositionAt>, b: Body<PutPosition>) -> Handled {
    c.ok(&c.run(at.0, b.0).await?)
}
