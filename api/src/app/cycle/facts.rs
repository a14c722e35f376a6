//! The facts on which the order of discussions is decided, gathered for the rule.

use std::collections::BTreeSet;

use entity::types::{CycleId, DiscussionStatus, Language, MemberId, RoundId};

use crate::domain::disclosure::{Counted, DisclosureSettings, Respondents, Terms, Turnout};
use crate::domain::order::{
    Collected, CycleFacts, DiscussionFacts, Discussions, Live, Marks, Need, able_to_respond,
    may_write_conclusions,
};
use crate::domain::prompts::Response;
use crate::error::{AppError, ErrorCode, Refusal, Result};
use crate::store::{Found, OpenWrite, Reader, answers, cycles, partnerships};

use super::cycles::can_facilitate;
use super::{responses, results};

/// The settings of a cycle.
pub fn settings(cycle: &entity::cycle::Model) -> DisclosureSettings {
    DisclosureSettings {
        disclosure: cycle.disclosure,
        facilitator_sees: cycle.facilitator_sees,
        min_people: cycle.min_people,
        respond_as: cycle.respond_as,
    }
}

/// The terms of a cycle that has opened.
///
/// # Errors
/// A fault where they are not set, which opening does not let be.
pub fn terms(cycle: &entity::cycle::Model) -> Result<Terms> {
    let unset = |_| AppError::fault("a cycle opened without terms");
    settings(cycle).terms().map_err(unset)
}

/// What must be known of a cycle to say whether it can move.
///
/// # Errors
/// A fault where the database does not answer; so for all of these.
pub async fn of_cycle(reader: &impl Reader, cycle: &entity::cycle::Model) -> Result<CycleFacts> {
    Ok(CycleFacts {
        status: cycle.status,
        facilitator_named: facilitated(reader, cycle).await?,
        able: able(reader, cycle).await?,
        other_running: cycles::other_running(reader, cycle.id).await?,
        settings: settings(cycle),
        discussions: stand(&cycles::discussions(reader, cycle.id).await?),
    })
}

/// Whether somebody who still takes part is to facilitate a cycle.
async fn facilitated(reader: &impl Reader, cycle: &entity::cycle::Model) -> Result<bool> {
    match cycle.facilitator_id {
        Some(member) => can_facilitate(reader, member).await,
        None => Ok(false),
    }
}

/// The partners who can respond in a cycle.
pub async fn able(reader: &impl Reader, cycle: &entity::cycle::Model) -> Result<Respondents> {
    let facilitators = cycles::facilitators(reader, cycle).await?;
    Ok(able_to_respond(cycles::partners(reader).await?, &facilitators))
}

/// Where discussions stand.
pub fn stand(rows: &[Found<entity::discussion::Entity>]) -> Discussions {
    rows.iter().map(|row| (row.component, row.status)).collect()
}

/// When discussions were last concluded, revisited and reaffirmed.
pub fn marks(rows: &[Found<entity::discussion::Entity>]) -> Vec<Marks> {
    let mark = |row: &Found<entity::discussion::Entity>| Marks {
        component: row.component,
        concluded: row.concluded_at_revision,
        revisited: row.revisited_at_revision,
        reaffirmed: row.reaffirmed_at_revision,
    };
    rows.iter().map(mark).collect()
}

/// A discussion in its cycle.
pub struct DiscussionContext {
    /// The cycle.
    pub cycle: Found<entity::cycle::Entity>,
    /// What must be known to say whether the discussion can move.
    pub facts: DiscussionFacts,
}

/// Gathers what a discussion stands in.
pub async fn load_context(
    reader: &impl Reader,
    discussion: &entity::discussion::Model,
) -> Result<DiscussionContext> {
    let cycle = reader.thing::<entity::cycle::Entity>(discussion.cycle_id).await?;
    let live = live(reader, &cycle, discussion).await?;
    standing(reader, cycle, discussion, live).await
}

/// Gathers the same for what respondents do, without a look at what others have submitted: nothing
/// that a respondent is told may depend on it.
pub async fn load_respondent_context(
    reader: &impl Reader,
    discussion: &entity::discussion::Model,
) -> Result<DiscussionContext> {
    let cycle = reader.thing::<entity::cycle::Entity>(discussion.cycle_id).await?;
    let live = match discussion.status {
        DiscussionStatus::Waiting => Live::Waiting,
        DiscussionStatus::Collecting => Live::Collecting(Collected::Openly {
            submitted: Respondents::default(),
            missing: Vec::new(),
        }),
        DiscussionStatus::Revealed => Live::Revealed { conclusions: 0 },
        DiscussionStatus::Concluded => Live::Concluded,
        DiscussionStatus::SetAside => Live::SetAside,
    };
    standing(reader, cycle, discussion, live).await
}

async fn standing(
    reader: &impl Reader,
    cycle: Found<entity::cycle::Entity>,
    discussion: &entity::discussion::Model,
    live: Live,
) -> Result<DiscussionContext> {
    let discussions = cycles::discussions(reader, cycle.id).await?;
    let facts = among(&cycle, &discussions, discussion, live);
    Ok(DiscussionContext { cycle, facts })
}

/// What must be known to say whether a discussion can move, among those of its cycle.
pub async fn of_discussion(
    reader: &impl Reader,
    cycle: &entity::cycle::Model,
    all: &[Found<entity::discussion::Entity>],
    discussion: &entity::discussion::Model,
) -> Result<DiscussionFacts> {
    Ok(among(cycle, all, discussion, live(reader, cycle, discussion).await?))
}

fn among(
    cycle: &entity::cycle::Model,
    all: &[Found<entity::discussion::Entity>],
    discussion: &entity::discussion::Model,
    live: Live,
) -> DiscussionFacts {
    DiscussionFacts {
        component: discussion.component,
        cycle: cycle.status,
        collect_ahead: cycle.collect_ahead,
        discussions: stand(all),
        live,
    }
}

async fn live(
    reader: &impl Reader,
    cycle: &entity::cycle::Model,
    discussion: &entity::discussion::Model,
) -> Result<Live> {
    Ok(match (discussion.status, discussion.round_id) {
        (DiscussionStatus::Collecting, Some(round)) => {
            let responses = submitted(reader, round).await?;
            let counted = counted(reader, cycle).await?;
            Live::Collecting(collected(&terms(cycle)?, &responses, &counted))
        }
        (DiscussionStatus::Revealed, Some(round)) => {
            Live::Revealed { conclusions: cycles::concluded_in(reader, round).await? }
        }
        (DiscussionStatus::Concluded, _) => Live::Concluded,
        (DiscussionStatus::SetAside, _) => Live::SetAside,
        _ => Live::Waiting,
    })
}

/// Who counts towards enough in a cycle that has opened: whoever was a partner at its opening.
pub async fn counted(reader: &impl Reader, cycle: &entity::cycle::Model) -> Result<Counted> {
    let first = cycles::facilitations(reader, cycle.id).await?;
    let Some(opened) = first.first().map(|row| row.since) else { return Ok(Counted::default()) };
    let partners = partnerships::at(reader, cycle.alliance_id, opened).await?;
    Ok(partners.into_iter().map(|row| row.member_id).collect())
}

fn collected(terms: &Terms, responses: &[Response], counted: &Counted) -> Collected {
    match terms.min_people() {
        Some(min_people) => {
            let answered = Turnout::of(responses, counted).counted();
            Collected::Anonymously { answered, min_people, complete: true }
        }
        None => Collected::Openly {
            submitted: responses.iter().map(|one| (one.respondent, one.organization)).collect(),
            missing: Vec::new(),
        },
    }
}

/// The live round of a discussion, where its conclusions can be written; those of one round only
/// while it is the live one.
///
/// # Errors
/// As the rule says, and where another round has begun.
pub async fn writable(
    unit: &OpenWrite,
    discussion: &entity::discussion::Model,
    round: Option<RoundId>,
) -> Result<RoundId> {
    let cycle = unit.thing::<entity::cycle::Entity>(discussion.cycle_id).await?;
    may_write_conclusions(cycle.status, discussion.status)
        .map_err(|refused| refused.says(unit.language()))?;
    let live = discussion.round_id.filter(|live| round.is_none_or(|round| round == *live));
    let said = "It was written down in an earlier round, whose conclusions stay as they are.";
    Ok(live.ok_or_else(|| Refusal::new(ErrorCode::WrongState, said))?)
}

/// What is submitted to a round.
pub async fn submitted(reader: &impl Reader, round: RoundId) -> Result<Vec<Response>> {
    let rows = answers::submitted(reader, round).await?;
    Ok(rows.iter().filter_map(responses::submitted).collect())
}

/// What stands against an event, as a sentence with its code.
#[derive(
    Clone, Debug, PartialEq, Eq, serde::Serialize, utoipa::ToSchema, async_graphql::SimpleObject,
)]
#[graphql(serial)]
pub struct Blocked {
    /// What cannot happen yet.
    #[schema(max_length = 20, example = "reveal")]
    pub event: &'static str,
    /// What is missing, for programs.
    pub code: ErrorCode,
    /// What is missing, and who can supply it.
    #[schema(max_length = 500)]
    pub message: String,
}

impl Blocked {
    /// Says what stands against an event.
    pub fn of(event: &'static str, needs: Vec<Need>, language: Language) -> Vec<Self> {
        let said = |need: Need| Self { event, code: need.code(), message: need.says(language) };
        needs.into_iter().map(said).collect()
    }
}

/// Whether a member has answered anything in a cycle, for themselves or with an organization for
/// which they speak, or spoke.
pub async fn has_responded(
    reader: &impl Reader,
    cycle: CycleId,
    member: MemberId,
    partner: &[entity::partnership::Model],
) -> Result<bool> {
    let organizations = partner.iter().map(|it| it.organization_id.0);
    let respondents: BTreeSet<_> = organizations.chain([member.0]).collect();
    Ok(results::names(reader, cycle, &respondents).await?
        || answers::any_submitted(reader, cycle, &respondents).await?)
}
