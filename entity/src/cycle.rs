//! One pass of an alliance through the framework.

use sea_orm::entity::prelude::*;

use crate::types::{
    AllianceId, CycleId, CycleStatus, Disclosure, FacilitatorSees, MemberId, Paragraph, Prompted,
    RespondAs, ShortText, Timestamp,
};

/// One pass of an alliance through the framework.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "cycle")]
pub struct Model {
    /// The cycle.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: CycleId,
    /// The alliance.
    pub alliance_id: AllianceId,
    /// Its number in the alliance, from 1; unique there.
    pub number: i32,
    /// What it is called.
    pub title: Option<ShortText>,
    /// Why it is held.
    pub prompted_by: Prompted,
    /// Why it is held, in words.
    pub prompted_by_words: Option<Paragraph>,
    /// Where it stands.
    pub status: CycleStatus,
    /// Who facilitates it.
    pub facilitator_id: Option<MemberId>,
    /// Under which name answers are shown.
    pub disclosure: Option<Disclosure>,
    /// What the facilitator sees before the reveal.
    pub facilitator_sees: Option<FacilitatorSees>,
    /// For whom respondents answer.
    pub respond_as: Option<RespondAs>,
    /// How many must respond in an anonymous cycle, 4 to 20.
    pub min_people: Option<i32>,
    /// For how many days backups may keep what was destroyed, as it was promised at the opening.
    pub backup_days: Option<i32>,
    /// Whether a discussion may collect before earlier ones are settled.
    pub collect_ahead: bool,
    /// Why it was paused, or closed early.
    pub reason: Option<Paragraph>,
    /// Whether all six were settled when it closed.
    pub completed: Option<bool>,
    /// When it opened.
    pub opened_at: Option<Timestamp>,
    /// When it closed.
    pub closed_at: Option<Timestamp>,
    /// The revision of its last change.
    pub version: i64,
    /// When it was planned.
    pub created_at: Timestamp,
}

impl ActiveModelBehavior for ActiveModel {}
