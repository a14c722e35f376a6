//! The values that are to be recorded.

use entity::indicator::{Column, Entity, Model};
use entity::words::ThingStatus;
use sea_orm::{ColumnTrait, QueryFilter, QueryOrder, QuerySelect};

use super::{Homes, Todo, Waiting};
use crate::app::indicators::judge;
use crate::domain::periods::Period;
use crate::domain::todos::Task;
use crate::error::Result;
use crate::policy::viewer_can;
use crate::store::{Reader, View};

/// The most indicators that are looked at.
const MOST: u64 = 2_000;

/// The first missing value of each indicator whose period is over.
pub(super) async fn asked(view: &View, homes: &Homes) -> Result<Vec<Todo>> {
    let rows = view
        .rows::<Entity>()
        .filter(Column::AllianceId.is_in(homes.keys().copied()))
        .filter(Column::Status.eq(ThingStatus::Active))
        .order_by_asc(Column::Id)
        .limit(MOST);
    let recorded = view.things(rows).await?.into_iter().filter(|row| {
        viewer_can(&view.lens().standing(row.alliance_id), row).contains(&"record_measurement")
    });
    let indicators: Vec<Model> = recorded.map(|row| row.row()).collect();
    let mut all = Vec::new();
    for (id, home) in homes {
        let of: Vec<Model> =
            indicators.iter().filter(|row| row.alliance_id == *id).cloned().collect();
        let today = home.time_zone.day(view.now());
        for (row, _, judged) in judge(view, home, &of, today).await? {
            let missing = judged.due.filter(|due| due.period.is_over(today));
            all.extend(missing.and_then(|due| {
                let waiting = Waiting {
                    alliance: row.alliance_id,
                    subject: row.id.to_string(),
                    since: day_after(due.period)?,
                    due: Some(due.until),
                };
                Some(Todo::of(view, Task::Measure(row.title.as_str(), due.period), waiting))
            }));
        }
    }
    Ok(all)
}

fn day_after(period: Period) -> Option<entity::words::Day> {
    period.end().date().succ_opt().map(entity::words::Day)
}
