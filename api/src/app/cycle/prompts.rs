//! Prompts: what one round asks, frozen when it opens; and the promise that is made before anyone
//! answers.

mod ask;

pub(super) use ask::ask;

use async_graphql::SimpleObject;
use entity::prompt::Model;
use entity::types::{
    AnswerStage, AnswerType, Disclosure, DiscussionId, DiscussionStatus, IndicatorId, Language,
    PromiseWarning, PromptId, QuestionId, QuestionKind, Reader as WhoReads, Sight,
};
use garde::Validate;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::facts;
use crate::app::{Done, Located, Operation, ReadSnapshot, never_replayed};
use crate::domain::disclosure::{self, Circumstances, promise};
use crate::error::{ErrorCode, Refusal, Result};
use crate::framework::shipped;
use crate::policy::Act;
use crate::store::{Found, Reader, View, cycles};

/// What one round asks: a question about a subject.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema, SimpleObject)]
#[graphql(serial)]
pub struct Prompt {
    /// The prompt.
    pub id: PromptId,
    /// Its position in the round, from 1.
    #[schema(minimum = 1)]
    pub position: i32,
    /// Where its question comes from.
    pub kind: QuestionKind,
    /// The code of the framework's question.
    #[schema(required, max_length = 60)]
    pub question_code: Option<String>,
    /// The alliance's own question.
    #[schema(required)]
    pub question_id: Option<QuestionId>,
    /// The question: the framework's in your language, the alliance's own as it was then.
    #[schema(max_length = 2000)]
    pub question: String,
    /// Whether the answer is a rating, a text, or both.
    pub answer_type: AnswerType,
    /// The indicator that it asks about; null for the alliance.
    #[schema(required)]
    pub indicator_id: Option<IndicatorId>,
    /// What it asks about, by the name that it had then.
    #[schema(max_length = 200)]
    pub subject: String,
}

impl Prompt {
    pub(super) fn in_language(row: Model, language: Language) -> Result<Self> {
        let Model {
            id,
            alliance_id: _,
            round_id: _,
            cycle_id: _,
            discussion_id: _,
            position,
            kind,
            question_code,
            question_id,
            question,
            answer_type,
            indicator_id,
            subject,
            version: _,
        } = row;
        let framework = shipped()?.of(language);
        let known = question_code.as_deref().and_then(|code| framework.question(code));
        let question = known.map_or(question, |known| known.text.clone());
        Ok(Self {
            id,
            position,
            kind,
            question_code,
            question_id,
            question,
            answer_type,
            indicator_id,
            subject,
        })
    }
}

/// Who sees what of an answer, at one stage.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, ToSchema, SimpleObject)]
#[graphql(serial)]
pub struct Promised {
    /// When.
    pub stage: AnswerStage,
    /// Who.
    pub reader: WhoReads,
    /// What, and under which name; at the revealed stage for later history, too.
    pub sees: Sight,
}

/// What is promised of an answer before it is written. It is fixed when the cycle opens.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema, SimpleObject)]
#[graphql(serial)]
pub struct DisclosurePromise {
    /// Under which name answers are shown from the reveal on, in later history too.
    pub disclosure: Disclosure,
    /// Who sees what, at each stage.
    #[schema(max_items = 30)]
    pub sees: Vec<Promised>,
    /// How many people must answer before anything is shown, in an anonymous cycle.
    #[schema(required, minimum = 4, maximum = 20)]
    pub min_people: Option<i32>,
    /// Up to and including which stage the operator of the database can read whose answer it is.
    pub operator_until: AnswerStage,
    /// For how many days after the reveal backups may still tell whose answer it is; null where it
    /// keeps a name for good.
    #[schema(required, minimum = 0)]
    pub backup_days: Option<u32>,
    /// Whether your organization's name points to nobody but you.
    pub only_partner: bool,
    /// What the promise cannot hold off.
    #[schema(max_items = 10)]
    pub warnings: Vec<PromiseWarning>,
    /// The promise in words, in your language.
    #[schema(max_items = 30)]
    pub words: Vec<String>,
}

/// What a round asks, and what is promised to whoever answers.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema, SimpleObject)]
#[graphql(serial)]
pub struct RoundPrompts {
    /// The number of the round, from 1.
    #[schema(minimum = 1)]
    pub round: i32,
    /// Where it stands.
    pub status: DiscussionStatus,
    /// What is promised to you.
    pub promise: DisclosurePromise,
    /// The prompts, in order.
    #[schema(max_items = 2000)]
    pub items: Vec<Prompt>,
}

never_replayed!(RoundPrompts);

/// Which round of a discussion to ask about.
#[derive(Clone, Debug, Default, Deserialize, IntoParams, Validate)]
#[serde(deny_unknown_fields, default)]
#[into_params(parameter_in = Query)]
pub struct ListPrompts {
    /// The number of the round, from 1; the live one where nothing is said.
    #[param(minimum = 1, maximum = 1000)]
    #[garde(inner(range(min = 1, max = 1000)))]
    pub round: Option<i32>,
}

impl Operation for ListPrompts {
    const ACT: Act = Act::ListPrompts;
    type Locator = DiscussionId;
    type AccessMode = ReadSnapshot;
    type Output = RoundPrompts;

    async fn execute(self, view: View, discussion: Located<Self>) -> Result<Done<Self>> {
        let round = round(&view, &discussion, self.round).await?;
        let cycle = view.thing::<entity::cycle::Entity>(discussion.cycle_id).await?;
        let items = cycles::prompts(&view, round.id).await?;
        let prompts = items.into_iter().map(|row| Prompt::in_language(row.row(), view.language()));
        let items = prompts.collect::<Result<_>>()?;
        let promise = promised(&view, &cycle).await?;
        Ok(RoundPrompts { round: round.number, status: round.status, promise, items })
    }
}

/// A round of a discussion: the live one, or the one with this number.
///
/// # Errors
/// `not_found` where there is none.
pub(super) async fn round(
    reader: &impl Reader,
    discussion: &entity::discussion::Model,
    number: Option<i32>,
) -> Result<Found<entity::round::Entity>> {
    let wanted = number.or(discussion.round_number);
    let rounds = cycles::rounds(reader, discussion.id).await?;
    let found = rounds.into_iter().find(|round| Some(round.number) == wanted);
    found.ok_or_else(|| Refusal::new(ErrorCode::NotFound, "There is no such round yet.").into())
}

async fn promised(view: &View, cycle: &entity::cycle::Model) -> Result<DisclosurePromise> {
    let organization = view.by().member().and_then(|member| member.organization);
    let able = facts::able(view, cycle).await?.by_organization();
    let partners = organization.and_then(|own| able.get(&own).copied());
    let (only_partner, one_of_two) = (partners == Some(1), partners == Some(2));
    let backup_days = cycle.backup_days.and_then(|days| u32::try_from(days).ok()).unwrap_or(0);
    let circumstances = Circumstances { backup_days, only_partner, one_of_two };
    let made = promise(&facts::terms(cycle)?, circumstances);
    let promised = |one: &disclosure::PromisedSight| Promised {
        stage: one.stage,
        reader: one.reader,
        sees: one.sees,
    };
    Ok(DisclosurePromise {
        disclosure: made.disclosure,
        sees: made.sees.iter().map(promised).collect(),
        min_people: made.min_people.map(i32::from),
        operator_until: made.operator_until,
        backup_days: made.backup_days,
        only_partner: made.only_partner,
        words: made.says(view.language()),
        warnings: made.warnings,
    })
}
