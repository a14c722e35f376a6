//! Writing what a push decided, by a few statements, and keeping the push itself as an import.

use entity::types::{CellFault, ImportFormat, ImportId, Paragraph, RowFaults, ValueStatus};

use super::report::PushReport;
use super::row::{JudgedRow, column};
use crate::app::indicators::observed::kept;
use crate::domain::measurements::Observation;
use crate::error::Result;
use crate::store::{Found, OpenWrite, Reader};

type FoundValue = Found<entity::measurement::Entity>;
type WantedValue = Observation<ValueStatus>;

/// The most refused rows of an import that are kept.
const MOST_KEPT: i64 = 10_000;

/// What is to be written.
#[derive(Default)]
pub(super) struct Writes {
    created: Vec<entity::measurement::Model>,
    corrections: Vec<entity::correction::Model>,
    corrected: Vec<(FoundValue, WantedValue)>,
    deleted: Vec<FoundValue>,
}

impl Writes {
    pub fn create(&mut self, row: entity::measurement::Model) {
        self.created.push(row);
    }

    pub fn correct(
        &mut self,
        unit: &OpenWrite,
        was: FoundValue,
        wanted: WantedValue,
        reason: Option<Paragraph>,
    ) {
        self.corrections.push(kept(&was, unit, reason));
        self.corrected.push((was, wanted));
    }

    pub fn delete(&mut self, was: FoundValue) {
        self.deleted.push(was);
    }
}

/// Writes it.
pub(super) async fn write(unit: &mut OpenWrite, writes: Writes) -> Result<()> {
    let Writes { created, corrections, corrected, deleted } = writes;
    let (member, now) = (unit.member(), unit.now());
    unit.insert_all::<entity::measurement::Entity>(created).await?;
    unit.insert_all::<entity::correction::Entity>(corrections).await?;
    unit.change_all(corrected, |wanted, row: &mut entity::measurement::Model| {
        row.value = wanted.value;
        row.absence = wanted.absence;
        row.status = wanted.status;
        row.note = wanted.note;
        row.corrections += 1;
        row.entered_by = member;
        row.entered_at = now;
    })
    .await?;
    unit.remove_all(deleted).await
}

/// Keeps a push as an import, or adds to the one that it goes on with.
pub(super) async fn keep(
    unit: &mut OpenWrite,
    import: Option<ImportId>,
    (format, last): (ImportFormat, bool),
    report: &PushReport,
    rows: Vec<JudgedRow>,
) -> Result<ImportId> {
    let (id, kept) = match import {
        Some(id) => (id, go_on(unit, id, last, report).await?),
        None => (begin(unit, format, last, report).await?, 0),
    };
    let left = usize::try_from(MOST_KEPT.saturating_sub(kept)).unwrap_or(0);
    let alliance_id = unit.home()?.id;
    let refused = rows.into_iter().filter(JudgedRow::is_refused).take(left);
    let refused = refused.map(|row| entity::refused_row::Model {
        import_id: id,
        number: row.number,
        alliance_id,
        cells: row.kept_cells(),
        faults: kept_faults(&row),
    });
    unit.insert_all::<entity::refused_row::Entity>(refused.collect()).await?;
    Ok(id)
}

async fn begin(
    unit: &mut OpenWrite,
    format: ImportFormat,
    complete: bool,
    report: &PushReport,
) -> Result<ImportId> {
    let row = entity::import::Model {
        id: unit.id(),
        alliance_id: unit.home()?.id,
        format,
        complete,
        total: report.total,
        created: report.created,
        changed: report.changed,
        unchanged: report.unchanged,
        deleted: report.deleted,
        refused: report.refused,
        refusals: report.kept_groups(Default::default()),
        pushed_by: unit.member(),
        created_at: unit.now(),
        version: unit.revision(),
    };
    let import = unit.create::<entity::import::Entity>(row).await?;
    unit.flush().await?;
    Ok(import.id)
}

/// Adds to an import; gives how many rows were refused before.
async fn go_on(
    unit: &mut OpenWrite,
    id: ImportId,
    complete: bool,
    report: &PushReport,
) -> Result<i64> {
    let was = unit.thing::<entity::import::Entity>(id).await?;
    let before = was.refused;
    unit.change(was, |import| {
        import.complete = complete;
        import.total += report.total;
        import.created += report.created;
        import.changed += report.changed;
        import.unchanged += report.unchanged;
        import.deleted += report.deleted;
        import.refused += report.refused;
        import.refusals = report.kept_groups(std::mem::take(&mut import.refusals));
    })
    .await?;
    Ok(before)
}

fn kept_faults(row: &JudgedRow) -> RowFaults {
    let faults = row.faults().iter().map(|fault| CellFault {
        column: column(fault),
        code: fault.code.word().to_owned(),
        message: fault.message.clone(),
    });
    RowFaults(faults.collect())
}
