//! Planning a cycle, and what goes together in one.

use async_graphql::InputObject;
use entity::cycle::{Entity, Model};
use entity::types::{
    Component, CycleId, CycleStatus, Disclosure, DiscussionStatus, FacilitatorSees, MemberId,
    MemberStatus, Paragraph, Prompted, PromptedBy, RespondAs, Role, ShortText,
};
use garde::Validate;
use sea_orm::{ColumnTrait, QueryFilter};
use serde::Deserialize;
use utoipa::ToSchema;

use super::Cycle;
use crate::app::cycle::facts::settings;
use crate::app::{Done, Located, Operation, Present, Write};
use crate::domain::disclosure::DisclosureSettingError;
use crate::domain::order::stance;
use crate::error::{ErrorCode, Refusal, Result, Violation};
use crate::policy::{Act, Action};
use crate::store::{AllianceRef, Committed, OpenWrite, Reader, UnitOfWork, cycles, members};

/// What it takes to plan a cycle.
#[derive(Clone, Debug, Deserialize, ToSchema, InputObject, Validate)]
#[serde(deny_unknown_fields)]
#[graphql(name = "PlanCycleInput")]
pub struct PlanCycle {
    /// What it is called.
    #[garde(dive)]
    pub title: Option<ShortText>,
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
    type Locator = AllianceRef;
    type AccessMode = Write;
    type Output = Cycle;
    const SELF_CHECKED_FIELDS: &'static [&'static str] = &["/min_people"];

    async fn execute(
        self,
        mut unit: UnitOfWork<Self>,
        alliance: Located<Self>,
    ) -> Result<Done<Self>> {
        let me = unit.by().member().copied();
        let own = me.filter(|me| me.role == Role::Facilitator).map(|me| me.id);
        let row = Model {
            id: unit.id(),
            alliance_id: alliance.id,
            number: cycles::next_number(&*unit, alliance.id).await?,
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
        Refusal::unless_none(clashes(&*unit, &row, row.facilitator_id).await?)?;
        let cycle = unit.create::<Entity>(row).await?;
        plan_discussions(&mut unit, &cycle).await?;
        commit_with_facilitator(unit, cycle.id).await
    }
}

/// The reasons in the order in which they were given, each once.
pub(super) fn each_once(given: Vec<PromptedBy>) -> Prompted {
    let mut reasons = Vec::with_capacity(given.len());
    for reason in given {
        if !reasons.contains(&reason) {
            reasons.push(reason);
        }
    }
    Prompted(reasons)
}

/// Ends a write that names the facilitator, and shows the cycle with where they stand.
pub(super) async fn commit_with_facilitator<A: Action>(
    unit: UnitOfWork<A>,
    cycle: CycleId,
) -> Result<Committed<Cycle>> {
    let now = unit.thing::<Entity>(cycle).await?;
    unit.commit(cycle, |by| Cycle::from_row(now, by)).await
}

async fn plan_discussions(unit: &mut OpenWrite, cycle: &Model) -> Result<()> {
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
        answer_by: None,
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

/// Names all that does not go together in a cycle, and that whoever is named cannot facilitate it.
pub(super) async fn clashes(
    reader: &impl Reader,
    row: &Model,
    named: Option<MemberId>,
) -> Result<Vec<Violation>> {
    let mut wrong: Vec<Violation> = settings(row).clashes().into_iter().map(clash).collect();
    if row.prompted_by.0.contains(&PromptedBy::Other) && row.prompted_by_words.is_none() {
        let said = "expected words, since the reason is another";
        wrong.push(Violation::new(ErrorCode::ReasonMissing, said).at("/prompted_by_words"));
    }
    if let Some(member) = named
        && !can_facilitate(reader, member).await?
    {
        let said = "expected a member of this alliance whose role is facilitator or partner, and who can sign in";
        wrong.push(Violation::new(ErrorCode::ReferenceNotFound, said).at("/facilitator_id"));
    }
    Ok(wrong)
}

fn clash(error: DisclosureSettingError) -> Violation {
    let pointer = format!("/{}", error.setting().field());
    let code = match error {
        DisclosureSettingError::MinPeopleOutOfRange(_) => ErrorCode::FieldInvalid,
        _ => ErrorCode::SettingsClash,
    };
    Violation::new(code, error.to_string()).at(pointer)
}

/// Whether somebody may facilitate at all.
pub(in crate::app::cycle) async fn can_facilitate(
    reader: &impl Reader,
    member: MemberId,
) -> Result<bool> {
    use entity::member::{Column, Entity};
    let rows = reader.rows::<Entity>().filter(Column::Id.eq(member)).filter(members::can_sign_in());
    let found = reader.all(rows).await?.into_iter().next();
    Ok(found.is_some_and(|member| {
        member.status == MemberStatus::Active
            && stance(member.role, member.organization_id).is_some()
    }))
}
