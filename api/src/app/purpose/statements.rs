//! The statement of the shared purpose, version by version.
//!
//! A partner or a facilitator writes a version as a draft, which may be changed or removed until a
//! proposal puts it before the organizations; from then on it stays as it is. An accepted version is
//! in force until a later one is accepted. Every version that was proposed is kept for ever.

use async_graphql::{InputObject, SimpleObject};
use entity::statement::{Entity, Model};
use entity::types::{
    AllianceId, Apply, Change, LongText, MemberId, ProposalId, ProposalStatus, StatementId,
    StatementStatus, Timestamp,
};
use garde::Validate;
use sea_orm::Select;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use crate::app::{
    Done, Filter, Gone, List, Located, Operation, Present, ReadSnapshot, Write, present, sorts,
};
use crate::domain::proposals::ProposalError;
use crate::error::{AppError, ErrorCode, Refusal, Result};
use crate::policy::{Act, Standing, viewer_can};
use crate::store::proposals::{self, ballot};
use crate::store::{AllianceRef, Found, OpenWrite, Reader, SortKey, UnitOfWork, View};

/// A version of the statement of the shared purpose.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema, SimpleObject)]
#[graphql(complex, serial)]
pub struct Statement {
    /// The version.
    pub id: StatementId,
    /// The alliance.
    pub alliance_id: AllianceId,
    /// The number of the version in the alliance, from 1.
    #[schema(minimum = 1)]
    pub number: i32,
    /// The shared purpose, in words.
    pub text: LongText,
    /// Whether the version is a draft, is proposed, is or was in force, or was not accepted.
    pub status: StatementStatus,
    /// When the version was accepted; null where it was not.
    #[schema(required)]
    pub accepted_at: Option<Timestamp>,
    /// The member who wrote the version down; null where it was no member.
    #[schema(required)]
    pub member_id: Option<MemberId>,
    /// The last proposal that put the version before the organizations; null for a draft.
    #[schema(required)]
    pub proposal_id: Option<ProposalId>,
    /// The revision of the version's last change.
    pub version: i64,
    /// When the version was written down.
    pub created_at: Timestamp,
    /// The operations that you may carry out on this thing now, by their short names.
    #[schema(max_items = 40)]
    pub viewer_can: Vec<&'static str>,
}

present! {
    Statement of statement |row, by| {
        columns { id, alliance_id, number, text, member_id, proposal_id, version, created_at }
        before {
            viewer_can => statement_can(&row, by), status => as_stored(&row), accepted_at => None,
        }
    }
}

/// What may be done with a version: nothing once it was proposed.
fn statement_can(row: &Found<Entity>, by: &Standing) -> Vec<&'static str> {
    if row.proposal_id.is_none() { viewer_can(by, row) } else { Vec::new() }
}

/// Where a version stands, as far as its own row says it; [`complete`] looks at its proposal.
fn as_stored(row: &Model) -> StatementStatus {
    match row.proposal_id {
        None => StatementStatus::Draft,
        Some(_) => StatementStatus::Proposed,
    }
}

/// Completes versions of one alliance by what became of their proposals.
///
/// # Errors
/// A fault where the database does not answer.
async fn complete(view: &View, alliance: AllianceId, all: &mut [Statement]) -> Result<()> {
    let now = view.now();
    let known = proposals::by_id(view, all.iter().filter_map(|one| one.proposal_id)).await?;
    let in_force = proposals::in_force(view, alliance, now).await?.map(|row| row.id);
    for one in all {
        let Some(row) = one.proposal_id.and_then(|id| known.get(&id)) else { continue };
        one.status = match ballot(row).at(now) {
            ProposalStatus::Open => StatementStatus::Proposed,
            ProposalStatus::Accepted if in_force == Some(row.id) => StatementStatus::InForce,
            ProposalStatus::Accepted => StatementStatus::Replaced,
            ProposalStatus::Rejected | ProposalStatus::Lapsed | ProposalStatus::Withdrawn => {
                StatementStatus::NotAccepted
            }
        };
        let accepted = matches!(one.status, StatementStatus::InForce | StatementStatus::Replaced);
        one.accepted_at = accepted.then(|| row.decided_at.unwrap_or(row.closes_at));
    }
    Ok(())
}

/// What it takes to write a new version of the statement.
#[derive(Clone, Debug, Deserialize, ToSchema, InputObject, Validate)]
#[serde(deny_unknown_fields)]
#[graphql(name = "CreateStatementInput")]
pub struct CreateStatement {
    /// The shared purpose, in words.
    #[garde(dive)]
    pub text: LongText,
}

impl Operation for CreateStatement {
    const ACT: Act = Act::CreateStatement;
    type Locator = AllianceRef;
    type AccessMode = Write;
    type Output = Statement;

    async fn execute(
        self,
        mut unit: UnitOfWork<Self>,
        alliance: Located<Self>,
    ) -> Result<Done<Self>> {
        let row = Model {
            id: unit.id(),
            alliance_id: alliance.id,
            number: proposals::last_number(&*unit, alliance.id).await? + 1,
            text: self.text,
            member_id: unit.member(),
            proposal_id: None,
            version: unit.revision(),
            created_at: unit.now(),
        };
        let new = unit.create::<Entity>(row).await?;
        unit.commit(new.id, |by| Statement::from_row(new, by)).await
    }
}

sorts! {
    /// The orders in which versions of the statement can be listed.
    StatementSort of statement {
        Number "The first first." NumberDesc "The last first." Number |row| SortKey::Number(row.number.into());
    }
}

/// Which versions of an alliance's statement to list: all of them.
#[derive(Clone, Debug, Default, Deserialize, IntoParams, Validate)]
#[serde(deny_unknown_fields, default)]
#[into_params(parameter_in = Query)]
pub struct StatementFilter {}

/// The operation that lists them.
pub type ListStatements = List<StatementFilter>;

impl Filter for StatementFilter {
    const ACT: Act = Act::ListStatements;
    type Locator = AllianceRef;
    type Thing = Statement;
    type Sort = StatementSort;

    fn rows(self, view: &View, alliance: &Located<List<Self>>) -> Select<Entity> {
        view.children_of::<Entity, _>(alliance.id)
    }

    async fn complete(
        view: &View,
        alliance: &Located<List<Self>>,
        all: &mut [Statement],
    ) -> Result<()> {
        complete(view, alliance.id, all).await
    }
}

/// Asks for one version of the statement.
#[derive(Clone, Debug, Default, Validate)]
pub struct GetStatement {}

impl Operation for GetStatement {
    const ACT: Act = Act::GetStatement;
    type Locator = StatementId;
    type AccessMode = ReadSnapshot;
    type Output = Statement;

    async fn execute(self, view: View, row: Located<Self>) -> Result<Done<Self>> {
        shown(&view, row).await
    }
}

/// Asks for the version of an alliance's statement that is in force.
#[derive(Clone, Debug, Validate)]
pub struct GetStatementInForce {}

impl Operation for GetStatementInForce {
    const ACT: Act = Act::GetStatementInForce;
    type Locator = AllianceRef;
    type AccessMode = ReadSnapshot;
    type Output = Statement;

    async fn execute(self, view: View, alliance: Located<Self>) -> Result<Done<Self>> {
        let by = proposals::in_force(&view, alliance.id, view.now()).await?;
        let Some(id) = by.and_then(|row| row.statement_id) else {
            let said = "No version of the statement is in force yet.";
            return Err(Refusal::new(ErrorCode::NotFound, said).into());
        };
        let row = proposals::statement(&view, alliance.id, id).await?;
        shown(&view, row.ok_or_else(|| AppError::fault("a proposed statement is missing"))?).await
    }
}

async fn shown(view: &View, row: Found<Entity>) -> Result<Statement> {
    let alliance = row.alliance_id;
    let mut all = [Statement::from_row(row, view.by())];
    complete(view, alliance, &mut all).await?;
    let [statement] = all;
    Ok(statement)
}

/// Refuses what only a draft takes.
fn only_draft(unit: &OpenWrite, row: &Model) -> Result<()> {
    let proposed = row.proposal_id.map(|_| ProposalError::WasProposed.says(unit.language()));
    Refusal::unless_none(proposed)
}

/// What to change of a draft; what is not named stays.
#[derive(Clone, Debug, Deserialize, ToSchema, InputObject, Validate)]
#[serde(deny_unknown_fields)]
#[graphql(name = "ChangeStatementInput")]
pub struct ChangeStatement {
    /// The shared purpose, in words.
    #[serde(default)]
    #[schema(value_type = LongText, required = false)]
    #[garde(dive)]
    pub text: Change<LongText>,
}

impl Operation for ChangeStatement {
    const ACT: Act = Act::ChangeStatement;
    type Locator = StatementId;
    type AccessMode = Write;
    type Output = Statement;

    async fn execute(self, mut unit: UnitOfWork<Self>, was: Located<Self>) -> Result<Done<Self>> {
        only_draft(&unit, &was)?;
        let now = unit.change(was, |row| self.text.apply(&mut row.text)).await?;
        unit.commit(now.id, |by| Statement::from_row(now, by)).await
    }
}

/// Removes a draft.
#[derive(Clone, Debug, Validate)]
pub struct RemoveStatement {}

impl Operation for RemoveStatement {
    const ACT: Act = Act::RemoveStatement;
    type Locator = StatementId;
    type AccessMode = Write;
    type Output = Gone;

    async fn execute(self, mut unit: UnitOfWork<Self>, was: Located<Self>) -> Result<Done<Self>> {
        let id = was.id;
        only_draft(&unit, &was)?;
        unit.remove(was).await?;
        unit.commit(id, |_| Gone::IT_IS).await
    }
}
