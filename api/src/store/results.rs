//! What reveals have frozen.

use std::collections::HashMap;

use entity::words::{CycleId, PromptId, RoundId};
use sea_orm::sea_query::Query;
use sea_orm::{ColumnTrait, Condition, QueryFilter, QueryOrder};

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
    use entity::result::{Column, Entity};
    let rows = reader.rows::<Entity>().filter(Column::RoundId.eq(round));
    Ok(reader.all(rows).await?.into_iter().map(|row| (row.prompt_id, row.outcome)).collect())
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

/// Who answered a prompt, without what.
pub async fn respondents(
    reader: &impl Reader,
    prompt: PromptId,
) -> Result<Vec<entity::respondent::Model>> {
    use entity::respondent::{Column, Entity};
    reader.all(reader.rows::<Entity>().filter(Column::PromptId.eq(prompt))).await
}

/// What the same prompt showed whenever it was asked before, and in which cycle, the last time
/// first: the same question about the same subject.
pub async fn earlier(
    reader: &impl Reader,
    prompt: &entity::prompt::Model,
) -> Result<Vec<(CycleId, entity::result::Model)>> {
    use entity::{prompt as asked, result};
    let same = Condition::all()
        .add(asked::Column::Id.ne(prompt.id))
        .add(asked::Column::AllianceId.eq(prompt.alliance_id))
        .add(same_as(asked::Column::QuestionCode, prompt.question_code.clone()))
        .add(same_as(asked::Column::QuestionId, prompt.question_id))
        .add(same_as(asked::Column::IndicatorId, prompt.indicator_id));
    let prompts = reader.all(reader.rows::<asked::Entity>().filter(same)).await?;
    let cycles: HashMap<_, _> = prompts.into_iter().map(|row| (row.id, row.cycle_id)).collect();
    let rows = reader
        .rows::<result::Entity>()
        .filter(result::Column::PromptId.is_in(cycles.keys().copied()))
        .order_by_desc(result::Column::Version);
    let rows = reader.all(rows).await?.into_iter();
    Ok(rows.filter_map(|row| Some((*cycles.get(&row.prompt_id)?, row))).collect())
}

fn same_as<C: ColumnTrait, V: Into<sea_orm::Value>>(
    column: C,
    value: Option<V>,
) -> sea_orm::sea_query::SimpleExpr {
    match value {
        Some(value) => column.eq(value),
        None => column.is_null(),
    }
}
