//! What indicators say of goals, in as many statements for a page of goals as for one.

use std::collections::{BTreeSet, HashMap};

use async_graphql::SimpleObject;
use entity::types::{IndicatorId, ProgressStatus, Timestamp};
use sea_orm::{ColumnTrait, QueryFilter};
use serde::Serialize;
use utoipa::ToSchema;

use super::Goal;
use crate::app::indicators::{ProgressCount, counts, judge};
use crate::domain::goals::{GoalParts, worst};
use crate::error::Result;
use crate::store::{Reader, indicators};

/// What a goal's indicators say of it. Unlike units are never averaged.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema, SimpleObject)]
#[graphql(serial)]
pub struct GoalProgress {
    /// The worst status of the goal's indicators that are in use and that you may see; null where
    /// there is none.
    #[schema(required)]
    pub status: Option<ProgressStatus>,
    /// How many of these indicators have each status, in the order of what needs attention.
    #[schema(max_items = 8)]
    pub counts: Vec<ProgressCount>,
}

/// How an indicator in use stands, and whether it has a target or a band.
#[derive(Clone, Copy)]
struct IndicatorStanding {
    status: ProgressStatus,
    aims: bool,
}

/// Completes goals of one alliance by what their indicators in use say.
///
/// # Errors
/// A fault where the database does not answer.
pub async fn complete(
    reader: &impl Reader,
    home: &entity::alliance::Model,
    now: Timestamp,
    goals: &mut [Goal],
) -> Result<()> {
    let ids: BTreeSet<_> = goals.iter().flat_map(|goal| goal.indicator_ids.clone()).collect();
    let stand =
        if ids.is_empty() { HashMap::new() } else { standings(reader, home, now, ids).await? };
    for goal in goals {
        goal.is_told_by(&stand);
    }
    Ok(())
}

async fn standings(
    reader: &impl Reader,
    home: &entity::alliance::Model,
    now: Timestamp,
    ids: BTreeSet<IndicatorId>,
) -> Result<HashMap<IndicatorId, IndicatorStanding>> {
    use entity::indicator::Column;
    let rows = indicators::in_use(reader, home.id).filter(Column::Id.is_in(ids));
    let rows = reader.all(rows).await?;
    let judged = judge(reader, home, &rows, home.time_zone.day(now)).await?;
    let standing = |row: &entity::indicator::Model, status| IndicatorStanding {
        status,
        aims: !row.targets.0.is_empty() || row.band_low.is_some(),
    };
    Ok(judged.iter().map(|(row, _, it)| (row.id, standing(row, it.status))).collect())
}

impl Goal {
    fn is_told_by(&mut self, stand: &HashMap<IndicatorId, IndicatorStanding>) {
        let own: Vec<_> = self.indicator_ids.iter().filter_map(|id| stand.get(id)).collect();
        let parts = GoalParts {
            outcome: self.outcome.is_some(),
            for_whom: self.for_whom.is_some(),
            due_on: self.due_on.is_some(),
            indicator_with_target: own.iter().any(|it| it.aims),
        };
        let (lacks, statuses) = (parts.lacks(), own.iter().map(|it| it.status));
        let statuses: Vec<_> = statuses.collect();
        let progress = GoalProgress { status: worst(&statuses), counts: counts(&statuses) };
        self.measurable = Some(lacks.is_empty());
        self.lacks = Some(lacks);
        self.progress = Some(progress);
    }
}
