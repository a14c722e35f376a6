//! Writing answers to many prompts in one request: all of them, or none.

use std::collections::{HashMap, HashSet};
use std::fmt;

use async_graphql::InputObject;
use entity::types::{Answer, Declined, DiscussionEvent, DiscussionId, LongText, PromptId};
use garde::Validate;
use serde::Deserialize;
use utoipa::ToSchema;

use super::draft::{not_asked, slot};
use super::{Desk, MyResponses, stored};
use crate::app::{Done, Located, Operation, WriteAnswer};
use crate::domain::prompts::{Offered, read};
use crate::error::{ErrorCode, Refusal, Result, Violation};
use crate::policy::Act;
use crate::store::{Found, UnitOfWork, cycles};

/// Answers to many prompts of the live round, as drafts. Drafts of prompts that are not named stay.
#[derive(Clone, Deserialize, ToSchema, InputObject, Validate)]
#[serde(deny_unknown_fields)]
#[graphql(name = "DraftResponsesInput")]
pub struct DraftResponses {
    /// The answers, each to another prompt.
    #[schema(min_items = 1, max_items = 2000)]
    #[garde(length(min = 1, max = 2000), dive)]
    pub drafts: Vec<PromptDraft>,
}

/// An answer to one of many prompts, as a draft: a rating, words, or why there is neither.
#[derive(Clone, Deserialize, ToSchema, InputObject, Validate)]
#[serde(deny_unknown_fields)]
pub struct PromptDraft {
    /// The prompt that is answered.
    #[garde(skip)]
    pub prompt_id: PromptId,
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

impl fmt::Debug for DraftResponses {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("DraftResponses")
    }
}

impl fmt::Debug for PromptDraft {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("PromptDraft")
    }
}

type Prompts = HashMap<PromptId, Found<entity::prompt::Entity>>;

impl Operation for DraftResponses {
    const ACT: Act = Act::DraftResponses;
    type Locator = DiscussionId;
    type AccessMode = WriteAnswer;
    type Output = MyResponses;
    const SELF_CHECKED_FIELDS: &'static [&'static str] = &["/drafts/*/rating"];

    async fn execute(
        self,
        mut unit: UnitOfWork<Self>,
        discussion: Located<Self>,
    ) -> Result<Done<Self>> {
        let mut prompts = Prompts::new();
        if let Some(round) = discussion.round_id {
            let asked = cycles::prompts(&*unit, round).await?;
            prompts.extend(asked.into_iter().map(|prompt| (prompt.id, prompt)));
        }
        let (drafts, wrong) = read_all(self.drafts, &prompts);
        let desk = Desk::at(&unit, &discussion, DiscussionEvent::Submit).await;
        let desk = desk.map_err(|refused| refused.and(wrong.clone()))?;
        Refusal::unless_none(wrong)?;
        let written = drafts.into_iter().filter_map(|(prompt, answer)| {
            prompts.get(&prompt).map(|prompt| (slot(&desk, prompt), answer))
        });
        unit.draft(written.collect()).await?;
        let shown = desk.all(&*unit).await?;
        unit.commit(discussion.id, |_| shown).await
    }
}

/// The answers as they are stored, and all that is wrong with any of them.
fn read_all(
    responses: Vec<PromptDraft>,
    prompts: &Prompts,
) -> (Vec<(PromptId, Answer)>, Vec<Violation>) {
    let (mut drafts, mut wrong, mut named) = (Vec::new(), Vec::new(), HashSet::new());
    for (at, PromptDraft { prompt_id, rating, text, declined }) in responses.into_iter().enumerate()
    {
        let place = format!("/drafts/{at}");
        if !named.insert(prompt_id) {
            let said = "expected each prompt once";
            wrong.push(
                Violation::new(ErrorCode::FieldsClash, said).at(format!("{place}/prompt_id")),
            );
        }
        let Some(prompt) = prompts.get(&prompt_id) else {
            let said = "expected a prompt of the live round";
            let unknown = Violation::new(ErrorCode::ReferenceNotFound, said);
            wrong.push(unknown.at(format!("{place}/prompt_id")));
            continue;
        };
        match read(prompt.answer_type, Offered { rating, text, declined }) {
            Ok(given) => drafts.push((prompt_id, stored(&given))),
            Err(errors) => {
                let faults = errors.iter().copied().map(not_asked);
                wrong.extend(faults.map(|fault| {
                    let field = fault.pointer.clone().unwrap_or_default();
                    fault.at(format!("{place}{field}"))
                }));
            }
        }
    }
    (drafts, wrong)
}
