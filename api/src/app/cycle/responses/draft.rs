//! Writing an answer, and taking it back.

use std::fmt;

use async_graphql::InputObject;
use entity::types::{Declined, DiscussionEvent, LongText, PromptId};
use garde::Validate;
use serde::Deserialize;
use utoipa::ToSchema;

use super::{Desk, MyResponse, stored};
use crate::app::{Done, Gone, Located, Operation, WriteAnswer};
use crate::domain::prompts::{AnswerError, Offered, read};
use crate::error::{AppError, ErrorCode, Refusal, Result, Violation};
use crate::policy::Act;
use crate::store::answers::AnswerSlot;
use crate::store::{OpenWrite, PromptAt, Reader, UnitOfWork};

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
    /// Why there is neither a rating nor a text.
    #[garde(skip)]
    pub declined: Option<Declined>,
}

impl fmt::Debug for DraftResponse {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("DraftResponse")
    }
}

impl Operation for DraftResponse {
    const ACT: Act = Act::DraftResponse;
    type Locator = PromptAt;
    type AccessMode = WriteAnswer;
    type Output = MyResponse;
    const SELF_CHECKED_FIELDS: &'static [&'static str] = &["/rating"];

    async fn execute(
        self,
        mut unit: UnitOfWork<Self>,
        prompt: Located<Self>,
    ) -> Result<Done<Self>> {
        let Self { rating, text, declined } = self;
        let given = read(prompt.answer_type, Offered { rating, text, declined });
        let wrong = given.as_ref().err().into_iter().flatten().copied().map(not_asked);
        let desk = desk(&unit, &prompt).await.map_err(|refused| refused.and(wrong.clone()))?;
        let Ok(given) = given else { return Err(unanswered(wrong)) };
        unit.draft(vec![(slot(&desk, &prompt), stored(&given))]).await?;
        let shown = one(&*unit, &desk, prompt.id).await?;
        unit.commit(prompt.id, |_| shown).await
    }
}

/// Where the prompt is answered, as long as its round collects.
async fn desk(unit: &OpenWrite, prompt: &entity::prompt::Model) -> Result<Desk> {
    let discussion = live(unit, prompt).await?;
    Desk::at(unit, &discussion, DiscussionEvent::Submit).await
}

pub(super) fn slot(desk: &Desk, prompt: &entity::prompt::Model) -> AnswerSlot {
    AnswerSlot {
        prompt: prompt.id,
        round: prompt.round_id,
        alliance: prompt.alliance_id,
        respondent: desk.me.id,
        organization: desk.me.organization,
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
    Err(Refusal::new(ErrorCode::ResponsesClosed, said).into())
}

pub(super) fn not_asked(error: AnswerError) -> Violation {
    let code = match error {
        AnswerError::RatingOutOfRange(_) => ErrorCode::FieldInvalid,
        _ => ErrorCode::AnswerNotAsked,
    };
    let violation = Violation::new(code, error.to_string());
    match error.field() {
        Some(field) => violation.at(format!("/{field}")),
        None => violation,
    }
}

fn unanswered(wrong: impl Iterator<Item = Violation>) -> AppError {
    match Refusal::of(wrong) {
        Some(refusal) => refusal.into(),
        None => AppError::fault("an answer was refused for no reason"),
    }
}

async fn one(reader: &impl Reader, desk: &Desk, prompt: PromptId) -> Result<MyResponse> {
    let found = desk.all(reader).await?.items.into_iter().find(|one| one.prompt_id == prompt);
    found.ok_or_else(|| AppError::fault("a draft that was written is missing"))
}

/// Takes a draft back; what is submitted stands until the next submitting.
#[derive(Clone, Debug, Validate)]
pub struct RemoveResponse {}

impl Operation for RemoveResponse {
    const ACT: Act = Act::RemoveResponse;
    type Locator = PromptAt;
    type AccessMode = WriteAnswer;
    type Output = Gone;

    async fn execute(
        self,
        mut unit: UnitOfWork<Self>,
        prompt: Located<Self>,
    ) -> Result<Done<Self>> {
        let desk = desk(&unit, &prompt).await?;
        unit.undraft(prompt.id, desk.me.id).await?;
        unit.commit(prompt.id, |_| Gone::IT_IS).await
    }
}
