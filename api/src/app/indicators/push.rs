//! Pushing many values at once: each row is judged as a single write is, and all that is right is
//! written by a few statements, as one revision with one event.

mod judge_rows;
mod report;
mod row;
mod write_rows;

pub use report::{PushReport, RowError, RowReport};
pub use row::{MeasurementRow, PushedRow};

use std::collections::HashMap;
use std::sync::Arc;

use async_graphql::InputObject;
use entity::types::{Day, ImportFormat, ImportId, IndicatorId, PushMode};
use garde::Validate;
use serde::Deserialize;
use utoipa::{IntoParams, ToSchema};

use self::judge_rows::{JudgedRows, judge_rows};
use crate::app::{App, Call, Done, Input, Located, Operation, Write};
use crate::error::{Refusal, Result};
use crate::policy::Act;
use crate::store::{AllianceRef, UnitOfWork};

/// The most rows of one document, and of one chunk of a longer push.
pub const MOST_ROWS: usize = 5_000;

/// The most violations that a push as a whole is refused with.
const MOST_TOLD: usize = 100;

/// Values that are to be written at once, and how.
#[derive(Clone, Debug, Default, Deserialize, IntoParams, Validate)]
#[serde(deny_unknown_fields, default)]
#[into_params(parameter_in = Query)]
pub struct PushMeasurements {
    /// The rows.
    #[serde(skip)]
    #[param(ignore)]
    #[garde(length(max = MOST_ROWS))]
    pub rows: Vec<MeasurementRow>,
    /// Whether nothing is written, and only told what would be done.
    #[garde(skip)]
    pub dry_run: bool,
    /// Whether rows that are right are written although others are wrong.
    #[param(inline)]
    #[garde(skip)]
    pub mode: PushMode,
}

impl PushMeasurements {
    /// These rows; where nothing is said, they are written as far as they are right.
    pub fn of(rows: MeasurementRows, dry_run: Option<bool>, mode: Option<PushMode>) -> Self {
        let (dry_run, mode) = (dry_run.unwrap_or_default(), mode.unwrap_or_default());
        Self { rows: rows.rows, dry_run, mode }
    }
}

/// Values that are to be written at once.
#[derive(Clone, Debug, Deserialize, ToSchema, InputObject)]
#[serde(deny_unknown_fields)]
#[graphql(name = "MeasurementRowsInput")]
pub struct MeasurementRows {
    /// A row for each indicator and period, at most 5,000.
    #[schema(max_items = 5000)]
    pub rows: Vec<MeasurementRow>,
}

impl Input for PushMeasurements {
    type Operation = PushChunk;
    const SLOW: bool = false;

    async fn prepare(self, _: &App, _: &Call) -> Result<PushChunk> {
        let Self { rows, dry_run, mode } = self;
        let rows = (1..).zip(rows).map(|(number, row)| PushedRow::read(number, row)).collect();
        let (format, atomic) = (ImportFormat::Json, mode == PushMode::Atomic);
        Ok(PushChunk { rows, format, dry_run, atomic, ..PushChunk::default() })
    }
}

/// What a push has written so far, by which rows.
pub type KeysSeen = HashMap<(IndicatorId, Day), i64>;

/// Part of a push: what is written in one unit of work.
#[derive(Clone, Debug, Validate)]
#[garde(allow_unvalidated)]
pub struct PushChunk {
    /// Its rows.
    pub rows: Vec<PushedRow>,
    /// The form in which they came.
    pub format: ImportFormat,
    /// Whether nothing is written.
    pub dry_run: bool,
    /// Whether nothing is written unless all rows are right.
    pub atomic: bool,
    /// Whether it is the last.
    pub last: bool,
    /// The import that it goes on with; none for the first.
    pub import: Option<ImportId>,
    /// What the chunks before have written.
    pub seen: Arc<KeysSeen>,
}

impl Default for PushChunk {
    fn default() -> Self {
        Self {
            rows: Vec::new(),
            format: ImportFormat::Json,
            dry_run: false,
            atomic: false,
            last: true,
            import: None,
            seen: Arc::default(),
        }
    }
}

impl Operation for PushChunk {
    const ACT: Act = Act::PushMeasurements;
    type Locator = AllianceRef;
    type AccessMode = Write;
    type Output = PushReport;

    async fn execute(self, mut unit: UnitOfWork<Self>, _: Located<Self>) -> Result<Done<Self>> {
        let Self { rows, format, dry_run, atomic, last, import, seen } = self;
        let JudgedRows { rows, writes, keys } = judge_rows(&unit, rows, &seen).await?;
        if atomic && let Some(refusal) = refused_whole(&rows) {
            return Err(refusal.into());
        }
        let mut report = PushReport::of(&rows, keys, dry_run, format == ImportFormat::Json);
        if dry_run || (rows.is_empty() && import.is_none()) {
            return unit.leave(|_| report).await;
        }
        write_rows::write(&mut unit, writes).await?;
        let import = write_rows::keep(&mut unit, import, (format, last), &report, rows).await?;
        report.import_id = Some(import);
        unit.commit(import, |_| report).await
    }
}

/// Refuses a push of which all must be right for what is wrong with its rows.
fn refused_whole(rows: &[row::JudgedRow]) -> Option<Refusal> {
    let each = rows.iter().enumerate().flat_map(|(at, row)| row.violations(at));
    Refusal::of(each.take(MOST_TOLD))
}
