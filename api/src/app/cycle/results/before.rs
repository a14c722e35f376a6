//! What may be seen of a round that collects, by the table of who sees what.

use std::collections::BTreeSet;

use entity::response::Model as Row;
use entity::types::{
    AnswerStage, CycleStatus, DiscussionStatus, MemberId, OrganizationId, Reader as WhoReads,
    RespondAs, Sight,
};

use super::{Participation, PromptResult, ShownAnswer};
use crate::app::cycle::facts::terms;
use crate::app::cycle::prompts::Prompt;
use crate::app::cycle::responses::{stored, submitted};
use crate::app::cycle::turnout;
use crate::domain::disclosure::sight;
use crate::domain::prompts::Response;
use crate::error::Result;
use crate::store::{Found, Reader, View, answers};

/// Who has answered, and what, as far as the reader may see it; none where nothing collects.
pub(super) async fn seen(
    view: &View,
    round: &entity::round::Model,
    prompts: Vec<Found<entity::prompt::Entity>>,
) -> Result<Option<(Participation, Vec<PromptResult>)>> {
    let cycle = view.thing::<entity::cycle::Entity>(round.cycle_id).await?;
    let over = cycle.status == CycleStatus::Closed;
    let me = view.by().member().filter(|_| round.status == DiscussionStatus::Collecting && !over);
    let Some(me) = me.map(|member| member.id) else { return Ok(None) };
    let facilitates = cycle.facilitator_id == Some(me);
    let reader = if facilitates { WhoReads::Facilitator } else { WhoReads::Partners };
    let terms = terms(&cycle)?;
    let sight = sight(reader, AnswerStage::Submitted, &terms);
    let rows = answers::submitted(view, round.id).await?;
    let responses: Vec<Response> = rows.iter().filter_map(submitted).collect();
    let items = match sight {
        Sight::AnswersByName => answers_by_name(view, terms.respond_as(), prompts, &rows, me)?,
        _ => Vec::new(),
    };
    let expected = turnout::expected(view, &cycle, round.id).await?;
    Ok(Some((participation(sight, round, &responses, &expected), items)))
}

/// Who has answered and who is missing; in an anonymous cycle how many, as it was last shown.
fn participation(
    sight: Sight,
    round: &entity::round::Model,
    responses: &[Response],
    expected: &BTreeSet<OrganizationId>,
) -> Participation {
    let answered: BTreeSet<_> = responses.iter().map(|response| response.organization).collect();
    let number = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
    let (count, which) = match sight {
        Sight::OrganizationCountOnceEnough => (round.organizations_shown, false),
        Sight::OrganizationCount => (i32::try_from(answered.len()).ok(), false),
        Sight::WhichOrganizations | Sight::AnswersByName => {
            (i32::try_from(answered.len()).ok(), true)
        }
        Sight::Nothing | Sight::AnswersWithoutAuthor | Sight::AnswersByOrganization => {
            (None, false)
        }
    };
    let missing = expected.difference(&answered).copied();
    Participation {
        organizations_expected: number(expected.len()),
        organizations_count: count.and_then(|count| u32::try_from(count).ok()),
        organizations_missing: which.then(|| missing.collect()),
        organizations: which.then(|| answered.iter().copied().collect()),
    }
}

/// The answers of a named cycle that were submitted for the eyes of this very facilitator. What was
/// submitted to another before a hand-over is not among them.
fn answers_by_name(
    view: &View,
    respond_as: RespondAs,
    prompts: Vec<Found<entity::prompt::Entity>>,
    rows: &[Row],
    me: MemberId,
) -> Result<Vec<PromptResult>> {
    let items = prompts.into_iter().map(|prompt| {
        let mine = rows
            .iter()
            .filter(|row| row.prompt_id == prompt.id && row.visible_to_member_id == Some(me));
        let answers = mine.filter_map(submitted).map(|response| named(&response, respond_as));
        Ok(PromptResult {
            answers: answers.collect(),
            prompt: Prompt::in_language(prompt.row(), view.language())?,
            suppressed: false,
            figures: None,
            by_organization: None,
        })
    });
    items.collect()
}

/// An answer under its author's name, or that of the organization whose partners share it.
pub(super) fn named(response: &Response, respond_as: RespondAs) -> ShownAnswer {
    let entity::types::Answer { rating, text, declined } = stored(&response.given);
    let own = respond_as == RespondAs::Member;
    ShownAnswer {
        handle: None,
        member_id: own.then_some(MemberId(response.respondent)),
        organization_id: Some(response.organization),
        rating,
        text: text.map(Into::into),
        declined,
    }
}
