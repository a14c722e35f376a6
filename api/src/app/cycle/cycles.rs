//! Cycles: one pass of an alliance through the framework, over several meetings.
//!
//! A cycle is planned with its six discussions, may be changed or removed until it opens, and from
//! then on keeps what it promised respondents.

use async_graphql::{InputObject, SimpleObject};
use entity::cycle::{Column, Entity, Model};
use entity::words::{
    AllianceId, Apply, Change, Component, CycleEvent, CycleId, CycleStatus, Disclosure,
    DiscussionStatus, FacilitatorSees, Line, MemberId, MemberStatus, Moment, OrganizationId,
    Paragraph, Patch, Prompted, PromptedBy, RespondAs,
};
use garde::Validate;
use sea_orm::{ColumnTrait, QueryFilter, QueryTrait};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::facts::{self, Blocked, settings};
use crate::app::{Done, Gone, Here, Operation, Page, Reads, Shown, Writes, page, sorts};
use crate::domain::disclosure::SettingFault;
use crate::domain::order::{Stance, cycle_takes, may_change_settings, unheard};
use crate::error::{Code, Refusal, Result, Violation};
use crate::policy::{Act, Action, Standing, viewer_can};
use crate::store::{AllianceRef, Cursor, Found, Key, Reader, Unit, View, cycles};

/// One pass of an alliance through the framework.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema, SimpleObject)]
#[graphql(complex)]
pub struct Cycle {
    /// The cycle.
    pub id: CycleId,
    /// The alliance.
    pub alliance_id: AllianceId,
    /// Its number in the alliance, from 1.
    #[schema(minimum = 1)]
    pub number: i32,
    /// What it is called.
    #[schema(required)]
    pub title: Option<Line>,
    /// Why it is held.
    #[schema(max_items = 6)]
    pub prompted_by: Vec<PromptedBy>,
    /// Why it is held, in words.
    #[schema(required)]
    pub prompted_by_words: Option<Paragraph>,
    /// Where it stands.
    pub status: CycleStatus,
    /// Who facilitates it.
    #[schema(required)]
    pub facilitator_id: Option<MemberId>,
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
    /// When it opened.
    #[schema(required)]
    pub opened_at: Option<Moment>,
    /// When it closed.
    #[schema(required)]
    pub closed_at: Option<Moment>,
    /// The revision of its last change.
    pub version: i64,
    /// When it was planned.
    pub created_at: Moment,
    /// What you may do with it now, by your role and its state.
    #[schema(max_items = 40)]
    pub viewer_can: Vec<&'static str>,
    /// What still stands against the events that its state takes; null in lists.
    #[schema(required, max_items = 100)]
    pub blocked_by: Option<Vec<Blocked>>,
    /// The organizations that have nobody who can respond; null in lists.
    #[schema(required, max_items = 1000)]
    pub unheard: Option<Vec<OrganizationId>>,
}

impl Shown for Cycle {
    type Entity = Entity;

    fn seen(row: Found<Entity>, by: &Standing) -> Self {
        let takes = |verb: &&str| takes(row.status, verb);
        let viewer_can = viewer_can(by, &row).into_iter().filter(takes).collect();
        let Model {
            id,
            alliance_id,
            number,
            title,
            prompted_by,
            prompted_by_words,
            status,
            facilitator_id,
            disclosure,
            facilitator_sees,
            respond_as,
            min_people,
            backup_days: _,
            collect_ahead,
            reason,
            completed,
            opened_at,
            closed_at,
            version,
            created_at,
        } = row.row();
        Self {
            id,
            alliance_id,
            number,
            title,
            prompted_by: prompted_by.0,
            prompted_by_words,
            status,
            facilitator_id,
            disclosure,
            facilitator_sees,
            respond_as,
            min_people,
            collect_ahead,
            reason,
            completed,
            opened_at,
            closed_at,
            version,
            created_at,
            viewer_can,
            blocked_by: None,
            unheard: None,
        }
    }
}

/// Whether a cycle in this state takes what a verb does.
fn takes(status: CycleStatus, verb: &str) -> bool {
    match verb.parse::<CycleEvent>() {
        Ok(event) => cycle_takes(status).contains(&event),
        Err(_) => match verb {
            "remove" => status == CycleStatus::Planned,
            "hand_over" => matches!(status, CycleStatus::Open | CycleStatus::Paused),
            _ => status != CycleStatus::Closed,
        },
    }
}

/// What it takes to plan a cycle.
#[derive(Clone, Debug, Deserialize, ToSchema, InputObject, Validate)]
#[serde(deny_unknown_fields)]
#[graphql(name = "PlanCycleInput")]
pub struct PlanCycle {
    /// What it is called.
    #[garde(dive)]
    pub title: Option<Line>,
    /// Why it is held: one reason or more.
    #[schema(min_items = 1, max_items = 6)]
    #[garde(length(min = 1, max = 6))]
    pub prompted_by: Vec<PromptedBy>,
    /// Why it is held, in words; needed where `other` is among the reasons.
    #[garde(dive)]
    pub prompted_by_words: Option<Paragraph>,
    /// Who is to facilitate it: a member whose role is facilitator, or a partner; you, where your
    /// role is facilitator and nothing is said.
    #[garde(skip)]
    pub facilitator_id: Option<MemberId>,
    /// Under which name answers are shown after the reveal.
    #[garde(skip)]
    pub disclosure: Option<Disclosure>,
    /// What the facilitator sees of answers before the reveal.
    #[garde(skip)]
    pub facilitator_sees: Option<FacilitatorSees>,
    /// For whom respondents answer.
    #[garde(skip)]
    pub respond_as: Option<RespondAs>,
    /// How many must respond in an anonymous cycle, 4 to 20; 5 where nothing is said.
    #[schema(minimum = 4, maximum = 20)]
    #[garde(inner(range(min = 4, max = 20)))]
    pub min_people: Option<i32>,
    /// Whether a discussion may collect before earlier ones are settled.
    #[serde(default)]
    #[graphql(default)]
    #[garde(skip)]
    pub collect_ahead: bool,
}

impl Operation for PlanCycle {
    const ACT: Act = Act::PlanCycle;
    type At = AllianceRef;
    type Way = Writes;
    type Output = Cycle;

    async fn execute(self, mut unit: Unit<Self>, alliance: Here<Self>) -> Result<Done<Self>> {
        let me = unit.by().member().copied();
        let own = me.filter(|me| me.role == entity::words::Role::Facilitator).map(|me| me.id);
        let row = Model {
            id: unit.id(),
            alliance_id: alliance.id,
            number: cycles::next_number(&unit, alliance.id).await?,
            title: self.title,
            prompted_by: each_once(self.prompted_by),
            prompted_by_words: self.prompted_by_words,
            status: CycleStatus::Planned,
            facilitator_id: self.facilitator_id.or(own),
            disclosure: self.disclosure,
            facilitator_sees: self.facilitator_sees,
            respond_as: self.respond_as,
            min_people: self.min_people,
            backup_days: None,
            collect_ahead: self.collect_ahead,
            reason: None,
            completed: None,
            opened_at: None,
            closed_at: None,
            version: unit.revision(),
            created_at: unit.now(),
        };
        sound(&unit, &row).await?;
        let cycle = unit.create::<Entity>(row).await?;
        plan_discussions(&mut unit, &cycle).await?;
        unit.commit(cycle.id, |by| Cycle::seen(cycle, by)).await
    }
}

/// The reasons in the order in which they were given, each once.
fn each_once(given: Vec<PromptedBy>) -> Prompted {
    let mut reasons = Vec::with_capacity(given.len());
    for reason in given {
        if !reasons.contains(&reason) {
            reasons.push(reason);
        }
    }
    Prompted(reasons)
}

async fn plan_discussions<A: Action>(unit: &mut Unit<A>, cycle: &Model) -> Result<()> {
    let version = unit.revision();
    let discussion = |component: Component| entity::discussion::Model {
        id: unit.id(),
        alliance_id: cycle.alliance_id,
        cycle_id: cycle.id,
        component,
        position: component.position(),
        status: DiscussionStatus::Waiting,
        round_id: None,
        round_number: None,
        built_on_revisited: None,
        reason: None,
        concluded_at_revision: None,
        revisited_at_revision: None,
        reaffirmed_at_revision: None,
        version,
    };
    let rows = Component::all().map(discussion).collect();
    unit.insert_all::<entity::discussion::Entity>(rows).await
}

/// Refuses what does not go together in a cycle, naming all of it.
async fn sound(reader: &impl Reader, row: &Model) -> Result<()> {
    let mut wrong: Vec<Violation> = settings(row).clashes().into_iter().map(clash).collect();
    if row.prompted_by.0.contains(&PromptedBy::Other) && row.prompted_by_words.is_none() {
        let said = "expected words, since the reason is another";
        wrong.push(Violation::new(Code::ReasonMissing, said).at("/prompted_by_words"));
    }
    if let Some(member) = row.facilitator_id
        && !can_facilitate(reader, member).await?
    {
        let said = "expected a member of this alliance whose role is facilitator or partner";
        wrong.push(Violation::new(Code::ReferenceUnknown, said).at("/facilitator_id"));
    }
    Refusal::of(wrong).map_or(Ok(()), |refusal| Err(refusal.into()))
}

fn clash(fault: SettingFault) -> Violation {
    let pointer = format!("/{}", fault.setting().field());
    Violation::new(Code::SettingsClash, fault.to_string()).at(pointer)
}

/// Whether somebody may facilitate at all.
pub(super) async fn can_facilitate(reader: &impl Reader, member: MemberId) -> Result<bool> {
    use entity::member::{Column, Entity};
    let rows = reader.rows::<Entity>().filter(Column::Id.eq(member));
    let found = reader.all(rows).await?.into_iter().next();
    Ok(found.is_some_and(|member| {
        member.status == MemberStatus::Active
            && Stance::of(member.role, member.organization_id).is_some()
    }))
}

sorts! {
    /// The orders in which cycles can be listed.
    CycleSort of cycle {
        Number "The first first." NumberDesc "The last first." Number |row| Key::Number(row.number.into());
    }
}

/// Which cycles of an alliance to list.
#[derive(Clone, Debug, Default, Deserialize, IntoParams, Validate)]
#[serde(deny_unknown_fields, default)]
#[into_params(parameter_in = Query)]
pub struct ListCycles {
    /// Only those that stand so.
    #[garde(skip)]
    pub status: Option<CycleStatus>,
    /// The order.
    #[param(required = false)]
    #[garde(skip)]
    pub sort: CycleSort,
    /// How many at most, 1 to 200; 50 where nothing is said.
    #[param(minimum = 1, maximum = 200)]
    #[garde(inner(range(min = 1, max = 200)))]
    pub limit: Option<u32>,
    /// Where the page before ended.
    #[garde(skip)]
    pub cursor: Option<Cursor>,
}

impl Operation for ListCycles {
    const ACT: Act = Act::ListCycles;
    type At = AllianceRef;
    type Way = Reads;
    type Output = Page<Cycle>;

    async fn execute(self, view: View, _: Here<Self>) -> Result<Done<Self>> {
        let Self { status, sort, limit, cursor } = self;
        let rows = view
            .rows::<Entity>()
            .apply_if(status, |rows, status| rows.filter(Column::Status.eq(status)));
        let slice = view.page(rows, page(sort, limit, cursor)).await?;
        Ok(Page::seen(slice, view.by()))
    }
}

/// Asks for one cycle, with what still stands against its next events.
#[derive(Clone, Debug, Validate)]
pub struct GetCycle {}

impl Operation for GetCycle {
    const ACT: Act = Act::GetCycle;
    type At = CycleId;
    type Way = Reads;
    type Output = Cycle;

    async fn execute(self, view: View, cycle: Here<Self>) -> Result<Done<Self>> {
        let facts = facts::of_cycle(&view, &cycle).await?;
        let events = cycle_takes(cycle.status).iter();
        let blocked = events
            .flat_map(|event| Blocked::of(event.word(), facts.blocked_by(*event), view.language()));
        let blocked_by = Some(blocked.collect());
        let unheard = unheard(cycles::organizations(&view).await?, &facts.able);
        let unheard = Some(unheard.into_iter().collect());
        Ok(Cycle { blocked_by, unheard, ..Cycle::seen(cycle, view.by()) })
    }
}

/// What to change of a cycle; what is not named stays. What respondents were promised is fixed once
/// it has opened.
#[derive(Clone, Debug, Deserialize, ToSchema, InputObject, Validate)]
#[serde(deny_unknown_fields)]
#[graphql(name = "ChangeCycleInput")]
pub struct ChangeCycle {
    /// What it is called.
    #[serde(default)]
    #[schema(value_type = Option<Line>)]
    #[garde(dive)]
    pub title: Patch<Line>,
    /// Why it is held: one reason or more.
    #[serde(default)]
    #[schema(value_type = Vec<PromptedBy>, required = false, min_items = 1, max_items = 6)]
    #[garde(inner(length(min = 1, max = 6)))]
    pub prompted_by: Change<Vec<PromptedBy>>,
    /// Why it is held, in words.
    #[serde(default)]
    #[schema(value_type = Option<Paragraph>)]
    #[garde(dive)]
    pub prompted_by_words: Patch<Paragraph>,
    /// Who is to facilitate it; once it has opened, it is handed over instead.
    #[serde(default)]
    #[schema(value_type = Option<MemberId>)]
    #[garde(skip)]
    pub facilitator_id: Patch<MemberId>,
    /// Under which name answers are shown after the reveal.
    #[serde(default)]
    #[schema(value_type = Option<Disclosure>)]
    #[garde(skip)]
    pub disclosure: Patch<Disclosure>,
    /// What the facilitator sees of answers before the reveal.
    #[serde(default)]
    #[schema(value_type = Option<FacilitatorSees>)]
    #[garde(skip)]
    pub facilitator_sees: Patch<FacilitatorSees>,
    /// For whom respondents answer.
    #[serde(default)]
    #[schema(value_type = Option<RespondAs>)]
    #[garde(skip)]
    pub respond_as: Patch<RespondAs>,
    /// How many must respond in an anonymous cycle, 4 to 20.
    #[serde(default)]
    #[schema(value_type = Option<i32>, minimum = 4, maximum = 20)]
    #[garde(inner(range(min = 4, max = 20)))]
    pub min_people: Patch<i32>,
    /// Whether a discussion may collect before earlier ones are settled.
    #[serde(default)]
    #[schema(value_type = bool, required = false)]
    #[garde(skip)]
    pub collect_ahead: Change<bool>,
}

impl ChangeCycle {
    fn apply(self, row: &mut Model) {
        let Self {
            title,
            prompted_by,
            prompted_by_words,
            facilitator_id,
            disclosure,
            facilitator_sees,
            respond_as,
            min_people,
            collect_ahead,
        } = self;
        title.apply(&mut row.title);
        prompted_by.apply(&mut row.prompted_by.0);
        row.prompted_by = each_once(std::mem::take(&mut row.prompted_by.0));
        prompted_by_words.apply(&mut row.prompted_by_words);
        facilitator_id.apply(&mut row.facilitator_id);
        disclosure.apply(&mut row.disclosure);
        facilitator_sees.apply(&mut row.facilitator_sees);
        respond_as.apply(&mut row.respond_as);
        min_people.apply(&mut row.min_people);
        collect_ahead.apply(&mut row.collect_ahead);
    }
}

impl Operation for ChangeCycle {
    const ACT: Act = Act::ChangeCycle;
    type At = CycleId;
    type Way = Writes;
    type Output = Cycle;

    async fn execute(self, mut unit: Unit<Self>, was: Here<Self>) -> Result<Done<Self>> {
        let mut wanted = Model::clone(&was);
        self.apply(&mut wanted);
        if was.status == CycleStatus::Closed {
            return Err(Refusal::new(Code::WrongState, "A closed cycle stays as it is.").into());
        }
        may_change_settings(was.status, &settings(&was), &settings(&wanted))
            .map_err(|refused| refused.says(unit.language()))?;
        if was.status != CycleStatus::Planned && wanted.facilitator_id != was.facilitator_id {
            let said = "Once it has opened, a cycle is handed over, with a reason.";
            return Err(Violation::new(Code::WrongState, said).at("/facilitator_id").into());
        }
        sound(&unit, &wanted).await?;
        let now = unit.change(was, |cycle| *cycle = wanted).await?;
        unit.commit(now.id, |by| Cycle::seen(now, by)).await
    }
}

/// Removes a cycle that never opened.
#[derive(Clone, Debug, Validate)]
pub struct RemoveCycle {}

impl Operation for RemoveCycle {
    const ACT: Act = Act::RemoveCycle;
    type At = CycleId;
    type Way = Writes;
    type Output = Gone;

    async fn execute(self, mut unit: Unit<Self>, was: Here<Self>) -> Result<Done<Self>> {
        let id = was.id;
        if was.status != CycleStatus::Planned {
            let said = "Only a planned cycle can be removed; this one is history.";
            return Err(Refusal::new(Code::WrongState, said).into());
        }
        unit.remove_cycle(was).await?;
        unit.commit(id, |_| Gone::IT_IS).await
    }
}
