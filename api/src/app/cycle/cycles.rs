//! Cycles: one pass of an alliance through the framework, over several meetings.
//!
//! A cycle is planned with its six discussions, may be changed or removed until it opens, and from
//! then on keeps what it promised respondents.

mod change;
mod plan;
mod steps;

pub use change::*;
pub use plan::PlanCycle;
pub(super) use plan::can_facilitate;
pub use steps::*;

use async_graphql::{InputObject, SimpleObject};
use entity::cycle::{Column, Entity};
use entity::types::{
    AllianceId, CycleEvent, CycleId, CycleStatus, Disclosure, FacilitatorSees, FacilitatorStance,
    MemberId, OrganizationId, Paragraph, PromptedBy, RespondAs, ShortText, Timestamp,
};
use garde::Validate;
use sea_orm::{ColumnTrait, QueryFilter, QueryTrait, Select};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::facts::{self, Blocked};
use super::history::{self, Facilitation, History, Step};
use crate::app::{Done, Filter, List, Located, Operation, Present, Read, present, sorts};
use crate::domain::order::{cycle_takes, unheard};
use crate::error::Result;
use crate::policy::{Act, Standing, viewer_can};
use crate::store::{AllianceRef, Found, Reader, SortKey, View, cycles};

/// One pass of an alliance through the framework.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema, SimpleObject)]
#[graphql(complex, serial)]
pub struct Cycle {
    /// The cycle.
    pub id: CycleId,
    /// The alliance.
    pub alliance_id: AllianceId,
    /// Its number in the alliance, from 1.
    #[schema(minimum = 1)]
    pub number: i32,
    /// The title of the cycle.
    #[schema(required)]
    pub title: Option<ShortText>,
    /// Why the cycle is held.
    #[schema(max_items = 6)]
    pub prompted_by: Vec<PromptedBy>,
    /// Why the cycle is held, in words.
    #[schema(required)]
    pub prompted_by_words: Option<Paragraph>,
    /// Where it stands.
    pub status: CycleStatus,
    /// The member who facilitates the cycle.
    #[schema(required)]
    pub facilitator_id: Option<MemberId>,
    /// Whether they are an outsider, who speaks for no organization, or an insider, a partner who
    /// keeps theirs; null where nobody is named.
    #[schema(required)]
    pub facilitator_stance: Option<FacilitatorStance>,
    /// Under which name answers are shown after the reveal; fixed once it has opened.
    #[schema(required)]
    pub disclosure: Option<Disclosure>,
    /// What the facilitator sees of answers before the reveal; fixed once it has opened.
    #[schema(required)]
    pub facilitator_sees: Option<FacilitatorSees>,
    /// For whom respondents answer; fixed once it has opened.
    #[schema(required)]
    pub respond_as: Option<RespondAs>,
    /// How many must respond in an anonymous cycle; fixed once it has opened.
    #[schema(required, minimum = 4, maximum = 20)]
    pub min_people: Option<i32>,
    /// Whether a discussion may collect before earlier ones are settled.
    pub collect_ahead: bool,
    /// Why it was paused, or closed early.
    #[schema(required)]
    pub reason: Option<Paragraph>,
    /// Whether all six were settled when it closed.
    #[schema(required)]
    pub completed: Option<bool>,
    /// When the cycle, or the round, opened.
    #[schema(required)]
    pub opened_at: Option<Timestamp>,
    /// When the cycle closed.
    #[schema(required)]
    pub closed_at: Option<Timestamp>,
    /// The revision of its last change.
    pub version: i64,
    /// When the cycle was planned.
    pub created_at: Timestamp,
    /// The events that you may bring about now, by your role and the state.
    #[schema(max_items = 40)]
    pub viewer_can: Vec<&'static str>,
    /// What still stands against the events that its state takes; null in lists.
    #[schema(required, max_items = 100)]
    pub blocked_by: Option<Vec<Blocked>>,
    /// The organizations that have nobody who can respond; null in lists.
    #[schema(required, max_items = 1000)]
    pub unheard: Option<Vec<OrganizationId>>,
    /// The events so far, each with its reason, the first first; null in lists.
    #[schema(required, max_items = 1000)]
    pub steps: Option<Vec<Step>>,
    /// Who has facilitated it since it opened, the first first; null in lists.
    #[schema(required, max_items = 1000)]
    pub facilitations: Option<Vec<Facilitation>>,
}

present! {
    Cycle of cycle |row, by| {
        columns {
            id, alliance_id, number, title, prompted_by_words, status, facilitator_id, disclosure,
            facilitator_sees, respond_as, min_people, collect_ahead, reason, completed, opened_at,
            closed_at, version, created_at,
        }
        before {
            viewer_can => cycle_can(&row, by),
            facilitator_stance => row.facilitator_stance(),
            blocked_by => None, unheard => None, steps => None, facilitations => None,
        }
        shaped { prompted_by(prompted_by) => prompted_by.0 }
        hidden { backup_days }
    }
}

/// What may be done with a cycle, as it stands.
fn cycle_can(row: &Found<Entity>, by: &Standing) -> Vec<&'static str> {
    viewer_can(by, row).into_iter().filter(|verb| takes(row.status, verb)).collect()
}

/// Whether a cycle in this state takes what a verb does.
fn takes(status: CycleStatus, verb: &str) -> bool {
    match verb.parse::<CycleEvent>() {
        Ok(event) => cycle_takes(status).contains(&event),
        Err(_) => match verb {
            "remove" => status == CycleStatus::Planned,
            _ => status != CycleStatus::Closed,
        },
    }
}

sorts! {
    /// The orders in which cycles can be listed.
    CycleSort of cycle {
        Number "The first first." NumberDesc "The last first." Number |row| SortKey::Number(row.number.into());
    }
}

/// Which cycles of an alliance to list.
#[derive(Clone, Debug, Default, Deserialize, IntoParams, InputObject, Validate)]
#[serde(deny_unknown_fields, default)]
#[into_params(parameter_in = Query)]
pub struct CycleFilter {
    /// Only cycles with this status.
    #[garde(skip)]
    pub status: Option<CycleStatus>,
}

/// The operation that lists them.
pub type ListCycles = List<CycleFilter>;

impl Filter for CycleFilter {
    const ACT: Act = Act::ListCycles;
    type Locator = AllianceRef;
    type Thing = Cycle;
    type Sort = CycleSort;

    fn rows(self, view: &View, alliance: &Located<List<Self>>) -> Select<Entity> {
        let Self { status } = self;
        view.children_of::<Entity, _>(alliance.id)
            .apply_if(status, |rows, status| rows.filter(Column::Status.eq(status)))
    }
}

/// Asks for one cycle, with what it went through and what still stands against its next events.
#[derive(Clone, Debug, Default, Validate)]
pub struct GetCycle {}

impl Operation for GetCycle {
    const ACT: Act = Act::GetCycle;
    type Locator = CycleId;
    type AccessMode = Read;
    type Output = Cycle;

    async fn execute(self, view: View, cycle: Located<Self>) -> Result<Done<Self>> {
        let facts = facts::of_cycle(&view, &cycle).await?;
        let events = cycle_takes(cycle.status).iter();
        let blocked = events
            .flat_map(|event| Blocked::of(event.word(), facts.blocked_by(*event), view.language()));
        let blocked_by = Some(blocked.collect());
        let unheard = unheard(cycles::organizations(&view).await?, &facts.able);
        let unheard = Some(unheard.into_iter().collect());
        let History { steps, facilitations } = history::of_cycle(&view, cycle.id).await?;
        let (steps, facilitations) = (Some(steps), Some(facilitations));
        let cycle = Cycle::from_row(cycle, view.by());
        Ok(Cycle { blocked_by, unheard, steps, facilitations, ..cycle })
    }
}
