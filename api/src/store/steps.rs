//! The steps that cycles and discussions took: their events, and beside them why.

use std::collections::HashMap;

use entity::event::{Column, Entity, Model};
use entity::types::{Id, Paragraph};
use sea_orm::{ColumnTrait, QueryFilter, QueryOrder};

use super::{OpenWrite, Reader};
use crate::error::Result;
use crate::policy::Act;

/// A step that was taken, and why, where a reason was given.
#[derive(Debug)]
pub struct StepRecord {
    /// Which step, by whom, and when.
    pub event: Model,
    /// Why.
    pub reason: Option<Paragraph>,
}

/// Those of these steps that a thing has taken, the first first.
///
/// # Errors
/// A fault where the database does not answer.
pub async fn of<I: Id>(reader: &impl Reader, about: I, acts: &[Act]) -> Result<Vec<StepRecord>> {
    let rows = reader
        .rows::<Entity>()
        .filter(Column::About.eq(about.into()))
        .filter(Column::Act.is_in(acts.iter().map(|act| act.word())))
        .order_by_asc(Column::Revision);
    let events = reader.all(rows).await?;
    let mut why = reasons(reader, &events).await?;
    let record = |event: Model| StepRecord { reason: why.remove(&event.revision), event };
    Ok(events.into_iter().map(record).collect())
}

async fn reasons(reader: &impl Reader, of: &[Model]) -> Result<HashMap<i64, Paragraph>> {
    use entity::reason::{Column, Entity};
    let Some(first) = of.first() else { return Ok(HashMap::new()) };
    let rows = reader
        .rows::<Entity>()
        .filter(Column::AllianceId.eq(first.alliance_id))
        .filter(Column::Revision.is_in(of.iter().map(|event| event.revision)));
    Ok(reader.all(rows).await?.into_iter().map(|row| (row.revision, row.reason)).collect())
}

impl OpenWrite {
    /// Keeps why this step is taken.
    ///
    /// # Errors
    /// A fault where the database does not answer.
    pub async fn because(&mut self, reason: Option<&Paragraph>) -> Result<()> {
        let Some(reason) = reason.cloned() else { return Ok(()) };
        let (alliance_id, revision) = (self.home()?.id, self.revision());
        self.insert::<entity::reason::Entity>(entity::reason::Model {
            alliance_id,
            revision,
            reason,
        })
        .await
    }
}
