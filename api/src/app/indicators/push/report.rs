//! What came of a push, counted and row by row.

use async_graphql::SimpleObject;
use entity::types::{Day, ImportId, IndicatorId, RefusalCount, RefusalCounts, RowOutcome};
use sea_orm::{ColumnTrait, QueryFilter, QueryOrder, QuerySelect};
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use super::row::{JudgedRow, column};
use crate::app::Replay;
use crate::app::indicators::RefusalGroup;
use crate::app::indicators::imports::groups;
use crate::error::{ErrorCode, Refusal, Result};
use crate::store::{Reader, View};

/// The most rows that are told one by one of a push that is longer than a document.
pub const MOST_ROWS_TOLD: usize = 1_000;

/// The most rows of a code that are named.
const MOST_NAMED: usize = 100;

/// What came of a push.
#[derive(Clone, Debug, Default, PartialEq, Serialize, ToSchema, SimpleObject)]
#[graphql(serial)]
pub struct PushReport {
    /// The import as which it is kept; null where nothing was to be written.
    #[schema(required)]
    pub import_id: Option<ImportId>,
    /// Whether it was only told what would be done.
    pub dry_run: bool,
    /// How many rows were read.
    pub total: i64,
    /// How many of them wrote a first value.
    pub created: i64,
    /// How many corrected a value.
    pub changed: i64,
    /// How many changed nothing.
    pub unchanged: i64,
    /// How many removed a value.
    pub deleted: i64,
    /// How many were refused.
    pub refused: i64,
    /// The refusals, by code.
    #[schema(max_items = 100)]
    pub refusals: Vec<RefusalGroup>,
    /// What came of each row of a document; of a file, only of rows that were refused, the first 1,000.
    #[schema(max_items = 5000)]
    pub rows: Vec<RowReport>,
    /// What was written, by which rows.
    #[serde(skip)]
    #[graphql(skip)]
    pub keys: Vec<((IndicatorId, Day), i64)>,
    /// Whether it is told again of a request that was made before.
    #[serde(skip)]
    #[graphql(skip)]
    pub replayed: bool,
}

/// What came of a row.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema, SimpleObject)]
#[graphql(serial)]
pub struct RowReport {
    /// The row, by its number in what was sent, from 1; the head of a table is its first row.
    pub row: i64,
    /// What was done by it.
    pub outcome: RowOutcome,
    /// Everything that is wrong with it.
    #[schema(max_items = 100)]
    pub errors: Vec<RowError>,
}

/// One thing that is wrong with a row.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema, SimpleObject)]
#[graphql(serial)]
pub struct RowError {
    /// The column; null where the whole row is meant.
    #[schema(required, max_length = 100)]
    pub column: Option<String>,
    /// The stable word for programs.
    pub code: ErrorCode,
    /// What is wrong and what was expected.
    pub message: String,
}

impl PushReport {
    /// What came of these rows.
    pub(super) fn of(
        rows: &[JudgedRow],
        keys: Vec<((IndicatorId, Day), i64)>,
        dry_run: bool,
        each_row: bool,
    ) -> Self {
        let mut report = Self { dry_run, keys, ..Self::default() };
        for row in rows {
            report.count(row.outcome());
            for code in codes(row) {
                report.group(code, &[row.number], 1);
            }
        }
        let told = rows.iter().filter(|row| each_row || row.is_refused());
        let most = if each_row { rows.len() } else { MOST_ROWS_TOLD };
        report.rows = told.take(most).map(RowReport::of).collect();
        report
    }

    fn count(&mut self, outcome: RowOutcome) {
        self.total += 1;
        let counted = match outcome {
            RowOutcome::Created => &mut self.created,
            RowOutcome::Changed => &mut self.changed,
            RowOutcome::Unchanged => &mut self.unchanged,
            RowOutcome::Deleted => &mut self.deleted,
            RowOutcome::Refused => &mut self.refused,
        };
        *counted += 1;
    }

    fn group(&mut self, code: ErrorCode, rows: &[i64], count: i64) {
        let there = self.refusals.iter().position(|group| group.code == code);
        let at = there.unwrap_or_else(|| {
            self.refusals.push(RefusalGroup { code, count: 0, rows: Vec::new() });
            self.refusals.len() - 1
        });
        if let Some(group) = self.refusals.get_mut(at) {
            group.count += count;
            let left = MOST_NAMED.saturating_sub(group.rows.len());
            group.rows.extend(rows.iter().take(left));
        }
    }

    /// Adds what came of the rows that follow.
    pub fn add(&mut self, more: Self) {
        self.import_id = self.import_id.or(more.import_id);
        self.total += more.total;
        self.created += more.created;
        self.changed += more.changed;
        self.unchanged += more.unchanged;
        self.deleted += more.deleted;
        self.refused += more.refused;
        for group in more.refusals {
            self.group(group.code, &group.rows, group.count);
        }
        let left = MOST_ROWS_TOLD.saturating_sub(self.rows.len());
        self.rows.extend(more.rows.into_iter().take(left));
    }

    /// The groups, to be kept with what was kept before.
    pub(super) fn kept_groups(&self, before: RefusalCounts) -> RefusalCounts {
        let mut all = Self { refusals: groups(before), ..Self::default() };
        for group in &self.refusals {
            all.group(group.code, &group.rows, group.count);
        }
        let kept = all.refusals.into_iter().map(|RefusalGroup { code, count, rows }| {
            RefusalCount { code: code.word().to_owned(), count, rows }
        });
        RefusalCounts(kept.collect())
    }
}

/// The codes of what is wrong with a row, each once.
fn codes(row: &JudgedRow) -> Vec<ErrorCode> {
    let mut codes: Vec<ErrorCode> = Vec::new();
    for fault in row.faults() {
        if !codes.contains(&fault.code) {
            codes.push(fault.code);
        }
    }
    codes
}

impl RowReport {
    fn of(row: &JudgedRow) -> Self {
        let errors = row.faults().iter().map(|fault| RowError {
            column: column(fault),
            code: fault.code,
            message: fault.message.clone(),
        });
        Self { row: row.number, outcome: row.outcome(), errors: errors.collect() }
    }
}

/// Told again, a push tells of its rows those that were refused.
impl Replay for PushReport {
    async fn replay(view: &View, about: Option<Uuid>) -> Result<Self> {
        use entity::refused_row::{Column, Entity};
        let id = ImportId(about.ok_or_else(Refusal::missing)?);
        let import = view.thing::<entity::import::Entity>(id).await?.row();
        let rows = view.rows::<Entity>().filter(Column::ImportId.eq(id));
        let rows = rows.order_by_asc(Column::Number).limit(MOST_ROWS_TOLD as u64);
        let rows = view.all(rows).await?.into_iter().map(refused_again).collect();
        Ok(Self {
            import_id: Some(id),
            dry_run: false,
            total: import.total,
            created: import.created,
            changed: import.changed,
            unchanged: import.unchanged,
            deleted: import.deleted,
            refused: import.refused,
            refusals: groups(import.refusals),
            rows,
            keys: Vec::new(),
            replayed: true,
        })
    }
}

fn refused_again(row: entity::refused_row::Model) -> RowReport {
    let errors = row.faults.0.into_iter().map(RowError::from);
    RowReport { row: row.number, outcome: RowOutcome::Refused, errors: errors.collect() }
}
