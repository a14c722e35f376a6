//! Responses: a partner's answers while a round collects. Nobody sees that one was written.
//!
//! Drafts and what is submitted lie side by side. Submitting replaces what was submitted by all
//! drafts; a later draft leaves it standing; withdrawing turns all back into drafts.

use async_graphql::{InputObject, SimpleObject};
use entity::words::{
    Answer, Declined, Disclosure, DiscussionEvent, DiscussionId, FacilitatorSees, LongText,
    MemberId, OrganizationId, PromptId, RespondAs, RoundId,
};
use garde::Validate;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use super::facts;
use crate::app::{Answers, Done, Gone, Here, Operation, Reads, never_again};
use crate::domain::order::{Reason, may_respond};
use crate::domain::prompts::{AnswerFault, Given, Offered, read};
use crate::error::{AppError, Code, Refusal, Result, Violation};
use crate::policy::{Act, Action, Membership};
use crate::store::answers::{self, Slot};
use crate::store::{PromptAt, Reader, Unit, View, cycles};

/// An answer to a prompt, as its author wrote it.
#[derive(Clone, PartialEq, Eq, Serialize, ToSchema, SimpleObject)]
pub struct OwnAnswer {
    /// The rating, 1 to 5.
    #[schema(required, minimum = 1, maximum = 5)]
    pub rating: Option<i32>,
    /// The words.
    #[schema(required)]
    pub text: Option<LongText>,
    /// Why there is neither.
    #[schema(required)]
    pub declined: Option<Declined>,
}

impl From<Answer> for OwnAnswer {
    fn from(answer: Answer) -> Self {
        let Answer { rating, text, declined } = answer;
        Self { rating, text: text.map(LongText::from), declined }
    }
}

/// Your answer to a prompt, or that of your organization where its partners share one.
#[derive(Clone, PartialEq, Eq, Serialize, ToSchema, SimpleObject)]
pub struct MyResponse {
    /// The prompt.
    pub prompt_id: PromptId,
    /// What is not submitted.
    #[schema(required)]
    pub draft: Option<OwnAnswer>,
    /// What is submitted.
    #[schema(required)]
    pub submitted: Option<OwnAnswer>,
}

/// What you have written for a round.
#[derive(Clone, PartialEq, Eq, Serialize, ToSchema, SimpleObject)]
pub struct MyResponses {
    /// Your answers, in the order of the prompts.
    #[schema(max_items = 2000)]
    pub items: Vec<MyResponse>,
}

never_again!(MyResponses MyResponse);

impl std::fmt::Debug for MyResponses {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("MyResponses")
    }
}

/// Whose response it is in a cycle: the member's own, or their organization's.
pub(in crate::app) fn respondent(
    cycle: &entity::cycle::Model,
    me: &Membership,
) -> Result<(Uuid, OrganizationId)> {
    let spoken_for =
        me.organization.ok_or_else(|| AppError::fault("a partner without an organization"))?;
    Ok(match cycle.respond_as {
        Some(RespondAs::Organization) => (spoken_for.0, spoken_for),
        _ => (me.id.0, spoken_for),
    })
}

/// A stored answer as the rule reads it; none where it is none.
pub(super) fn given(answer: Answer) -> Option<Given> {
    let Answer { rating, text, declined } = answer;
    let offered = Offered { rating, text: text.map(LongText::from), declined };
    read(entity::words::AnswerType::Both, offered).ok()
}

fn stored(given: &Given) -> Answer {
    let declined = match given {
        Given::Declined(why) => Some(*why),
        _ => None,
    };
    Answer {
        rating: given.rating().map(i32::from),
        text: given.text().map(|text| text.0.clone()),
        declined,
    }
}

/// What stands between a member and an answer, found at once: the cycle, the live round, and that
/// the member is neutral to nothing in it.
async fn place<A: Action>(
    unit: &Unit<A>,
    discussion: &entity::discussion::Model,
    event: DiscussionEvent,
) -> Result<(entity::cycle::Model, RoundId, Membership)> {
    let around = facts::around(unit, discussion).await?;
    let me = *unit.by().member().ok_or_else(Refusal::missing)?;
    let facilitators = cycles::facilitators(unit, &around.cycle).await?;
    let language = unit.language();
    may_respond(me.id, &facilitators).map_err(|refused| refused.says(language))?;
    around.facts.step(event, Reason::Missing).map_err(|refused| refused.says(language))?;
    let round = discussion.round_id.ok_or_else(|| AppError::fault("a live round is missing"))?;
    Ok((around.cycle.row(), round, me))
}

/// Asks for what you have written for the live round.
#[derive(Clone, Debug, Validate)]
pub struct ListMyResponses {}

impl Operation for ListMyResponses {
    const ACT: Act = Act::ListMyResponses;
    type At = DiscussionId;
    type Way = Reads;
    type Output = MyResponses;

    async fn execute(self, view: View, discussion: Here<Self>) -> Result<Done<Self>> {
        let Some(round) = discussion.round_id else { return Ok(MyResponses { items: Vec::new() }) };
        let cycle = view.thing::<entity::cycle::Entity>(discussion.cycle_id).await?;
        let me = *view.by().member().ok_or_else(Refusal::missing)?;
        let (respondent, _) = respondent(&cycle, &me)?;
        all(&view, round, respondent).await
    }
}

/// An answer, as a draft: a rating, words, or why there is neither.
#[derive(Clone, Deserialize, ToSchema, InputObject, Validate)]
#[serde(deny_unknown_fields)]
#[graphql(name = "DraftResponseInput")]
pub struct DraftResponse {
    /// The rating, 1 to 5, where the prompt asks for one.
    #[schema(minimum = 1, maximum = 5)]
    #[garde(inner(range(min = 1, max = 5)))]
    pub rating: Option<i32>,
    /// The words, where the prompt asks for some.
    #[garde(dive)]
    pub text: Option<LongText>,
    /// Why there is neither.
    #[garde(skip)]
    pub declined: Option<Declined>,
}

impl std::fmt::Debug for DraftResponse {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("DraftResponse")
    }
}

impl Operation for DraftResponse {
    const ACT: Act = Act::DraftResponse;
    type At = PromptAt;
    type Way = Answers;
    type Output = MyResponse;

    async fn execute(self, mut unit: Unit<Self>, prompt: Here<Self>) -> Result<Done<Self>> {
        let Self { rating, text, declined } = self;
        let discussion = live(&unit, &prompt).await?;
        let (cycle, round, me) = place(&unit, &discussion, DiscussionEvent::Submit).await?;
        let given =
            read(prompt.answer_type, Offered { rating, text, declined }).map_err(refused)?;
        let (respondent, organization) = respondent(&cycle, &me)?;
        let (prompt, alliance) = (prompt.id, cycle.alliance_id);
        let slot = Slot { prompt, round, alliance, respondent, organization };
        unit.draft(slot, stored(&given)).await?;
        let shown = mine(&unit, round, respondent, prompt).await?;
        unit.commit(prompt, |_| shown).await
    }
}

/// The discussion of a prompt, if the prompt is of its live round.
async fn live(
    reader: &impl Reader,
    prompt: &entity::prompt::Model,
) -> Result<entity::discussion::Model> {
    let discussion = reader.thing::<entity::discussion::Entity>(prompt.discussion_id).await?;
    if discussion.round_id == Some(prompt.round_id) {
        return Ok(discussion.row());
    }
    let said = "This prompt is of an earlier round, which collects no more responses.";
    Err(Refusal::new(Code::ResponsesClosed, said).into())
}

fn refused(faults: Vec<AnswerFault>) -> AppError {
    let violations = faults.into_iter().map(|fault| {
        let violation = Violation::new(Code::AnswerNotAsked, fault.to_string());
        match fault.field() {
            Some(field) => violation.at(format!("/{field}")),
            None => violation,
        }
    });
    match Refusal::of(violations) {
        Some(refusal) => refusal.into(),
        None => AppError::fault("an answer was refused for no reason"),
    }
}

async fn mine(
    reader: &impl Reader,
    round: RoundId,
    respondent: Uuid,
    prompt: PromptId,
) -> Result<MyResponse> {
    let written = answers::of(reader, round, respondent).await?;
    let row = written.into_iter().find(|row| row.prompt_id == prompt);
    let (draft, submitted) = row.map_or((None, None), |row| (row.draft, row.submitted));
    let (draft, submitted) = (draft.map(OwnAnswer::from), submitted.map(OwnAnswer::from));
    Ok(MyResponse { prompt_id: prompt, draft, submitted })
}

/// Takes a draft back; what is submitted stands.
#[derive(Clone, Debug, Validate)]
pub struct RemoveResponse {}

impl Operation for RemoveResponse {
    const ACT: Act = Act::RemoveResponse;
    type At = PromptAt;
    type Way = Answers;
    type Output = Gone;

    async fn execute(self, mut unit: Unit<Self>, prompt: Here<Self>) -> Result<Done<Self>> {
        let discussion = live(&unit, &prompt).await?;
        let (cycle, _, me) = place(&unit, &discussion, DiscussionEvent::Submit).await?;
        let (respondent, _) = respondent(&cycle, &me)?;
        unit.undraft(prompt.id, respondent).await?;
        unit.commit(prompt.id, |_| Gone::IT_IS).await
    }
}

/// Submits all your drafts of the live round, in place of what you had submitted.
#[derive(Clone, Debug, Validate)]
pub struct SubmitResponses {}

impl Operation for SubmitResponses {
    const ACT: Act = Act::SubmitResponses;
    type At = DiscussionId;
    type Way = Answers;
    type Output = MyResponses;

    async fn execute(self, mut unit: Unit<Self>, discussion: Here<Self>) -> Result<Done<Self>> {
        let (cycle, round, me) = place(&unit, &discussion, DiscussionEvent::Submit).await?;
        let (respondent, _) = respondent(&cycle, &me)?;
        unit.submit(round, respondent, told(&cycle)).await?;
        let shown = all(&unit, round, respondent).await?;
        unit.commit(discussion.id, |_| shown).await
    }
}

/// Turns all that you had submitted to the live round back into drafts.
#[derive(Clone, Debug, Validate)]
pub struct WithdrawResponses {}

impl Operation for WithdrawResponses {
    const ACT: Act = Act::WithdrawResponses;
    type At = DiscussionId;
    type Way = Answers;
    type Output = MyResponses;

    async fn execute(self, mut unit: Unit<Self>, discussion: Here<Self>) -> Result<Done<Self>> {
        let (cycle, round, me) = place(&unit, &discussion, DiscussionEvent::Withdraw).await?;
        let (respondent, _) = respondent(&cycle, &me)?;
        unit.withdraw(round, respondent).await?;
        let shown = all(&unit, round, respondent).await?;
        unit.commit(discussion.id, |_| shown).await
    }
}

/// The facilitator to whom a submitted answer is shown before the reveal: in a named cycle that
/// says so whoever facilitates at that time, and nobody who takes over later.
fn told(cycle: &entity::cycle::Model) -> Option<MemberId> {
    let named = cycle.disclosure == Some(Disclosure::Named);
    let names = cycle.facilitator_sees == Some(FacilitatorSees::Names);
    cycle.facilitator_id.filter(|_| named && names)
}

async fn all(reader: &impl Reader, round: RoundId, respondent: Uuid) -> Result<MyResponses> {
    let written = answers::of(reader, round, respondent).await?;
    let prompts = cycles::prompts(reader, round).await?;
    let items = prompts.iter().filter_map(|prompt| {
        let row = written.iter().find(|row| row.prompt_id == prompt.id)?.clone();
        Some(MyResponse {
            prompt_id: prompt.id,
            draft: row.draft.map(OwnAnswer::from),
            submitted: row.submitted.map(OwnAnswer::from),
        })
    });
    Ok(MyResponses { items: items.collect() })
}
