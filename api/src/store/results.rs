//! What reveals have frozen.

use std::collections::HashMap;

use entity::words::{CycleId, PromptId, RoundId};
use sea_orm::sea_query::{Expr, ExprTrait, Query};
use sea_orm::{ColumnTrait, Condition, QueryFilter};

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

/// What the same prompt showed when it was asked before, in this cycle or the last: the same
/// question about the same subject.
pub async fn earlier(
    reader: &impl Reader,
    prompt: &entity::prompt::Model,
) -> Result<Vec<entity::result::Model>> {
    use entity::{cycle, prompt as asked, result};
    let number = Query::select()
        .column(cycle::Column::Number)
        .from(cycle::Entity)
        .and_where(cycle::Column::Id.eq(prompt.cycle_id))
        .take();
    let recent = Query::select()
        .column(cycle::Column::Id)
        .from(cycle::Entity)
        .and_where(cycle::Column::AllianceId.eq(prompt.alliance_id))
        .and_where(
            Expr::col(cycle::Column::Number)
                .add(1)
                .gte(Expr::SubQuery(None, Box::new(number.into()))),
        )
        .take();
    let same = Condition::all()
        .add(asked::Column::Id.ne(prompt.id))
        .add(asked::Column::CycleId.in_subquery(recent))
        .add(same_as(asked::Column::QuestionCode, prompt.question_code.clone()))
        .add(same_as(asked::Column::QuestionId, prompt.question_id))
        .add(same_as(asked::Column::IndicatorId, prompt.indicator_id));
    let prompts =
        Query::select().column(asked::Column::Id).from(asked::Entity).cond_where(same).take();
    let rows =
        reader.rows::<result::Entity>().filter(result::Column::PromptId.in_subquery(prompts));
    reader.all(rows).await
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
