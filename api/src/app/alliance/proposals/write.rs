//! Putting a version before the organizations, closing a proposal and withdrawing it.

use async_graphql::InputObject;
use entity::proposal::{Entity, Model};
use entity::types::{
    Day, Paragraph, ProposalId, ProposalStatus, ProposalSubject, StatementId, Timestamp,
};
use garde::Validate;
use serde::Deserialize;
use utoipa::ToSchema;

use super::Proposal;
use crate::app::{Done, Located, Operation, Present, Write};
use crate::domain::proposals::ProposalError;
use crate::error::{ErrorCode, Refusal, Result, Violation};
use crate::policy::Act;
use crate::store::proposals::{self, ballot};
use crate::store::{AllianceRef, Found, OpenWrite, UnitOfWork};

/// What it takes to put a version before the organizations.
#[derive(Clone, Debug, Deserialize, ToSchema, InputObject, Validate)]
#[serde(deny_unknown_fields)]
#[graphql(name = "CreateProposalInput")]
pub struct CreateProposal {
    /// The version of the statement; the last one, which was not accepted before.
    #[garde(skip)]
    pub statement_id: StatementId,
    /// The last day on which positions are taken, in the alliance's time zone.
    #[garde(skip)]
    pub closes_on: Day,
    /// Why the version is proposed.
    #[garde(dive)]
    pub words: Option<Paragraph>,
}

impl Operation for CreateProposal {
    const ACT: Act = Act::CreateProposal;
    type Locator = AllianceRef;
    type AccessMode = Write;
    type Output = Proposal;

    async fn execute(
        self,
        mut unit: UnitOfWork<Self>,
        alliance: Located<Self>,
    ) -> Result<Done<Self>> {
        let statement = proposals::statement(&*unit, alliance.id, self.statement_id).await?;
        let organizations = proposals::organizations(&*unit, alliance.id).await?;
        let open = proposals::not_closed(&*unit, alliance.id, ProposalSubject::Statement).await?;
        let mut against = against_statement(&unit, statement.as_deref()).await?;
        against.extend(organizations.is_empty().then_some(ProposalError::Nobody));
        against.extend(still_open(open.as_deref(), unit.now()));
        let today = alliance.time_zone.day(unit.now());
        against.extend((self.closes_on < today).then_some(ProposalError::DayOver));
        let unknown = statement.is_none().then(unknown_statement);
        let said = against.into_iter().map(|error| error.says(unit.language()));
        Refusal::unless_none(unknown.into_iter().chain(said))?;
        if let Some(open) = open {
            settle(&mut unit, open).await?;
        }
        let number = proposals::next_number(&*unit, alliance.id).await?;
        let row = self.row(&unit, &alliance, (number, organizations.len()));
        let new = unit.create::<Entity>(row).await?;
        unit.flush().await?;
        super::positions::count(&mut unit, &new, organizations).await?;
        if let Some(statement) = statement {
            let id = new.id;
            unit.change(statement, |statement| statement.proposal_id = Some(id)).await?;
        }
        unit.commit(new.id, |by| Proposal::from_row(new, by)).await
    }
}

impl CreateProposal {
    fn row(
        self,
        unit: &OpenWrite,
        home: &entity::alliance::Model,
        (number, organizations): (i32, usize),
    ) -> Model {
        let next = self.closes_on.date().succ_opt().unwrap_or(self.closes_on.date());
        Model {
            id: unit.id(),
            alliance_id: home.id,
            number,
            subject: ProposalSubject::Statement,
            statement_id: Some(self.statement_id),
            words: self.words,
            decides_by: home.decides_by,
            organizations_count: i32::try_from(organizations).unwrap_or(i32::MAX),
            accept_count: 0,
            reservation_count: 0,
            object_count: 0,
            abstain_count: 0,
            closes_on: self.closes_on,
            closes_at: home.time_zone.begins(Day(next)),
            status: ProposalStatus::Open,
            decided_at: None,
            withdrawn_words: None,
            member_id: unit.member(),
            organization_id: unit.by().member().and_then(|member| member.organization),
            version: unit.revision(),
            created_at: unit.now(),
        }
    }
}

fn unknown_statement() -> Violation {
    let said = "expected a version of this alliance's statement";
    Violation::new(ErrorCode::ReferenceNotFound, said).at("/statement_id")
}

/// What stands against putting this version of the statement before the organizations.
async fn against_statement(
    unit: &OpenWrite,
    statement: Option<&entity::statement::Model>,
) -> Result<Vec<ProposalError>> {
    let Some(statement) = statement else { return Ok(Vec::new()) };
    let last = proposals::last_number(unit, statement.alliance_id).await?;
    let before = proposals::by_id(unit, statement.proposal_id).await?;
    let was_accepted =
        before.values().any(|row| ballot(row).at(unit.now()) == ProposalStatus::Accepted);
    let accepted = was_accepted.then_some(ProposalError::WasAccepted);
    let not_last = (statement.number < last).then_some(ProposalError::NotLast);
    Ok(accepted.into_iter().chain(not_last).collect())
}

fn still_open(other: Option<&Model>, now: Timestamp) -> Option<ProposalError> {
    let open = other.is_some_and(|row| ballot(row).at(now) == ProposalStatus::Open);
    open.then_some(ProposalError::AlreadyOpen)
}

/// Puts down what a proposal has become by its date: the next one opens.
async fn settle(unit: &mut OpenWrite, open: Found<Entity>) -> Result<()> {
    let (status, closed) = (ballot(&open).outcome(), open.closes_at);
    let settled = unit.change(open, |row| {
        row.status = status;
        row.decided_at = Some(closed);
    });
    settled.await.map(drop)
}

/// Refuses what only an open proposal takes.
pub(super) fn closed(row: &Model, now: Timestamp) -> Option<ProposalError> {
    let status = ballot(row).at(now);
    (status != ProposalStatus::Open).then_some(ProposalError::Closed(status))
}

/// Closes a proposal before its date: it is decided by the positions that were taken.
#[derive(Clone, Debug, Validate)]
pub struct CloseProposal {}

impl Operation for CloseProposal {
    const ACT: Act = Act::CloseProposal;
    type Locator = ProposalId;
    type AccessMode = Write;
    type Output = Proposal;

    async fn execute(self, mut unit: UnitOfWork<Self>, was: Located<Self>) -> Result<Done<Self>> {
        let closed = closed(&was, unit.now());
        Refusal::unless_none(closed.map(|error| error.says(unit.language())))?;
        let (status, now) = (ballot(&was).outcome(), unit.now());
        let row = unit
            .change(was, |row| {
                row.status = status;
                row.decided_at = Some(now);
            })
            .await?;
        unit.commit(row.id, |by| Proposal::from_row(row, by)).await
    }
}

/// Why a proposal is taken back.
#[derive(Clone, Debug, Deserialize, ToSchema, InputObject, Validate)]
#[serde(deny_unknown_fields)]
#[graphql(name = "WithdrawProposalInput")]
pub struct WithdrawProposal {
    /// Why.
    #[garde(dive)]
    pub words: Paragraph,
}

impl Operation for WithdrawProposal {
    const ACT: Act = Act::WithdrawProposal;
    type Locator = ProposalId;
    type AccessMode = Write;
    type Output = Proposal;

    async fn execute(self, mut unit: UnitOfWork<Self>, was: Located<Self>) -> Result<Done<Self>> {
        let closed = closed(&was, unit.now());
        Refusal::unless_none(closed.map(|error| error.says(unit.language())))?;
        let now = unit.now();
        let row = unit
            .change(was, |row| {
                row.status = ProposalStatus::Withdrawn;
                row.decided_at = Some(now);
                row.withdrawn_words = Some(self.words);
            })
            .await?;
        unit.commit(row.id, |by| Proposal::from_row(row, by)).await
    }
}
