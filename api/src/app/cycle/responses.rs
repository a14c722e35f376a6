//! Responses: a partner's answers while a round collects. Nobody sees that one was written.
//!
//! Drafts and what is submitted lie side by side. Submitting replaces what was submitted by all
//! drafts; a later draft leaves it standing; withdrawing turns all back into drafts.

mod draft;
mod draft_all;
mod submit;

pub use draft::{DraftResponse, RemoveResponse};
pub use draft_all::{DraftResponses, PromptDraft};
pub use submit::{SubmitResponses, WithdrawResponses};

use std::fmt;

use async_graphql::SimpleObject;
use entity::response::Model;
use entity::types::{
    Answer, AnswerType, Declined, DiscussionEvent, DiscussionId, LongText, OrganizationId,
    PromptId, RespondAs, RoundId,
};
use garde::Validate;
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use super::{facts, results, turnout};
use crate::app::{Done, Located, Operation, Read, never_replayed};
use crate::domain::order::{Reason, may_respond, may_share};
use crate::domain::prompts::{Given, Offered, Response, read};
use crate::error::{AppError, Refusal, Result};
use crate::policy::{Act, Membership};
use crate::store::{OpenWrite, Reader, View, answers, cycles};

/// An answer to a prompt, as its author wrote it.
#[derive(Clone, PartialEq, Eq, Serialize, ToSchema, SimpleObject)]
#[graphql(serial)]
pub struct OwnAnswer {
    /// The rating, 1 to 5.
    #[schema(required, minimum = 1, maximum = 5)]
    pub rating: Option<i32>,
    /// The words.
    #[schema(required)]
    pub text: Option<LongText>,
    /// Why there is neither a rating nor a text.
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
#[graphql(serial)]
pub struct MyResponse {
    /// The prompt.
    pub prompt_id: PromptId,
    /// What the next submitting submits; it stays when it is submitted, to be changed or taken back.
    #[schema(required)]
    pub draft: Option<OwnAnswer>,
    /// What is submitted.
    #[schema(required)]
    pub submitted: Option<OwnAnswer>,
}

/// What you have written for a round.
#[derive(Clone, PartialEq, Eq, Serialize, ToSchema, SimpleObject)]
#[graphql(serial)]
pub struct MyResponses {
    /// Your answers, in the order of the prompts. From the reveal on they are what you had
    /// submitted; of an anonymous round nothing is left that tells which was yours.
    #[schema(max_items = 2000)]
    pub items: Vec<MyResponse>,
}

never_replayed!(MyResponses MyResponse);

impl fmt::Debug for MyResponses {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("MyResponses")
    }
}

/// Who answers: a member, or an organization whose partners share one response.
#[derive(Clone, Copy)]
pub(in crate::app) struct Respondent {
    /// The member, or the organization.
    pub(in crate::app) id: Uuid,
    organization: OrganizationId,
}

impl Respondent {
    pub(in crate::app) fn of(cycle: &entity::cycle::Model, me: &Membership) -> Result<Self> {
        let organization =
            me.organization.ok_or_else(|| AppError::fault("a partner without an organization"))?;
        let id = match cycle.respond_as {
            Some(RespondAs::Organization) => organization.0,
            Some(RespondAs::Member) | None => me.id.0,
        };
        Ok(Self { id, organization })
    }
}

/// A stored answer as the rule reads it; none where it is none.
fn given(answer: Answer) -> Option<Given> {
    let Answer { rating, text, declined } = answer;
    let offered = Offered { rating, text: text.map(LongText::from), declined };
    read(AnswerType::Both, offered).ok()
}

/// An answer as it is stored.
pub(super) fn stored(given: &Given) -> Answer {
    let declined = match given {
        Given::Declined(why) => Some(*why),
        Given::Text(_) | Given::Rating(_) | Given::Both(..) => None,
    };
    Answer {
        rating: given.rating().map(i32::from),
        text: given.text().map(|text| text.0.clone()),
        declined,
    }
}

/// What a row holds that is submitted, as the rules read it.
pub(super) fn submitted(row: &Model) -> Option<Response> {
    let given = given(row.submitted.clone()?)?;
    Some(Response { respondent: row.respondent, organization: row.organization_id, given })
}

/// Where a respondent writes.
struct Desk {
    cycle: entity::cycle::Model,
    round: RoundId,
    me: Respondent,
}

impl Desk {
    /// What stands between a member and an answer, said at once: that they facilitate, the cycle,
    /// the discussion. What others have answered does not enter it.
    async fn at(
        unit: &OpenWrite,
        discussion: &entity::discussion::Model,
        event: DiscussionEvent,
    ) -> Result<Self> {
        let context = facts::load_respondent_context(unit, discussion).await?;
        let me = *unit.by().member().ok_or_else(Refusal::missing)?;
        let facilitators = cycles::facilitators(unit, &context.cycle).await?;
        let partial = may_respond(me.id, &facilitators).err();
        let shares = match discussion.round_id {
            Some(round) => turnout::shares(unit, &context.cycle, round, &me).await?,
            None => true,
        };
        let later = may_share(shares).err();
        let closed = context.facts.step(event, Reason::Missing).err();
        let refused =
            partial.into_iter().chain(later).chain(closed).map(|one| one.says(unit.language()));
        if let Some(refusal) = Refusal::all(refused) {
            return Err(refusal.into());
        }
        let round =
            discussion.round_id.ok_or_else(|| AppError::fault("a live round is missing"))?;
        let me = Respondent::of(&context.cycle, &me)?;
        Ok(Self { cycle: context.cycle.row(), round, me })
    }

    async fn all(&self, reader: &impl Reader) -> Result<MyResponses> {
        written(reader, self.round, self.me.id).await
    }
}

/// Asks for what you have written for the live round.
#[derive(Clone, Debug, Validate)]
pub struct ListMyResponses {}

impl Operation for ListMyResponses {
    const ACT: Act = Act::ListMyResponses;
    type Locator = DiscussionId;
    type AccessMode = Read;
    type Output = MyResponses;

    async fn execute(self, view: View, discussion: Located<Self>) -> Result<Done<Self>> {
        let nothing = MyResponses { items: Vec::new() };
        let Some(round) = discussion.round_id else { return Ok(nothing) };
        let cycle = view.thing::<entity::cycle::Entity>(discussion.cycle_id).await?;
        let me = *view.by().member().ok_or_else(Refusal::missing)?;
        if cycles::facilitators(&view, &cycle).await?.contains(&me.id) {
            // What an organization's partners share is not for a facilitator of theirs.
            return Ok(nothing);
        }
        let shares = turnout::shares(&view, &cycle, round, &me).await?;
        let me = Respondent::of(&cycle, &me)?;
        let mut all = if shares { written(&view, round, me.id).await? } else { nothing };
        if all.items.is_empty() {
            all.items = revealed(&view, round, me.id).await?;
        }
        Ok(all)
    }
}

/// What a respondent has written for a round that collects.
async fn written(reader: &impl Reader, round: RoundId, respondent: Uuid) -> Result<MyResponses> {
    let written = answers::of(reader, round, respondent).await?;
    let items = written.into_iter().map(|row| MyResponse {
        prompt_id: row.prompt_id,
        draft: row.draft.map(OwnAnswer::from),
        submitted: row.submitted.map(OwnAnswer::from),
    });
    Ok(MyResponses { items: items.collect() })
}

/// What a respondent had submitted to a round that is revealed, where it kept their name.
async fn revealed(
    reader: &impl Reader,
    round: RoundId,
    respondent: Uuid,
) -> Result<Vec<MyResponse>> {
    let own = results::own(reader, round, respondent).await?;
    let items = own.into_iter().map(|(prompt_id, answer)| MyResponse {
        prompt_id,
        draft: None,
        submitted: Some(answer.into()),
    });
    Ok(items.collect())
}
