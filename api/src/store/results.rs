//! What reveals have frozen.

use std::collections::{HashMap, HashSet};

use entity::types::{CycleId, Disclosure, PromptId, RoundId, Timestamp};
use sea_orm::sea_query::{Query, SelectStatement};
use sea_orm::{ColumnTrait, Condition, QueryFilter, QueryOrder, QuerySelect};

use super::Reader;
use crate::error::Result;

/// What the prompts of a round show.
///
/// # Errors
/// A fault where the database does not answer; so for all of these.
pub async fn of_round(
    reader: &impl Reader,
    round: RoundId,
) -> Result<HashMap<PromptId, serde_json::Value>> {
    outcomes(reader, vec![round]).await
}

/// What the prompts of a cycle show.
pub async fn of_cycle(reader: &impl Reader, cycle: CycleId) -> Result<Vec<serde_json::Value>> {
    use entity::{result, round};
    let rounds = Query::select()
        .column(round::Column::Id)
        .from(round::Entity)
        .and_where(round::Column::CycleId.eq(cycle))
        .take();
    let rows = reader.rows::<result::Entity>();
    let rows = reader.all(rows.filter(result::Column::RoundId.in_subquery(rounds))).await?;
    Ok(rows.into_iter().map(|row| row.outcome).collect())
}

/// A prompt that was asked and revealed.
#[derive(Debug)]
pub struct Revealed {
    /// The round that asked it.
    pub round: entity::round::Model,
    /// Whether that round was about the same component.
    pub same_component: bool,
    /// What was asked.
    pub prompt: entity::prompt::Model,
    /// What it shows.
    pub outcome: serde_json::Value,
    /// Who answered it, without what.
    pub respondents: Vec<entity::respondent::Model>,
}

/// What a round is to be held against: all that was revealed in its cycle, in the last before it that
/// revealed anything of its component, in the last of those without names, and since some time. So a
/// cycle that is held for show, be it empty or with one answer under its name, hides nothing of the
/// one before. What was revealed last comes last.
pub async fn earlier(
    reader: &impl Reader,
    cycle: &entity::cycle::Model,
    round: &entity::round::Model,
    since: Timestamp,
) -> Result<Vec<Revealed>> {
    use entity::prompt::{Column, Entity};
    let earlier = earlier_rounds(reader, cycle, round, since).await?;
    if earlier.is_empty() {
        return Ok(Vec::new());
    }
    let same = reader.rows::<entity::discussion::Entity>();
    let same = same.filter(entity::discussion::Column::Id.in_subquery(of_same_component(round)));
    let same: HashSet<_> = reader.all(same).await?.into_iter().map(|row| row.id).collect();
    let rounds: Vec<_> = earlier.iter().map(|round| round.id).collect();
    let earlier: HashMap<_, _> = earlier.into_iter().map(|round| (round.id, round)).collect();
    let prompts = reader.rows::<Entity>().filter(Column::RoundId.is_in(rounds.clone()));
    let prompts = reader.all(prompts).await?;
    let mut outcomes = outcomes(reader, rounds.clone()).await?;
    let mut respondents = respondents(reader, rounds).await?;
    let revealed = prompts.into_iter().filter_map(|prompt| {
        let outcome = outcomes.remove(&prompt.id)?;
        let respondents = respondents.remove(&prompt.id).unwrap_or_default();
        let round = earlier.get(&prompt.round_id)?.clone();
        let same_component = same.contains(&round.discussion_id);
        Some(Revealed { round, same_component, prompt, outcome, respondents })
    });
    let mut revealed: Vec<_> = revealed.collect();
    revealed.sort_by_key(|it| (it.round.revealed_at, it.prompt.id));
    Ok(revealed)
}

async fn outcomes(
    reader: &impl Reader,
    rounds: Vec<RoundId>,
) -> Result<HashMap<PromptId, serde_json::Value>> {
    use entity::result::{Column, Entity};
    let rows = reader.rows::<Entity>().filter(Column::RoundId.is_in(rounds));
    Ok(reader.all(rows).await?.into_iter().map(|row| (row.prompt_id, row.outcome)).collect())
}

async fn respondents(
    reader: &impl Reader,
    rounds: Vec<RoundId>,
) -> Result<HashMap<PromptId, Vec<entity::respondent::Model>>> {
    use entity::{prompt, respondent};
    let asked = Query::select()
        .column(prompt::Column::Id)
        .from(prompt::Entity)
        .and_where(prompt::Column::RoundId.is_in(rounds))
        .take();
    let rows = reader.rows::<respondent::Entity>();
    let rows = rows.filter(respondent::Column::PromptId.in_subquery(asked));
    let mut who: HashMap<PromptId, Vec<respondent::Model>> = HashMap::new();
    for row in reader.all(rows).await? {
        who.entry(row.prompt_id).or_default().push(row);
    }
    Ok(who)
}

async fn earlier_rounds(
    reader: &impl Reader,
    cycle: &entity::cycle::Model,
    round: &entity::round::Model,
    since: Timestamp,
) -> Result<Vec<entity::round::Model>> {
    use entity::round::{Column, Entity};
    let revealed = || reader.rows::<Entity>().filter(Column::RevealedAt.is_not_null());
    let before = || {
        let rounds = revealed().filter(Column::CycleId.ne(cycle.id));
        let rounds = rounds.filter(Column::DiscussionId.in_subquery(of_same_component(round)));
        rounds.order_by_desc(Column::RevealedAt).order_by_desc(Column::Id).limit(1)
    };
    let mut last = reader.all(before()).await?;
    last.extend(reader.all(before().filter(Column::CycleId.in_subquery(anonymous()))).await?);
    let cycles = last.into_iter().map(|round| round.cycle_id).chain([cycle.id]);
    let counts = Condition::any()
        .add(Column::CycleId.is_in(cycles))
        .add(Column::RevealedAt.gte(since.time()));
    let rows = revealed().filter(counts).filter(Column::Id.ne(round.id));
    reader.all(rows).await
}

fn anonymous() -> SelectStatement {
    use entity::cycle::{Column, Entity};
    let without_names = Column::Disclosure.eq(Disclosure::Anonymous);
    Query::select().column(Column::Id).from(Entity).and_where(without_names).take()
}

/// The discussions of the alliance about the component that a round is about.
fn of_same_component(round: &entity::round::Model) -> SelectStatement {
    use entity::discussion::{Column, Entity};
    let component = Query::select()
        .column(Column::Component)
        .from(Entity)
        .and_where(Column::Id.eq(round.discussion_id))
        .take();
    Query::select()
        .column(Column::Id)
        .from(Entity)
        .and_where(Column::AllianceId.eq(round.alliance_id))
        .and_where(Column::Component.in_subquery(component))
        .take()
}
