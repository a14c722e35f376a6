//! The reveal: figures and texts are computed once and kept, the answers that they came from are
//! destroyed in the same transaction.

use std::collections::{BTreeMap, BTreeSet};

use entity::types::{
    Answer, CycleId, Disclosure, LongText, MemberId, OrganizationId, PromptId, RespondAs, RoundId,
};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use uuid::Uuid;

use super::before::named;
use super::repeats::Repeats;
use super::{ByOrganization, Figures, OrganizationMedian, PromptResult, ShownAnswer};
use crate::app::cycle::facts::terms;
use crate::app::cycle::prompts::Prompt;
use crate::app::cycle::responses::{stored, submitted};
use crate::domain::disclosure::{Respondents, Terms};
use crate::domain::figures::{Asked, Organizations, shown as figured};
use crate::domain::prompts::{Response, in_secret_order};
use crate::error::{AppError, Result};
use crate::store::{OpenWrite, Reader, answers, cycles, results};

/// To how many places a computed figure is shown.
const PLACES: u32 = 4;

/// What the reveal froze of a prompt, as the table keeps it.
#[derive(Default, Serialize, Deserialize)]
pub(super) struct Frozen {
    pub(super) suppressed: bool,
    figures: Option<Figures>,
    by_organization: Option<ByOrganization>,
    answers: Vec<ShownAnswer>,
    /// What each respondent had submitted, for nobody but themselves to read; never kept in an
    /// anonymous cycle.
    own: Vec<Own>,
}

#[derive(Serialize, Deserialize)]
struct Own {
    respondent: Uuid,
    answer: Answer,
}

impl Frozen {
    pub(super) fn read(outcome: Value) -> Result<Self> {
        // The fault does not say what stands there: it may be an answer.
        serde_json::from_value(outcome)
            .map_err(|_| AppError::fault("what a reveal froze cannot be read"))
    }

    /// How many rated.
    pub(super) fn rated(&self) -> usize {
        self.figures.as_ref().and_then(|it| usize::try_from(it.n).ok()).unwrap_or(0)
    }

    /// How many wrote.
    pub(super) fn wrote(&self) -> usize {
        self.answers.iter().filter(|it| it.text.is_some()).count()
    }
}

/// A prompt beside what the reveal froze of it.
pub(super) fn shown(prompt: Prompt, outcome: Option<Value>) -> Result<PromptResult> {
    let Frozen { suppressed, figures, by_organization, answers, own: _ } =
        outcome.map_or_else(|| Ok(Frozen::default()), Frozen::read)?;
    Ok(PromptResult { prompt, suppressed, figures, by_organization, answers })
}

/// What a respondent had submitted to a round that is revealed; nothing in an anonymous cycle.
///
/// # Errors
/// A fault where the database does not answer.
pub(in crate::app::cycle) async fn own(
    reader: &impl Reader,
    round: RoundId,
    respondent: Uuid,
) -> Result<Vec<(PromptId, Answer)>> {
    let outcomes: BTreeMap<_, _> = results::of_round(reader, round).await?.into_iter().collect();
    let mut all = Vec::new();
    for (prompt, outcome) in outcomes {
        let own = Frozen::read(outcome)?.own.into_iter();
        let own = own.filter(|own| own.respondent == respondent);
        all.extend(own.map(|own| (prompt, own.answer)));
    }
    Ok(all)
}

/// Whether one of these respondents is among those whose answers a cycle has revealed; as far as it
/// kept whose they were.
///
/// # Errors
/// A fault where the database does not answer.
pub(in crate::app::cycle) async fn names(
    reader: &impl Reader,
    cycle: CycleId,
    respondents: &BTreeSet<Uuid>,
) -> Result<bool> {
    for outcome in results::of_cycle(reader, cycle).await? {
        if Frozen::read(outcome)?.own.iter().any(|own| respondents.contains(&own.respondent)) {
            return Ok(true);
        }
    }
    Ok(false)
}

/// Freezes what a round shows, and destroys the answers that it came from.
///
/// # Errors
/// A fault where the database does not answer.
pub(in crate::app::cycle) async fn freeze(
    unit: &mut OpenWrite,
    cycle: &entity::cycle::Model,
    round: &entity::round::Model,
) -> Result<()> {
    let terms = terms(cycle)?;
    // What has names is shown under them whatever was asked before: its authors want it so, and all
    // were warned of it before they answered without.
    let mut repeats = match terms {
        Terms::Anonymous { .. } => Repeats::before(unit, cycle, round).await?,
        Terms::Named { .. } | Terms::ByOrganization { .. } => Repeats::default(),
    };
    let given = by_prompt(unit, round.id).await?;
    let answers = given.values().flatten().filter(|one| !one.given.is_declined());
    let answer = answers.map(|one| (one.respondent, one.organization)).collect();
    let (mut outcomes, mut respondents) = (Vec::new(), Vec::new());
    for prompt in cycles::prompts(unit, round.id).await? {
        let given = given.get(&prompt.id).map_or(&[][..], Vec::as_slice);
        let outcome = frozen(unit, &terms, (&prompt, &answer), &repeats, given);
        outcomes.push(kept(unit, &prompt, &outcome)?);
        // From what is suppressed nothing can be subtracted: nobody needs to know who answered it.
        if !outcome.suppressed {
            repeats.shows(&prompt, given);
            respondents.extend(answered(&terms, &prompt, given));
        }
    }
    unit.insert_all::<entity::result::Entity>(outcomes).await?;
    unit.insert_all::<entity::respondent::Entity>(respondents).await?;
    unit.destroy(round.id).await
}

async fn by_prompt(
    reader: &impl Reader,
    round: RoundId,
) -> Result<BTreeMap<PromptId, Vec<Response>>> {
    let mut all: BTreeMap<PromptId, Vec<Response>> = BTreeMap::new();
    for row in answers::submitted(reader, round).await? {
        all.entry(row.prompt_id).or_default().extend(submitted(&row));
    }
    Ok(all)
}

fn frozen(
    unit: &OpenWrite,
    terms: &Terms,
    (prompt, answer): (&entity::prompt::Model, &Respondents),
    repeats: &Repeats,
    given: &[Response],
) -> Frozen {
    let asked = Asked {
        answer_type: prompt.answer_type,
        terms: *terms,
        shown_before: &repeats.of(prompt),
        counted: &repeats.counted,
        hidden: terms.min_people().is_some_and(|min| repeats.hides(prompt, answer, min)),
    };
    let Some(shown) = figured(&asked, given) else {
        return Frozen { suppressed: true, ..Frozen::default() };
    };
    Frozen {
        suppressed: false,
        figures: shown.whole.map(|tally| Figures::from(tally.figures())),
        by_organization: shown.by_organization.map(side_by_side),
        answers: shown_answers(unit, terms, given),
        own: own_answers(terms, given),
    }
}

fn side_by_side(all: Organizations) -> ByOrganization {
    let medians = all.organizations.into_iter().map(|one| OrganizationMedian {
        organization_id: one.organization,
        median: one.median.decimal(PLACES),
    });
    ByOrganization {
        medians: medians.collect(),
        median: all.median.decimal(PLACES),
        organizations_differ: all.differ,
    }
}

/// The answers as they are shown under the terms, each under a handle made by chance. Texts without
/// their authors' names are sorted before they are shuffled, so that no order of before remains:
/// among an organization's texts, too.
fn shown_answers(unit: &OpenWrite, terms: &Terms, given: &[Response]) -> Vec<ShownAnswer> {
    let handle = || Some(unit.random().uuid_v4());
    let bare = |organization_id: Option<OrganizationId>, text: LongText| ShownAnswer {
        handle: handle(),
        member_id: None,
        organization_id,
        rating: None,
        text: Some(text),
        declined: None,
    };
    let draw = || u64::from_be_bytes(unit.random().bytes());
    let texts = given.iter().filter_map(|one| Some((one.organization, one.given.text()?.clone())));
    match terms {
        Terms::Anonymous { .. } => {
            let texts = in_secret_order(texts.map(|(_, text)| text).collect(), draw);
            texts.into_iter().map(|text| bare(None, text)).collect()
        }
        Terms::ByOrganization { .. } => {
            let mut texts = in_secret_order(texts.collect(), draw);
            texts.sort_by_key(|(organization, _)| *organization);
            texts.into_iter().map(|(organization, text)| bare(Some(organization), text)).collect()
        }
        Terms::Named { respond_as, .. } => given
            .iter()
            .map(|one| ShownAnswer { handle: handle(), ..named(one, *respond_as) })
            .collect(),
    }
}

fn own_answers(terms: &Terms, given: &[Response]) -> Vec<Own> {
    if terms.disclosure() == Disclosure::Anonymous {
        return Vec::new();
    }
    let own = |one: &Response| Own { respondent: one.respondent, answer: stored(&one.given) };
    given.iter().map(own).collect()
}

fn kept(
    unit: &OpenWrite,
    prompt: &entity::prompt::Model,
    outcome: &Frozen,
) -> Result<entity::result::Model> {
    Ok(entity::result::Model {
        prompt_id: prompt.id,
        alliance_id: prompt.alliance_id,
        round_id: prompt.round_id,
        outcome: serde_json::to_value(outcome).map_err(AppError::fault)?,
        version: unit.revision(),
    })
}

/// Who answered a prompt other than declined, without what; where members answer for themselves.
fn answered(
    terms: &Terms,
    prompt: &entity::prompt::Model,
    given: &[Response],
) -> Vec<entity::respondent::Model> {
    let by_members = terms.respond_as() == RespondAs::Member;
    let answered = given.iter().filter(|one| by_members && !one.given.is_declined());
    let row = |one: &Response| entity::respondent::Model {
        prompt_id: prompt.id,
        member_id: MemberId(one.respondent),
        alliance_id: prompt.alliance_id,
        organization_id: one.organization,
    };
    answered.map(row).collect()
}
