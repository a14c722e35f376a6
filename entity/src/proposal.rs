//! A version of something that is put before the organizations.

use sea_orm::entity::prelude::*;

use crate::types::{
    AllianceId, Day, DecisionRule, MemberId, OrganizationId, Paragraph, ProposalId, ProposalStatus,
    ProposalSubject, StatementId, Timestamp,
};

/// A version of something that is put before the organizations.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "proposal")]
pub struct Model {
    /// The proposal.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: ProposalId,
    /// The alliance.
    pub alliance_id: AllianceId,
    /// Its number in the alliance, from 1.
    pub number: i32,
    /// What kind of thing it is about.
    pub subject: ProposalSubject,
    /// The version of the statement that it is about.
    pub statement_id: Option<StatementId>,
    /// Why it is proposed.
    pub words: Option<Paragraph>,
    /// The rule of the alliance on the day it opened.
    pub decides_by: DecisionRule,
    /// How many organizations count.
    pub organizations_count: i32,
    /// How many accept.
    pub accept_count: i32,
    /// How many accept with a reservation.
    pub reservation_count: i32,
    /// How many object.
    pub object_count: i32,
    /// How many abstain.
    pub abstain_count: i32,
    /// The last day on which positions are taken.
    pub closes_on: Day,
    /// When that day is over.
    pub closes_at: Timestamp,
    /// Where it stands; past its date one that is open here is decided by its positions.
    pub status: ProposalStatus,
    /// When it was closed or withdrawn by somebody.
    pub decided_at: Option<Timestamp>,
    /// Why it was withdrawn.
    pub withdrawn_words: Option<Paragraph>,
    /// Who put it forward.
    pub member_id: Option<MemberId>,
    /// The organization for which they did.
    pub organization_id: Option<OrganizationId>,
    /// The revision of its last change.
    pub version: i64,
    /// When it opened.
    pub created_at: Timestamp,
}

impl ActiveModelBehavior for ActiveModel {}
