//! Results: what a round shows, frozen at the reveal as it was promised.
//!
//! Figures and texts are computed once, in the transaction of the reveal, which also destroys the
//! answers that they came from. In an anonymous cycle nothing remains that tells who wrote what.

use std::collections::BTreeMap;

use async_graphql::SimpleObject;
use entity::words::{
    AnswerStage, AnswerType, ConsensusLabel, CycleId, Day, Decimal, Declined, Disclosure,
    DiscussionId, DiscussionStatus, LongText, MemberId, OrganizationId, PromptId,
    Reader as WhoReads, RespondAs, Sight,
};
use garde::Validate;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use super::facts::{submitted, terms};
use super::prompts::{Prompt, round};
use crate::app::{Done, Here, Operation, Snapshots, never_again};
use crate::domain::disclosure::{Terms, Turnout, enough, sight};
use crate::domain::figures::{Asked, Figures as Rounded, Tally, first_to_discuss, shown};
use crate::domain::prompts::{Response, in_secret_order};
use crate::error::{AppError, Result};
use crate::policy::{Act, Action, Membership};
use crate::store::{Found, Reader, Unit, View, answers, cycles, results};

/// The figures of a rated prompt: of all who rated, each once.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema, SimpleObject)]
pub struct Figures {
    /// How many rated.
    #[schema(minimum = 1)]
    pub n: u32,
    /// How many gave each rating, from 1 to 5.
    #[schema(min_items = 5, max_items = 5)]
    pub counts: Vec<u32>,
    /// The middle rating; the midpoint of the two middle ones where their number is even.
    pub median: Decimal,
    /// How high the ratings lie: (mean − 1) / 4 × 100.
    pub level: Decimal,
    /// How far they agree (van der Eijk's A): −1 split to the ends, 0 spread evenly, 1 unanimous.
    pub consensus: Decimal,
    /// The same in a word; null below five ratings.
    #[schema(required)]
    pub consensus_label: Option<ConsensusLabel>,
}

impl From<Rounded> for Figures {
    fn from(rounded: Rounded) -> Self {
        let Rounded { counts, n, median, level, consensus, consensus_label } = rounded;
        Self { n, counts: counts.to_vec(), median, level, consensus, consensus_label }
    }
}

/// The middle rating of one organization.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, ToSchema, SimpleObject)]
pub struct OrganizationMedian {
    /// The organization.
    pub organization_id: OrganizationId,
    /// The median of its respondents' ratings, 1 to 5.
    pub median: Decimal,
}

/// The organizations' ratings side by side, never ranked.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema, SimpleObject)]
pub struct ByOrganization {
    /// Each organization that rated.
    #[schema(max_items = 1000)]
    pub medians: Vec<OrganizationMedian>,
    /// The median of their medians, so that each weighs the same.
    pub median: Decimal,
    /// Whether two of them lie 2 or more apart.
    pub organizations_differ: bool,
}

/// An answer as it is shown: what is promised not to be shown is null.
#[derive(Clone, PartialEq, Serialize, Deserialize, ToSchema, SimpleObject)]
pub struct ShownAnswer {
    /// A handle to talk about it by; made by chance for this prompt alone.
    #[schema(format = Uuid, max_length = 36)]
    pub handle: Uuid,
    /// Who answered.
    #[schema(required)]
    pub member_id: Option<MemberId>,
    /// The organization for which they spoke.
    #[schema(required)]
    pub organization_id: Option<OrganizationId>,
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

impl std::fmt::Debug for ShownAnswer {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("ShownAnswer")
    }
}

/// What the reveal froze of a prompt, as the table keeps it.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
struct Frozen {
    suppressed: bool,
    figures: Option<Figures>,
    by_organization: Option<ByOrganization>,
    answers: Vec<ShownAnswer>,
}

/// Freezes what a round shows, and destroys the answers that it came from.
///
/// # Errors
/// A fault where the database does not answer.
pub(super) async fn freeze<A: Action>(
    unit: &mut Unit<A>,
    cycle: &entity::cycle::Model,
    round: &entity::round::Model,
) -> Result<()> {
    let terms = terms(cycle)?;
    let responses = by_prompt(unit, round).await?;
    for prompt in cycles::prompts(unit, round.id).await? {
        let given = responses.get(&prompt.id).map_or(&[][..], Vec::as_slice);
        let frozen = frozen(unit, &terms, &prompt, given).await?;
        keep(unit, &prompt, &frozen, given, &terms).await?;
    }
    unit.destroy(round.id).await
}

async fn by_prompt(
    reader: &impl Reader,
    round: &entity::round::Model,
) -> Result<BTreeMap<PromptId, Vec<Response>>> {
    let mut all: BTreeMap<PromptId, Vec<Response>> = BTreeMap::new();
    for row in answers::submitted(reader, round.id).await? {
        let Some(given) = row.submitted.and_then(super::responses::given) else { continue };
        let (respondent, organization) = (row.respondent, row.organization_id);
        all.entry(row.prompt_id).or_default().push(Response { respondent, organization, given });
    }
    for responses in all.values_mut() {
        responses.sort_by_key(|response| response.respondent);
    }
    Ok(all)
}

async fn frozen<A: Action>(
    unit: &Unit<A>,
    terms: &Terms,
    prompt: &entity::prompt::Model,
    given: &[Response],
) -> Result<Frozen> {
    let shown_before = match terms.disclosure() {
        Disclosure::Anonymous => earlier(unit, prompt).await?,
        Disclosure::Named | Disclosure::ByOrganization => Vec::new(),
    };
    let (answer_type, terms_of) = (prompt.answer_type, *terms);
    let asked = Asked { answer_type, terms: terms_of, shown_before: &shown_before };
    let Some(shown) = shown(&asked, given) else {
        return Ok(Frozen { suppressed: true, ..Frozen::default() });
    };
    let by_organization = shown.by_organization.map(|all| ByOrganization {
        medians: all
            .organizations
            .iter()
            .map(|one| OrganizationMedian {
                organization_id: one.organization,
                median: one.median.decimal(4),
            })
            .collect(),
        median: all.median.decimal(4),
        organizations_differ: all.differ,
    });
    let figures = shown.whole.map(|tally| Figures::from(tally.figures()));
    let answers = answers_of(unit, terms, given);
    Ok(Frozen { suppressed: false, figures, by_organization, answers })
}

/// The answers as they are shown under the terms, each under a handle made by chance. Texts without
/// their authors' names are sorted before they are shuffled, so that no order of before remains:
/// among an organization's texts, too.
fn answers_of<A: Action>(unit: &Unit<A>, terms: &Terms, given: &[Response]) -> Vec<ShownAnswer> {
    let texts = |response: &Response| response.given.text().cloned();
    let bare = |text: LongText| ShownAnswer {
        handle: unit.random().uuid_v4(),
        member_id: None,
        organization_id: None,
        rating: None,
        text: Some(text),
        declined: None,
    };
    let draw = || u64::from_be_bytes(unit.random().bytes());
    match terms {
        Terms::Anonymous { .. } => in_secret_order(given.iter().filter_map(texts).collect(), draw)
            .into_iter()
            .map(bare)
            .collect(),
        Terms::ByOrganization { .. } => {
            let mut told: Vec<_> = in_secret_order(
                given.iter().filter_map(|one| Some((one.organization, texts(one)?))).collect(),
                draw,
            );
            told.sort_by_key(|(organization, _)| *organization);
            told.into_iter()
                .map(|(of, text)| ShownAnswer { organization_id: Some(of), ..bare(text) })
                .collect()
        }
        Terms::Named { respond_as, .. } => given
            .iter()
            .map(|response| ShownAnswer {
                handle: unit.random().uuid_v4(),
                ..named(response, *respond_as)
            })
            .collect(),
    }
}

fn named(response: &Response, respond_as: RespondAs) -> ShownAnswer {
    let own = respond_as == RespondAs::Member;
    let declined = match &response.given {
        crate::domain::prompts::Given::Declined(why) => Some(*why),
        _ => None,
    };
    ShownAnswer {
        handle: Uuid::nil(),
        member_id: own.then_some(MemberId(response.respondent)),
        organization_id: Some(response.organization),
        rating: response.given.rating().map(i32::from),
        text: response.given.text().cloned(),
        declined,
    }
}

/// Whether what a cycle has revealed names a member, or an organization whose partners shared an
/// answer.
///
/// # Errors
/// A fault where the database does not answer.
pub(super) async fn names(
    reader: &impl Reader,
    cycle: CycleId,
    member: &entity::member::Model,
) -> Result<bool> {
    let theirs = |answer: &ShownAnswer| match answer.member_id {
        Some(author) => author == member.id,
        None => {
            answer.organization_id.is_some() && answer.organization_id == member.organization_id
        }
    };
    for outcome in results::of_cycle(reader, cycle).await? {
        let shown: Frozen = serde_json::from_value(outcome).map_err(AppError::fault)?;
        if shown.answers.iter().any(theirs) {
            return Ok(true);
        }
    }
    Ok(false)
}

/// Who answered when the same prompt was asked and shown before: in this cycle, and in the last one
/// that showed it, whichever were planned or held in between.
async fn earlier<A: Action>(
    unit: &Unit<A>,
    prompt: &entity::prompt::Model,
) -> Result<Vec<Turnout>> {
    let (mut turnouts, mut last) = (Vec::new(), None);
    for (cycle, asked) in results::earlier(unit, prompt).await? {
        let outcome: Frozen = serde_json::from_value(asked.outcome).map_err(AppError::fault)?;
        if outcome.suppressed {
            continue;
        }
        if cycle == prompt.cycle_id || *last.get_or_insert(cycle) == cycle {
            let rows = results::respondents(unit, asked.prompt_id).await?;
            let kept =
                rows.into_iter().map(|row| (row.member_id.0, row.organization_id, row.rated));
            turnouts.push(Turnout::kept(kept));
        }
    }
    Ok(turnouts)
}

async fn keep<A: Action>(
    unit: &mut Unit<A>,
    prompt: &entity::prompt::Model,
    frozen: &Frozen,
    given: &[Response],
    terms: &Terms,
) -> Result<()> {
    let row = entity::result::Model {
        prompt_id: prompt.id,
        alliance_id: prompt.alliance_id,
        round_id: prompt.round_id,
        outcome: serde_json::to_value(frozen).map_err(AppError::fault)?,
        version: unit.revision(),
    };
    unit.insert::<entity::result::Entity>(row).await?;
    if terms.respond_as() == RespondAs::Organization {
        return Ok(());
    }
    let answered = given.iter().filter(|response| !response.given.is_declined());
    let respondents = answered.map(|response| entity::respondent::Model {
        prompt_id: prompt.id,
        member_id: MemberId(response.respondent),
        alliance_id: prompt.alliance_id,
        organization_id: response.organization,
        rated: response.given.rating().is_some(),
    });
    unit.insert_all::<entity::respondent::Entity>(respondents.collect()).await
}

/// Who has answered, as far as you may see it.
#[derive(Clone, Debug, Default, PartialEq, Serialize, ToSchema, SimpleObject)]
pub struct Participation {
    /// How many organizations have answered; null where you may not see it, and in an anonymous
    /// cycle until there are enough.
    #[schema(required, minimum = 0)]
    pub organizations_count: Option<u32>,
    /// Which organizations have answered; null where you may not see it.
    #[schema(required, max_items = 1000)]
    pub organizations: Option<Vec<OrganizationId>>,
}

/// What a round shows of one prompt.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema, SimpleObject)]
pub struct PromptResult {
    /// The prompt.
    pub prompt: Prompt,
    /// Whether nothing is shown, because too few have answered to keep what was promised.
    pub suppressed: bool,
    /// The figures of all ratings; null where nobody rated or nothing is shown.
    #[schema(required)]
    pub figures: Option<Figures>,
    /// The organizations' ratings side by side; null in an anonymous cycle.
    #[schema(required)]
    pub by_organization: Option<ByOrganization>,
    /// The answers, as promised.
    #[schema(max_items = 10000)]
    pub answers: Vec<ShownAnswer>,
}

/// What a round shows.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema, SimpleObject)]
pub struct RoundResults {
    /// The discussion.
    pub discussion_id: DiscussionId,
    /// The number of the round, from 1.
    #[schema(minimum = 1)]
    pub round: i32,
    /// Where it stands.
    pub status: DiscussionStatus,
    /// The day of the reveal; null before it.
    #[schema(required)]
    pub revealed_on: Option<Day>,
    /// Who has answered so far; null from the reveal on.
    #[schema(required)]
    pub participation: Option<Participation>,
    /// What each prompt shows, in the order of the prompts; empty before the reveal, but for the
    /// facilitator of a named cycle who was promised to see it.
    #[schema(max_items = 2000)]
    pub items: Vec<PromptResult>,
    /// The rated prompts in the order in which they are worth talking about: lowest consensus
    /// first, then lowest level.
    #[schema(max_items = 2000)]
    pub talk_first: Vec<PromptId>,
}

never_again!(RoundResults);

/// Which round of a discussion to ask about.
#[derive(Clone, Debug, Default, Deserialize, IntoParams, Validate)]
#[serde(deny_unknown_fields, default)]
#[into_params(parameter_in = Query)]
pub struct GetResults {
    /// The number of the round, from 1; the live one where nothing is said.
    #[param(minimum = 1, maximum = 1000)]
    #[garde(inner(range(min = 1, max = 1000)))]
    pub round: Option<i32>,
}

impl Operation for GetResults {
    const ACT: Act = Act::GetResults;
    type At = DiscussionId;
    type Way = Snapshots;
    type Output = RoundResults;

    async fn execute(self, view: View, discussion: Here<Self>) -> Result<Done<Self>> {
        let round = round(&view, &discussion, self.round).await?;
        let cycle = view.thing::<entity::cycle::Entity>(discussion.cycle_id).await?;
        let prompts = cycles::prompts(&view, round.id).await?;
        let told = |items, participation, talk_first| RoundResults {
            discussion_id: discussion.id,
            round: round.number,
            status: round.status,
            revealed_on: None,
            participation,
            items,
            talk_first,
        };
        let Some(revealed_at) = round.revealed_at else {
            let (participation, items) = before(&view, &cycle, &round, prompts).await?;
            return Ok(told(items, Some(participation), Vec::new()));
        };
        let home = view.thing::<entity::alliance::Entity>(discussion.alliance_id).await?;
        let items = after(&view, &round, prompts).await?;
        let talk_first = talk_first(&items);
        let revealed_on = Some(home.time_zone.day(revealed_at));
        Ok(RoundResults { revealed_on, ..told(items, None, talk_first) })
    }
}

async fn after(
    view: &View,
    round: &entity::round::Model,
    prompts: Vec<Found<entity::prompt::Entity>>,
) -> Result<Vec<PromptResult>> {
    let mut frozen = results::of_round(view, round.id).await?;
    let mut items = Vec::with_capacity(prompts.len());
    for prompt in prompts {
        let outcome = frozen.remove(&prompt.id).unwrap_or_default();
        let outcome: Frozen = match outcome {
            serde_json::Value::Null => Frozen::default(),
            outcome => serde_json::from_value(outcome).map_err(AppError::fault)?,
        };
        items.push(PromptResult {
            prompt: Prompt::told(prompt.row(), view.language())?,
            suppressed: outcome.suppressed,
            figures: outcome.figures,
            by_organization: outcome.by_organization,
            answers: outcome.answers,
        });
    }
    Ok(items)
}

fn talk_first(items: &[PromptResult]) -> Vec<PromptId> {
    let rated = items.iter().filter(|item| item.prompt.answer_type != AnswerType::Text);
    let tallied = rated.map(|item| {
        let counts =
            item.figures.as_ref().and_then(|figures| figures.counts.clone().try_into().ok());
        ((item.prompt.position, item.prompt.id), counts.and_then(Tally::from_counts))
    });
    first_to_discuss(tallied).into_iter().map(|(_, id)| id).collect()
}

/// What may be seen before the reveal, by the table of who sees what.
async fn before(
    view: &View,
    cycle: &entity::cycle::Model,
    round: &entity::round::Model,
    prompts: Vec<Found<entity::prompt::Entity>>,
) -> Result<(Participation, Vec<PromptResult>)> {
    let terms = terms(cycle)?;
    let Some(me) = view.by().member().copied() else { return Ok(Default::default()) };
    let responses = submitted(view, round.id).await?;
    let reader = reader(view, cycle, round, &me).await?;
    let sight = sight(reader, AnswerStage::Submitted, &terms);
    let items = match sight {
        Sight::AnswersByName => told_by_name(view, &terms, round, prompts, &me).await?,
        _ => Vec::new(),
    };
    Ok((participation(sight, &terms, &responses), items))
}

/// As what somebody reads what is submitted: who took a cycle over sees nothing that was written
/// for the eyes of another.
async fn reader(
    view: &View,
    cycle: &entity::cycle::Model,
    round: &entity::round::Model,
    me: &Membership,
) -> Result<WhoReads> {
    if cycle.facilitator_id != Some(me.id) {
        return Ok(WhoReads::Partners);
    }
    let written = answers::submitted(view, round.id).await?;
    let mine = written.iter().any(|row| row.told == Some(me.id));
    Ok(if mine || written.is_empty() { WhoReads::Facilitator } else { WhoReads::NextFacilitator })
}

fn participation(sight: Sight, terms: &Terms, responses: &[Response]) -> Participation {
    let turnout = Turnout::of(responses);
    let organizations: Vec<OrganizationId> = match terms {
        Terms::Anonymous { .. } => turnout.answered().by_organization().into_keys().collect(),
        Terms::Named { .. } | Terms::ByOrganization { .. } => {
            let mut all: Vec<_> = responses.iter().map(|response| response.organization).collect();
            all.sort_unstable();
            all.dedup();
            all
        }
    };
    let count = u32::try_from(organizations.len()).ok();
    let is_enough = terms.min_people().is_none_or(|min| enough(turnout.answered(), min));
    match sight {
        Sight::OrganizationCountOnceEnough if !is_enough => Participation::default(),
        Sight::OrganizationCountOnceEnough | Sight::OrganizationCount => {
            Participation { organizations_count: count, organizations: None }
        }
        Sight::WhichOrganizations | Sight::AnswersByName => {
            Participation { organizations_count: count, organizations: Some(organizations) }
        }
        _ => Participation::default(),
    }
}

/// The answers of a named cycle that were submitted for the eyes of this very facilitator.
async fn told_by_name(
    view: &View,
    terms: &Terms,
    round: &entity::round::Model,
    prompts: Vec<Found<entity::prompt::Entity>>,
    me: &Membership,
) -> Result<Vec<PromptResult>> {
    let rows = answers::submitted(view, round.id).await?;
    let mut items = Vec::with_capacity(prompts.len());
    for prompt in prompts {
        let mine = rows.iter().filter(|row| row.prompt_id == prompt.id && row.told == Some(me.id));
        let shown = mine.filter_map(|row| {
            let given = super::responses::given(row.submitted.clone()?)?;
            let (respondent, organization) = (row.respondent, row.organization_id);
            let response = Response { respondent, organization, given };
            let handle = Uuid::from_u128(row.prompt_id.0.as_u128() ^ row.respondent.as_u128());
            Some(ShownAnswer { handle, ..named(&response, terms.respond_as()) })
        });
        items.push(PromptResult {
            answers: shown.collect(),
            prompt: Prompt::told(prompt.row(), view.language())?,
            suppressed: false,
            figures: None,
            by_organization: None,
        });
    }
    Ok(items)
}
