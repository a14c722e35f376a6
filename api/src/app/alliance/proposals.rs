//! Proposals: how the organizations of an alliance decide.
//!
//! A partner or a facilitator puts a version of something before the organizations of that day. Each
//! takes a position through a partner of its own. A facilitator may close the proposal before its
//! date; a facilitator, or a partner of the organization that put it forward, may withdraw it. Past its
//! last day it is decided by itself: nobody has to close it.

mod positions;
mod write;

pub use positions::*;
pub use write::*;

use async_graphql::{InputObject, SimpleObject};
use entity::proposal::{Column, Entity};
use entity::types::{
    AllianceId, Day, DecisionRule, MemberId, OrganizationId, Paragraph, ProposalId, ProposalStatus,
    ProposalSubject, StatementId, Timestamp,
};
use garde::Validate;
use sea_orm::{ColumnTrait, Condition, QueryFilter, QueryTrait, Select};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use crate::app::{Filter, Get, List, Located, Present, Readable, present, sorts};
use crate::domain::proposals::quorum;
use crate::policy::{Act, Facts, On, Standing, Subject, viewer_can};
use crate::store::proposals::ballot;
use crate::store::{AllianceRef, Found, Reader, SortKey, View};

/// A version of something that is put before the organizations of an alliance.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema, SimpleObject)]
#[graphql(complex, serial)]
pub struct Proposal {
    /// The proposal.
    pub id: ProposalId,
    /// The alliance.
    pub alliance_id: AllianceId,
    /// The number of the proposal in the alliance, from 1.
    #[schema(minimum = 1)]
    pub number: i32,
    /// The kind of thing that the proposal is about.
    pub subject: ProposalSubject,
    /// The version of the statement that the proposal is about.
    #[schema(required)]
    pub statement_id: Option<StatementId>,
    /// Why the version is proposed.
    #[schema(required)]
    pub words: Option<Paragraph>,
    /// The rule by which the proposal is decided: the alliance's on the day it opened.
    pub decides_by: DecisionRule,
    /// How many organizations count: those that took part in the alliance on the day it opened.
    pub organizations_count: i32,
    /// How many organizations must have taken a position, lest the proposal lapses: more than half.
    pub quorum: u32,
    /// How many organizations accept without a reservation.
    pub accept_count: i32,
    /// How many organizations accept with a reservation.
    pub reservation_count: i32,
    /// How many organizations object.
    pub object_count: i32,
    /// How many organizations abstain.
    pub abstain_count: i32,
    /// The last day on which positions are taken, in the alliance's time zone.
    pub closes_on: Day,
    /// When that day is over.
    pub closes_at: Timestamp,
    /// Whether the proposal is open, or what it has become.
    pub status: ProposalStatus,
    /// When the proposal was decided or withdrawn; null while it is open.
    #[schema(required)]
    pub decided_at: Option<Timestamp>,
    /// Why the proposal was withdrawn.
    #[schema(required)]
    pub withdrawn_words: Option<Paragraph>,
    /// The member who put the proposal forward; null where it was no member.
    #[schema(required)]
    pub member_id: Option<MemberId>,
    /// The organization for which that member spoke; null for a facilitator.
    #[schema(required)]
    pub organization_id: Option<OrganizationId>,
    /// The revision of the proposal's last change.
    pub version: i64,
    /// When the proposal opened.
    pub created_at: Timestamp,
    /// The operations that you may carry out on this thing now, by their short names.
    #[schema(max_items = 40)]
    pub viewer_can: Vec<&'static str>,
}

present! {
    Proposal of proposal |row, by| {
        columns {
            id, alliance_id, number, subject, statement_id, words, decides_by, accept_count,
            reservation_count, object_count, abstain_count, closes_on, closes_at, withdrawn_words,
            member_id, organization_id, version, created_at, organizations_count,
        }
        before {
            viewer_can => proposal_can(&row, by), quorum => quorum(ballot(&row).counted),
        }
        by_clock { status, decided_at => shown_at }
    }
}

/// A proposal as of a time: past its last day it is decided by the positions that were taken.
fn shown_at(row: Found<Entity>, by: &Standing, now: Timestamp) -> Proposal {
    let (status, decided) = (ballot(&row).at(now), row.decided_at);
    let open = status == ProposalStatus::Open;
    let decided_at = decided.or_else(|| (!open).then_some(row.closes_at));
    let shown = Proposal::from_row(row, by);
    let viewer_can = if open { shown.viewer_can } else { Vec::new() };
    Proposal { status, decided_at, viewer_can, ..shown }
}

/// An open proposal, for whoever would take a position for this organization, their own.
struct ForOwn(Option<OrganizationId>);

impl Subject for ForOwn {
    const ON: On = On::Proposal;

    fn facts(&self) -> Facts {
        Facts { organization: self.0, ..Facts::default() }
    }
}

/// What may be done with a proposal; nothing once it is closed. Each partner may take a position for
/// their own organization, and only the one that put it forward may withdraw it.
fn proposal_can(row: &Found<Entity>, by: &Standing) -> Vec<&'static str> {
    if row.status != ProposalStatus::Open {
        return Vec::new();
    }
    let own = by.member().and_then(|member| member.organization);
    let own = viewer_can(by, &ForOwn(own)).into_iter().filter(|verb| *verb == "put_position");
    own.chain(viewer_can(by, row).into_iter().filter(|verb| *verb != "put_position")).collect()
}

sorts! {
    /// The orders in which proposals can be listed.
    ProposalSort of proposal {
        Number "The first first." NumberDesc "The last first." Number |row| SortKey::Number(row.number.into());
    }
}

/// Which proposals of an alliance to list.
#[derive(Clone, Debug, Default, Deserialize, IntoParams, InputObject, Validate)]
#[serde(deny_unknown_fields, default)]
#[into_params(parameter_in = Query)]
pub struct ProposalFilter {
    /// Only proposals that are open, or only those that are not.
    #[garde(skip)]
    pub open: Option<bool>,
    /// Only proposals about this kind of thing.
    #[garde(skip)]
    pub subject: Option<ProposalSubject>,
    /// Only proposals about this version of the statement.
    #[garde(skip)]
    pub statement: Option<StatementId>,
}

/// The operation that lists them.
pub type ListProposals = List<ProposalFilter>;

impl Filter for ProposalFilter {
    const ACT: Act = Act::ListProposals;
    type Locator = AllianceRef;
    type Thing = Proposal;
    type Sort = ProposalSort;

    fn rows(self, view: &View, alliance: &Located<List<Self>>) -> Select<Entity> {
        let Self { open, subject, statement } = self;
        let now = view.now();
        view.children_of::<Entity, _>(alliance.id)
            .apply_if(open, |rows, open| rows.filter(is_open(open, now)))
            .apply_if(subject, |rows, subject| rows.filter(Column::Subject.eq(subject)))
            .apply_if(statement, |rows, id| rows.filter(Column::StatementId.eq(id)))
    }
}

fn is_open(open: bool, now: Timestamp) -> Condition {
    let is =
        Condition::all().add(Column::Status.eq(ProposalStatus::Open)).add(Column::ClosesAt.gt(now));
    if open { is } else { is.not() }
}

/// Asks for one proposal.
pub type GetProposal = Get<Proposal>;

impl Readable for Proposal {
    const ACT: Act = Act::GetProposal;
    type Locator = ProposalId;
}
