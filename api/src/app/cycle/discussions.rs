//! Discussions: the six components of a cycle, discussed in order, each in one round or more.

mod change;
mod moves;
mod reveal;
mod steps;

pub use change::ChangeDiscussion;
pub use reveal::RevealDiscussion;
pub use steps::*;

use async_graphql::SimpleObject;
use entity::discussion::Entity;
use entity::types::{
    AllianceId, Component, CycleId, CycleStatus, Day, DiscussionEvent, DiscussionId,
    DiscussionStatus, Paragraph, RoundId, Timestamp,
};
use garde::Validate;
use serde::Serialize;
use utoipa::ToSchema;

use super::facts::{self, Blocked};
use super::history::{self, Step};
use crate::app::{Done, Located, Operation, Page, Present, Read, present, sorts};
use crate::domain::order::{
    discussion_takes, discussion_takes_within, may_set_answer_by, may_write_conclusions,
};
use crate::error::Result;
use crate::policy::{Act, Facts, Standing, Subject, viewer_can};
use crate::store::{Found, SortKey, View, cycles};

/// One component within a cycle.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema, SimpleObject)]
#[graphql(complex, serial)]
pub struct Discussion {
    /// The discussion.
    pub id: DiscussionId,
    /// The alliance.
    pub alliance_id: AllianceId,
    /// The cycle.
    pub cycle_id: CycleId,
    /// The component that is discussed.
    pub component: Component,
    /// Its position in the order, 1 to 6.
    #[schema(minimum = 1, maximum = 6)]
    pub position: i32,
    /// Where its live round stands.
    pub status: DiscussionStatus,
    /// The number of the live round, from 1; null before the first.
    #[schema(required, minimum = 1)]
    pub round: Option<i32>,
    /// The day by which its live round is to be answered; nothing closes by itself.
    #[schema(required)]
    pub answer_by: Option<Day>,
    /// Why it was last set aside, revisited or reaffirmed.
    #[schema(required)]
    pub reason: Option<Paragraph>,
    /// The earlier component that was revisited after this one was concluded; null once this one
    /// is revisited itself or reaffirmed.
    #[schema(required)]
    pub built_on_revisited: Option<Component>,
    /// The revision of its last change.
    pub version: i64,
    /// The events that you may bring about now, by your role and the state.
    #[schema(max_items = 40)]
    pub viewer_can: Vec<&'static str>,
    /// What still stands against the events that its state takes; null in lists.
    #[schema(required, max_items = 100)]
    pub blocked_by: Option<Vec<Blocked>>,
    /// Its rounds, the first first; null in lists.
    #[schema(required, max_items = 1000)]
    pub rounds: Option<Vec<Round>>,
    /// The events so far, each with its reason, the first first; null in lists.
    #[schema(required, max_items = 1000)]
    pub steps: Option<Vec<Step>>,
}

/// The first pass of a discussion, or a revisit.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema, SimpleObject)]
#[graphql(serial)]
pub struct Round {
    /// The round.
    pub id: RoundId,
    /// Its number in the discussion, from 1.
    #[schema(minimum = 1)]
    pub number: i32,
    /// Where it stands, or stood when the next began.
    pub status: DiscussionStatus,
    /// Why it was opened again.
    #[schema(required)]
    pub reason: Option<Paragraph>,
    /// The day by which it was to be answered; nothing closes by itself.
    #[schema(required)]
    pub answer_by: Option<Day>,
    /// When the cycle, or the round, opened.
    pub started_at: Timestamp,
    /// When what was submitted was shown.
    #[schema(required)]
    pub revealed_at: Option<Timestamp>,
}

impl From<Found<entity::round::Entity>> for Round {
    fn from(row: Found<entity::round::Entity>) -> Self {
        let entity::round::Model {
            id,
            alliance_id: _,
            cycle_id: _,
            discussion_id: _,
            number,
            status,
            reason,
            answer_by,
            organizations_shown: _,
            started_at,
            revealed_at,
            version: _,
        } = row.row();
        Self { id, number, status, reason, answer_by, started_at, revealed_at }
    }
}

present! {
    Discussion of discussion |row, by| {
        columns {
            id, alliance_id, cycle_id, component, position, status, answer_by, reason,
            built_on_revisited, version,
        }
        renamed { round: round_number }
        before {
            viewer_can => discussion_can(&row, by), blocked_by => None, rounds => None, steps => None,
        }
        hidden { round_id, concluded_at_revision, revisited_at_revision, reaffirmed_at_revision }
    }
}

/// What may be done with a discussion, as it and its cycle stand.
fn discussion_can(row: &Found<Entity>, by: &Standing) -> Vec<&'static str> {
    viewer_can(by, row).into_iter().filter(|verb| takes(row, by, verb)).collect()
}

/// Whether a discussion, as it and its cycle stand, takes what a verb does. Whoever facilitates the
/// cycle does not respond.
fn takes(row: &Found<Entity>, by: &Standing, verb: &str) -> bool {
    let Facts { cycle: Some(cycle), facilitator, .. } = row.facts() else { return false };
    let responds = by.member().map(|member| member.id) != facilitator;
    let event = match verb {
        "draft_responses" | "submit_responses" => responds.then_some(DiscussionEvent::Submit),
        "withdraw_responses" => responds.then_some(DiscussionEvent::Withdraw),
        "change" => return may_set_answer_by(cycle, row.status).is_ok(),
        "create_conclusion" => return may_write_conclusions(cycle, row.status).is_ok(),
        verb => verb.parse().ok(),
    };
    discussion_takes_within(cycle, row.status).any(|taken| event == Some(taken))
}

sorts! {
    /// The orders in which discussions can be read.
    DiscussionSort of discussion {
        Position "In the order of the framework." PositionDesc "In the opposite order." Position |row| SortKey::Number(row.position.into());
    }
}

/// Asks for the six discussions of a cycle, in order.
#[derive(Clone, Debug, Validate)]
pub struct ListDiscussions {}

impl Operation for ListDiscussions {
    const ACT: Act = Act::ListDiscussions;
    type Locator = CycleId;
    type AccessMode = Read;
    type Output = Page<Discussion>;

    async fn execute(self, view: View, cycle: Located<Self>) -> Result<Done<Self>> {
        let rows = cycles::discussions(&view, cycle.id).await?;
        Ok(Page::whole(rows.into_iter().map(|row| Discussion::from_row(row, view.by())).collect()))
    }
}

/// Asks for one discussion, with its rounds, what it went through and what still stands against its
/// next events.
#[derive(Clone, Debug, Default, Validate)]
pub struct GetDiscussion {}

impl Operation for GetDiscussion {
    const ACT: Act = Act::GetDiscussion;
    type Locator = DiscussionId;
    type AccessMode = Read;
    type Output = Discussion;

    async fn execute(self, view: View, discussion: Located<Self>) -> Result<Done<Self>> {
        let context = facts::load_context(&view, &discussion).await?;
        let goes_on = context.cycle.status != CycleStatus::Closed;
        let events = discussion_takes(discussion.status).iter().filter(|_| goes_on);
        let blocked = events.flat_map(|event| {
            Blocked::of(event.word(), context.facts.blocked_by(*event), view.language())
        });
        let blocked_by = Some(blocked.collect());
        let rounds = cycles::rounds(&view, discussion.id).await?;
        let rounds = Some(rounds.into_iter().map(Round::from).collect());
        let steps = Some(history::of_discussion(&view, discussion.id).await?);
        Ok(Discussion { blocked_by, rounds, steps, ..Discussion::from_row(discussion, view.by()) })
    }
}
