//! The values that are to be recorded.

use entity::alliance::Model as Alliance;
use entity::indicator::Model;

use super::{Homes, Todo, Waiting};
use crate::app::indicators::judge;
use crate::domain::periods::Period;
use crate::domain::todos::Task;
use crate::error::Result;
use crate::policy::viewer_can;
use crate::store::{Reader, View, indicators};

/// The first missing value of each indicator whose period is over.
pub(super) async fn asked(view: &View, homes: &Homes) -> Result<Vec<Todo>> {
    let mut all = Vec::new();
    for home in homes.values() {
        let today = home.time_zone.day(view.now());
        for (row, _, judged) in judge(view, home, &recorded(view, home).await?, today).await? {
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

/// The indicators of an alliance whose values the caller may record.
async fn recorded(view: &View, home: &Alliance) -> Result<Vec<Model>> {
    let by = view.lens().standing(home.id);
    let all = view.things(indicators::in_use(view, home.id)).await?.into_iter();
    let recorded = all.filter(|row| viewer_can(&by, row).contains(&"record_measurement"));
    Ok(recorded.map(|row| row.row()).collect())
}

fn day_after(period: Period) -> Option<entity::types::Day> {
    period.end().date().succ_opt().map(entity::types::Day)
}
