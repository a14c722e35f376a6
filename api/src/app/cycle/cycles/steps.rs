//! The steps of a cycle: open, pause, resume, close, hand over.

use async_graphql::InputObject;
use entity::types::{
    CycleEvent, CycleId, CycleStatus, Disclosure, FacilitatorSees, MemberId, Paragraph,
};
use garde::Validate;
use serde::Deserialize;
use utoipa::ToSchema;

use super::plan::commit_with_facilitator;
use super::{Cycle, can_facilitate};
use crate::app::cycle::facts;
use crate::app::{App, Call, Done, Input, Located, Operation, Present, Write};
use crate::domain::disclosure::{MinPeople, Respondents};
use crate::domain::order::{Candidate, HandOver, Reason, Span, was_partner_in_round};
use crate::error::{AppError, ErrorCode, Refusal, Result, Violation};
use crate::policy::Act;
use crate::store::{Found, OpenWrite, Reader, UnitOfWork, cycles, partnerships};

/// Opens a cycle: from here on what respondents are promised is fixed.
#[derive(Clone, Debug, Validate)]
pub struct OpenCycle {}

impl Input for OpenCycle {
    type Operation = PreparedOpenCycle;

    async fn prepare(self, app: &App, _: &Call) -> Result<PreparedOpenCycle> {
        Ok(PreparedOpenCycle { backup_days: app.backup_days })
    }
}

/// [`OpenCycle`] with what the service as a whole promises.
#[derive(Clone, Debug)]
pub struct PreparedOpenCycle {
    /// For how many days backups may keep what was destroyed.
    backup_days: u32,
}

impl Operation for PreparedOpenCycle {
    const ACT: Act = Act::OpenCycle;
    type Locator = CycleId;
    type AccessMode = Write;
    type Output = Cycle;

    async fn execute(self, mut unit: UnitOfWork<Self>, was: Located<Self>) -> Result<Done<Self>> {
        let facts = facts::of_cycle(&*unit, &was).await?;
        let status = facts.step(CycleEvent::Open, Reason::Missing);
        let status = status.map_err(|refused| refused.says(unit.language()))?;
        let terms =
            facts.settings.terms().map_err(|_| AppError::fault("terms were just checked"))?;
        let anonymous = terms.disclosure() == Disclosure::Anonymous;
        took_over(&mut unit, &was, was.facilitator_id, None).await?;
        let now = unit.now();
        let backup_days = i32::try_from(self.backup_days).ok();
        let cycle = unit
            .change(was, |cycle| {
                cycle.status = status;
                cycle.opened_at = Some(now);
                cycle.facilitator_sees = Some(terms.facilitator_sees());
                cycle.respond_as = Some(terms.respond_as());
                cycle.min_people = terms.min_people().map(i32::from);
                cycle.backup_days = backup_days.filter(|_| anonymous);
            })
            .await?;
        unit.commit(cycle.id, |by| Cycle::from_row(cycle, by)).await
    }
}

/// Notes who facilitates a cycle from here on.
async fn took_over(
    unit: &mut OpenWrite,
    cycle: &entity::cycle::Model,
    member: Option<MemberId>,
    reason: Option<Paragraph>,
) -> Result<()> {
    let Some(member_id) = member else { return Ok(()) };
    let (since, version) = (unit.revision(), unit.revision());
    let (cycle_id, alliance_id) = (cycle.id, cycle.alliance_id);
    let row =
        entity::facilitation::Model { cycle_id, since, alliance_id, member_id, reason, version };
    unit.insert::<entity::facilitation::Entity>(row).await
}

/// Halts a cycle for a while; responses can still be submitted.
#[derive(Clone, Debug, Deserialize, ToSchema, InputObject, Validate)]
#[serde(deny_unknown_fields)]
#[graphql(name = "PauseCycleInput")]
pub struct PauseCycle {
    /// Why.
    #[garde(dive)]
    pub reason: Option<Paragraph>,
}

impl Operation for PauseCycle {
    const ACT: Act = Act::PauseCycle;
    type Locator = CycleId;
    type AccessMode = Write;
    type Output = Cycle;

    async fn execute(self, mut unit: UnitOfWork<Self>, was: Located<Self>) -> Result<Done<Self>> {
        let now = step(&mut unit, was, CycleEvent::Pause, self.reason).await?;
        unit.commit(now.id, |by| Cycle::from_row(now, by)).await
    }
}

/// Lets a paused cycle go on.
#[derive(Clone, Debug, Validate)]
pub struct ResumeCycle {}

impl Operation for ResumeCycle {
    const ACT: Act = Act::ResumeCycle;
    type Locator = CycleId;
    type AccessMode = Write;
    type Output = Cycle;

    async fn execute(self, mut unit: UnitOfWork<Self>, was: Located<Self>) -> Result<Done<Self>> {
        let now = step(&mut unit, was, CycleEvent::Resume, None).await?;
        unit.commit(now.id, |by| Cycle::from_row(now, by)).await
    }
}

async fn step(
    unit: &mut OpenWrite,
    was: Found<entity::cycle::Entity>,
    event: CycleEvent,
    reason: Option<Paragraph>,
) -> Result<Found<entity::cycle::Entity>> {
    let facts = facts::of_cycle(unit, &was).await?;
    let status = facts.step(event, Reason::from(&reason));
    let status = status.map_err(|refused| refused.says(unit.language()))?;
    unit.because(reason.as_ref()).await?;
    unit.change(was, |cycle| {
        cycle.status = status;
        cycle.reason = reason;
    })
    .await
}

/// Ends a cycle for good. Responses that are not revealed are deleted unread.
#[derive(Clone, Debug, Deserialize, ToSchema, InputObject, Validate)]
#[serde(deny_unknown_fields)]
#[graphql(name = "CloseCycleInput")]
pub struct CloseCycle {
    /// Why it ends, where not all six discussions are settled.
    #[garde(dive)]
    pub reason: Option<Paragraph>,
}

impl Operation for CloseCycle {
    const ACT: Act = Act::CloseCycle;
    type Locator = CycleId;
    type AccessMode = Write;
    type Output = Cycle;

    fn destroys(&self) -> bool {
        true
    }

    async fn execute(self, mut unit: UnitOfWork<Self>, was: Located<Self>) -> Result<Done<Self>> {
        let completed = facts::of_cycle(&*unit, &was).await?.discussions.completed();
        let closed = step(&mut unit, was, CycleEvent::Close, self.reason).await?;
        for round in cycles::collecting(&*unit, closed.id).await? {
            unit.destroy(round).await?;
        }
        let now = unit.now();
        let closed = unit
            .change(closed, |cycle| {
                cycle.completed = Some(completed);
                cycle.closed_at = Some(now);
            })
            .await?;
        unit.commit(closed.id, |by| Cycle::from_row(closed, by)).await
    }
}

/// Names who facilitates a cycle from here on; there is never a moment without one.
#[derive(Clone, Debug, Deserialize, ToSchema, InputObject, Validate)]
#[serde(deny_unknown_fields)]
#[graphql(name = "HandOverCycleInput")]
pub struct HandOverCycle {
    /// Who takes over: a member whose role is facilitator, or a partner who stays neutral.
    #[garde(skip)]
    pub facilitator_id: MemberId,
    /// Why.
    #[garde(dive)]
    pub reason: Option<Paragraph>,
}

impl Operation for HandOverCycle {
    const ACT: Act = Act::HandOverCycle;
    type Locator = CycleId;
    type AccessMode = Write;
    type Output = Cycle;

    async fn execute(self, mut unit: UnitOfWork<Self>, was: Located<Self>) -> Result<Done<Self>> {
        let Self { facilitator_id, reason } = self;
        let to = candidate(&*unit, &was, facilitator_id).await?;
        let over = HandOver {
            status: was.status,
            names_seen: was.facilitator_sees == Some(FacilitatorSees::Names),
            left: left(&*unit, &was, facilitator_id).await?,
            to: to.unwrap_or_default(),
        };
        let over =
            over.check(Reason::from(&reason)).map_err(|refused| refused.says(unit.language()));
        if let Some(refusal) =
            Refusal::all(to.is_none().then(nobody_else).into_iter().chain(over.err()))
        {
            return Err(refusal.into());
        }
        if was.status != CycleStatus::Planned {
            took_over(&mut unit, &was, Some(facilitator_id), reason).await?;
        }
        let now = unit.change(was, |cycle| cycle.facilitator_id = Some(facilitator_id)).await?;
        commit_with_facilitator(unit, now.id).await
    }
}

/// How many people a running anonymous cycle asks for, and who can still respond once this member
/// facilitates it.
async fn left(
    reader: &impl Reader,
    cycle: &entity::cycle::Model,
    to: MemberId,
) -> Result<Option<(MinPeople, Respondents)>> {
    let runs = matches!(cycle.status, CycleStatus::Open | CycleStatus::Paused);
    let min_people = if runs { facts::terms(cycle)?.min_people() } else { None };
    let Some(min_people) = min_people else { return Ok(None) };
    let counted = facts::counted(reader, cycle).await?;
    let able = facts::able(reader, cycle).await?.among(&counted);
    let left = able.each().filter(|(member, _)| *member != to.0);
    Ok(Some((min_people, left.collect())))
}

fn nobody_else() -> Refusal {
    let said = "expected another member whose role is facilitator or partner, and who can sign in";
    Violation::new(ErrorCode::ReferenceNotFound, said).at("/facilitator_id").into()
}

/// What must be known of whoever is to take a cycle over; none where they cannot.
async fn candidate(
    reader: &impl Reader,
    cycle: &entity::cycle::Model,
    member: MemberId,
) -> Result<Option<Candidate>> {
    if cycle.facilitator_id == Some(member) || !can_facilitate(reader, member).await? {
        return Ok(None);
    }
    let partner = partnerships::of(reader, member).await?;
    let spans: Vec<_> =
        partner.iter().map(|it| Span { since: it.since, until: it.until }).collect();
    let rounds = cycles::took_answers(reader, cycle.id).await?;
    let could_respond = !cycles::facilitators(reader, cycle).await?.contains(&member);
    Ok(Some(Candidate {
        has_responded: facts::has_responded(reader, cycle.id, member, &partner).await?,
        was_partner_in_round: could_respond && was_partner_in_round(&spans, &rounds),
    }))
}
