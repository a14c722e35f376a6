//! What the caller is asked to do now, in all their alliances.

mod discussions;
mod measures;

use std::collections::HashMap;

use async_graphql::SimpleObject;
use entity::types::{AllianceId, Day, ThingStatus, TodoCode};
use garde::Validate;
use sea_orm::{ColumnTrait, QueryFilter};
use serde::Serialize;
use utoipa::ToSchema;

use crate::app::{Done, Located, Operation, Page, ReadSnapshot};
use crate::domain::todos::Task;
use crate::error::Result;
use crate::policy::Act;
use crate::store::{Myself, Reader, View};

/// Something that you are asked to do.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema, SimpleObject)]
#[graphql(complex, serial)]
pub struct Todo {
    /// What it is, for programs.
    pub code: TodoCode,
    /// The alliance.
    pub alliance_id: AllianceId,
    /// The id of the discussion that it is about; where a value is to be recorded, the indicator's.
    #[schema(max_length = 80, example = "discussion_01jd4r2m8yf5x9vt6k3q7w1c0e")]
    pub subject: String,
    /// The code of the period whose value is to be recorded; null for all else.
    #[schema(required, max_length = 24)]
    pub period: Option<String>,
    /// What it is, in your language.
    #[schema(max_length = 500)]
    pub message: String,
    /// The day since which it waits.
    pub since: Day,
    /// The last day on which it is in time; null where it has none.
    #[schema(required)]
    pub due: Option<Day>,
}

/// How many are told at most.
const MOST: usize = 200;

/// Asks what one is asked to do, what waits longest first.
#[derive(Clone, Debug, Validate)]
pub struct ListTodo {}

impl Operation for ListTodo {
    const ACT: Act = Act::ListTodo;
    type Locator = Myself;
    type AccessMode = ReadSnapshot;
    type Output = Page<Todo>;

    async fn execute(self, view: View, _: Located<Self>) -> Result<Done<Self>> {
        let homes = homes(&view).await?;
        let mut all = discussions::asked(&view, &homes).await?;
        all.extend(measures::asked(&view, &homes).await?);
        all.sort_by(|a, b| (a.since, a.code, &a.subject).cmp(&(b.since, b.code, &b.subject)));
        all.truncate(MOST);
        Ok(Page::whole(all))
    }
}

/// The alliances in which the caller has something to do, by id.
type Homes = HashMap<AllianceId, entity::alliance::Model>;

async fn homes(view: &View) -> Result<Homes> {
    use entity::alliance::{Column, Entity};
    let rows = view
        .rows::<Entity>()
        .filter(Column::Id.is_in(view.lens().inside()))
        .filter(Column::Status.eq(ThingStatus::Active));
    Ok(view.all(rows).await?.into_iter().map(|row| (row.id, row)).collect())
}

/// Where a task lies, and since when and until when it waits.
struct Waiting {
    alliance: AllianceId,
    subject: String,
    since: Day,
    due: Option<Day>,
}

impl Todo {
    fn of(view: &View, task: Task<'_>, at: Waiting) -> Self {
        let Waiting { alliance, subject, since, due } = at;
        let period = match task {
            Task::Measure(_, period) => Some(period.code()),
            _ => None,
        };
        let (code, message) = (task.code(), task.says(view.language()));
        Self { code, alliance_id: alliance, subject, period, message, since, due }
    }
}
