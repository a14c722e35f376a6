//! Goals, as use cases need them.

use entity::goal::{Column, Entity};
use entity::types::{AllianceId, GoalId, GoalStatus, IndicatorId};
use sea_orm::sea_query::{Expr, ExprTrait};
use sea_orm::{ColumnTrait, QueryFilter, QueryOrder, QuerySelect, Select};

use super::Reader;
use crate::error::Result;

/// The most active goals that an alliance has.
pub const MOST_ACTIVE: u64 = 200;
/// How many versions of a goal are told at most.
const MOST_VERSIONS: u64 = 200;

/// The active goals of an alliance.
pub fn active(reader: &impl Reader, alliance: AllianceId) -> Select<Entity> {
    let active = Column::Status.eq(GoalStatus::Active);
    reader.children_of::<Entity, _>(alliance).filter(active)
}

/// Whether an alliance has as many active goals as it can have.
///
/// # Errors
/// A fault where the database does not answer; so for all of these.
pub async fn full(reader: &impl Reader, alliance: AllianceId) -> Result<bool> {
    let last = active(reader, alliance).order_by_asc(Column::Id).offset(MOST_ACTIVE - 1).limit(1);
    Ok(!reader.all(last).await?.is_empty())
}

/// The versions of a goal, the last first.
pub async fn versions(
    reader: &impl Reader,
    goal: GoalId,
) -> Result<Vec<entity::goal_version::Model>> {
    use entity::goal_version::{Column, Entity};
    let rows = reader.rows::<Entity>().filter(Column::GoalId.eq(goal));
    reader.all(rows.order_by_desc(Column::Number).limit(MOST_VERSIONS)).await
}

/// Whether a goal of the alliance names an indicator. The list of a goal is a text to the database,
/// in which an id stands whole.
pub async fn name(
    reader: &impl Reader,
    alliance: AllianceId,
    indicator: IndicatorId,
) -> Result<bool> {
    let list = Expr::col((Entity, Column::IndicatorIds)).cast_as("text");
    let naming = list.like(format!("%{indicator}%"));
    let rows = reader.children_of::<Entity, _>(alliance).filter(naming).limit(1);
    Ok(!reader.all(rows).await?.is_empty())
}
