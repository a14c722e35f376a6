//! Changing and removing a cycle.

use async_graphql::InputObject;
use entity::cycle::Model;
use entity::types::{
    Apply, Change, CycleId, CycleStatus, Disclosure, FacilitatorSees, Language, MemberId,
    Paragraph, Patch, PromptedBy, RespondAs, ShortText,
};
use garde::Validate;
use serde::Deserialize;
use utoipa::ToSchema;

use super::Cycle;
use super::plan::{clashes, commit_with_facilitator, each_once};
use crate::app::cycle::facts::settings;
use crate::app::{Done, Gone, Located, Operation, Write};
use crate::domain::order::may_change_settings;
use crate::error::{ErrorCode, Refusal, Result, Violation};
use crate::policy::Act;
use crate::store::UnitOfWork;

/// What to change of a cycle; what is not named stays. What respondents were promised is fixed once
/// it has opened.
#[derive(Clone, Debug, Deserialize, ToSchema, InputObject, Validate)]
#[serde(deny_unknown_fields)]
#[graphql(name = "ChangeCycleInput")]
pub struct ChangeCycle {
    /// What it is called.
    #[serde(default)]
    #[schema(value_type = Option<ShortText>)]
    #[garde(dive)]
    pub title: Patch<ShortText>,
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
    type Locator = CycleId;
    type AccessMode = Write;
    type Output = Cycle;
    const SELF_CHECKED_FIELDS: &'static [&'static str] = &["/min_people"];

    async fn execute(self, mut unit: UnitOfWork<Self>, was: Located<Self>) -> Result<Done<Self>> {
        let mut wanted = Model::clone(&was);
        self.apply(&mut wanted);
        let mut wrong = fixed(&was, &wanted, unit.language());
        let named = wanted.facilitator_id.filter(|it| was.facilitator_id != Some(*it));
        wrong.extend(clashes(&*unit, &wanted, named).await?);
        Refusal::unless_none(wrong)?;
        let now = unit.change(was, |cycle| *cycle = wanted).await?;
        commit_with_facilitator(unit, now.id).await
    }
}

/// Names all that changes and stays as it is in the state of the cycle.
fn fixed(was: &Model, wanted: &Model, language: Language) -> Vec<Violation> {
    let closed = (was.status == CycleStatus::Closed)
        .then(|| Violation::new(ErrorCode::WrongState, "A closed cycle stays as it is."));
    let promised = may_change_settings(was.status, &settings(was), &settings(wanted)).err();
    let promised = promised.map(|refused| refused.says(language));
    let handed = was.status != CycleStatus::Planned && wanted.facilitator_id != was.facilitator_id;
    let said = "Once it has opened, a cycle is handed over, with a reason.";
    let handed = handed.then(|| Violation::new(ErrorCode::WrongState, said).at("/facilitator_id"));
    let promised = promised.iter().flat_map(Refusal::violations).cloned();
    closed.into_iter().chain(promised).chain(handed).collect()
}

/// Removes a cycle that never opened.
#[derive(Clone, Debug, Validate)]
pub struct RemoveCycle {}

impl Operation for RemoveCycle {
    const ACT: Act = Act::RemoveCycle;
    type Locator = CycleId;
    type AccessMode = Write;
    type Output = Gone;

    async fn execute(self, mut unit: UnitOfWork<Self>, was: Located<Self>) -> Result<Done<Self>> {
        let id = was.id;
        if was.status != CycleStatus::Planned {
            let said = "Only a planned cycle can be removed; this one is history.";
            return Err(Refusal::new(ErrorCode::WrongState, said).into());
        }
        unit.remove_cycle(was).await?;
        unit.commit(id, |_| Gone::IT_IS).await
    }
}
