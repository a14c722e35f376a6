//! The positions of organizations on a proposal.

use async_graphql::{InputObject, SimpleObject};
use entity::position::{Column, Entity, Model};
use entity::types::{
    AllianceId, MemberId, OrganizationId, Paragraph, PositionId, ProposalId, ShortText, Stance,
    Timestamp,
};
use garde::Validate;
use sea_orm::{ColumnTrait, QueryFilter, QueryTrait, Select};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::write::closed;
use crate::app::{Done, Filter, List, Located, Operation, Present, Read, Write, present, sorts};
use crate::domain::proposals::{ProposalError, Stances, takes_reason};
use crate::error::{Refusal, Result};
use crate::policy::Act;
use crate::store::proposals::{self, ballot};
use crate::store::{Found, OpenWrite, PositionAt, Reader, SortKey, UnitOfWork, View};

/// An organization that counts for a proposal, and its stand.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema, SimpleObject)]
#[graphql(complex, serial)]
pub struct Position {
    /// The position.
    pub id: PositionId,
    /// The alliance.
    pub alliance_id: AllianceId,
    /// The proposal.
    pub proposal_id: ProposalId,
    /// The organization.
    pub organization_id: OrganizationId,
    /// The organization's name when the proposal opened.
    pub organization_name: ShortText,
    /// The organization's stand; null until it takes one.
    #[schema(required)]
    pub stance: Option<Stance>,
    /// Why the organization stands so.
    #[schema(required)]
    pub reason: Option<Paragraph>,
    /// The partner who put the position.
    #[schema(required)]
    pub member_id: Option<MemberId>,
    /// When the position was put, or put anew.
    #[schema(required)]
    pub put_at: Option<Timestamp>,
    /// The revision of the position's last change.
    pub version: i64,
}

present! {
    Position of position |_row, _by| {
        columns {
            id, alliance_id, proposal_id, organization_id, organization_name, stance, reason,
            member_id, put_at, version,
        }
    }
}

/// Notes which organizations count for a proposal: each has a position without a stance.
pub(super) async fn count(
    unit: &mut OpenWrite,
    proposal: &Found<entity::proposal::Entity>,
    organizations: Vec<entity::organization::Model>,
) -> Result<()> {
    let row = |organization: entity::organization::Model| Model {
        id: unit.id(),
        alliance_id: proposal.alliance_id,
        proposal_id: proposal.id,
        organization_id: organization.id,
        organization_name: organization.name,
        stance: None,
        reason: None,
        member_id: None,
        put_at: None,
        version: unit.revision(),
    };
    let rows = organizations.into_iter().map(row).collect();
    unit.insert_all::<Entity>(rows).await
}

sorts! {
    /// The orders in which positions can be listed.
    PositionSort of position {
        OrganizationName "By the organization's name, from A." OrganizationNameDesc "By the organization's name, from Z." OrganizationName |row| SortKey::Text(row.organization_name.0.clone());
    }
}

/// Which positions on a proposal to list.
#[derive(Clone, Debug, Default, Deserialize, IntoParams, InputObject, Validate)]
#[serde(deny_unknown_fields, default)]
#[into_params(parameter_in = Query)]
pub struct PositionFilter {
    /// Only positions with this stance.
    #[garde(skip)]
    pub stance: Option<Stance>,
}

/// The operation that lists them.
pub type ListPositions = List<PositionFilter>;

impl Filter for PositionFilter {
    const ACT: Act = Act::ListPositions;
    type Locator = ProposalId;
    type Thing = Position;
    type Sort = PositionSort;

    fn rows(self, view: &View, proposal: &Located<List<Self>>) -> Select<Entity> {
        let Self { stance } = self;
        view.children_of::<Entity, _>(proposal.id)
            .apply_if(stance, |rows, stance| rows.filter(Column::Stance.eq(stance)))
    }
}

/// Asks for the position of one organization.
#[derive(Clone, Debug, Default, Validate)]
pub struct GetPosition {}

impl Operation for GetPosition {
    const ACT: Act = Act::GetPosition;
    type Locator = PositionAt;
    type AccessMode = Read;
    type Output = Position;

    async fn execute(self, view: View, slot: Located<Self>) -> Result<Done<Self>> {
        let row = proposals::position(&view, slot.proposal.id, slot.organization).await?;
        Ok(Position::from_row(row.ok_or_else(Refusal::missing)?, view.by()))
    }
}

/// The stand of the caller's organization; a reason goes with all but `accept`.
#[derive(Clone, Debug, Deserialize, ToSchema, InputObject, Validate)]
#[serde(deny_unknown_fields)]
#[graphql(name = "PutPositionInput")]
pub struct PutPosition {
    /// The stand.
    #[garde(skip)]
    pub stance: Stance,
    /// Why the organization stands so; needed for every stance but `accept`.
    #[garde(dive)]
    pub reason: Option<Paragraph>,
}

impl Operation for PutPosition {
    const ACT: Act = Act::PutPosition;
    type Locator = PositionAt;
    type AccessMode = Write;
    type Output = Position;

    async fn execute(self, mut unit: UnitOfWork<Self>, slot: Located<Self>) -> Result<Done<Self>> {
        let Self { stance, reason } = self;
        let was = proposals::position(&*unit, slot.proposal.id, slot.organization).await?;
        unit.expect(was.as_ref().map(|was| was.version))?;
        let unreasoned = takes_reason(stance) && reason.is_none();
        let against = [
            closed(&slot.proposal, unit.now()),
            was.is_none().then_some(ProposalError::NotCounted),
            unreasoned.then_some(ProposalError::ReasonMissing),
        ];
        let language = unit.language();
        let said = against.into_iter().flatten().map(|error| error.says(language));
        Refusal::unless_none(said)?;
        let was = was.ok_or_else(Refusal::missing)?;
        tally(&mut unit, slot.proposal, was.stance, stance).await?;
        let (member, now) = (unit.member(), unit.now());
        let put = unit
            .change(was, |row| {
                row.stance = Some(stance);
                row.reason = reason;
                row.member_id = member;
                row.put_at = Some(now);
            })
            .await?;
        unit.commit(put.id, |by| Position::from_row(put, by)).await
    }
}

/// Counts a stance that an organization has taken, in place of the one that it had.
async fn tally(
    unit: &mut OpenWrite,
    proposal: Found<entity::proposal::Entity>,
    from: Option<Stance>,
    to: Stance,
) -> Result<()> {
    let Stances { accept, reservation, object, abstain } =
        ballot(&proposal).stances.moved(from, to);
    let counted = |count: u32| i32::try_from(count).unwrap_or(i32::MAX);
    let changed = unit.change(proposal, |row| {
        row.accept_count = counted(accept);
        row.reservation_count = counted(reservation);
        row.object_count = counted(object);
        row.abstain_count = counted(abstain);
    });
    changed.await.map(drop)
}
