//! A push that may be longer than one unit of work should be: chunk by chunk.

use std::sync::Arc;
use std::time::Duration;

use entity::types::ImportFormat;

use crate::app::indicators::{KeysSeen, MOST_ROWS, PushChunk, PushReport, PushedRow};
use crate::error::{AppError, ErrorCode, Result, Violation};
use crate::rest::Caller;
use crate::store::AllianceRef;

/// The most rows of a push that is written whole or not at all.
const MOST_ATOMIC: usize = 100_000;

/// How often a later chunk is tried where the service is busy.
const TRIES: u32 = 5;

/// What holds for the whole push.
#[derive(Clone, Copy, Debug)]
pub(super) struct PushTerms {
    pub format: ImportFormat,
    pub dry_run: bool,
    pub atomic: bool,
}

/// A push under way.
pub(super) struct ChunkedPush<'a> {
    caller: &'a Caller,
    at: AllianceRef,
    terms: PushTerms,
    /// Rows that were read and not yet written.
    pub rows: Vec<PushedRow>,
    report: Option<PushReport>,
    seen: Arc<KeysSeen>,
}

impl<'a> ChunkedPush<'a> {
    pub fn new(caller: &'a Caller, at: AllianceRef, terms: PushTerms) -> Self {
        Self { caller, at, terms, rows: Vec::new(), report: None, seen: Arc::default() }
    }

    /// Writes what was read, where it is more than a chunk.
    ///
    /// # Errors
    /// As the operation has it.
    pub async fn go_on(&mut self) -> Result<()> {
        if self.terms.atomic {
            return self.at_most(MOST_ATOMIC);
        }
        while self.rows.len() > MOST_ROWS && !self.replayed() {
            let rows = self.rows.drain(..MOST_ROWS).collect();
            self.write(rows, false).await?;
        }
        if self.replayed() {
            self.rows.clear();
        }
        Ok(())
    }

    fn at_most(&self, most: usize) -> Result<()> {
        if self.rows.len() <= most {
            return Ok(());
        }
        let said = format!("expected at most {most} rows in an atomic push");
        Err(Violation::new(ErrorCode::BodyTooLarge, said).at("?mode").into())
    }

    /// Whether the request was made before.
    fn replayed(&self) -> bool {
        self.report.as_ref().is_some_and(|report| report.replayed)
    }

    /// Writes the rest, and tells what came of all; or what stood against it, and how far it went.
    ///
    /// # Errors
    /// As the operation has it, or as it was read.
    pub async fn end(mut self, read: Result<()>) -> Result<PushReport> {
        if let Err(error) = read {
            return Err(self.cut_off(error));
        }
        if !self.replayed() {
            let rows = std::mem::take(&mut self.rows);
            self.write(rows, true).await.map_err(|error| self.cut_off(error))?;
        }
        self.report.ok_or_else(|| AppError::fault("a push gave no answer"))
    }

    async fn write(&mut self, rows: Vec<PushedRow>, last: bool) -> Result<()> {
        let PushTerms { format, dry_run, atomic } = self.terms;
        let import = self.report.as_ref().and_then(|report| report.import_id);
        let seen = Arc::clone(&self.seen);
        let chunk = PushChunk { rows, format, dry_run, atomic, last, import, seen };
        let mut written = match &self.report {
            None => self.caller.run(self.at.clone(), chunk).await?,
            Some(_) => self.later(chunk).await?,
        };
        let keys = std::mem::take(&mut written.keys);
        Arc::make_mut(&mut self.seen).extend(keys);
        match &mut self.report {
            None => self.report = Some(written),
            Some(report) => report.add(written),
        }
        Ok(())
    }

    /// A chunk after the first: others may have come between, so it is tried again where they have.
    async fn later(&self, chunk: PushChunk) -> Result<PushReport> {
        let caller = self.caller.going_on();
        for _ in 1..TRIES {
            match caller.run(self.at.clone(), chunk.clone()).await {
                Err(AppError::Busy | AppError::Raced) => {
                    tokio::time::sleep(Duration::from_secs(1)).await;
                }
                done => return done,
            }
        }
        caller.run(self.at.clone(), chunk).await
    }

    /// Tells how far a push went that ended early.
    fn cut_off(&self, error: AppError) -> AppError {
        let Some(import) = self.report.as_ref().and_then(|report| report.import_id) else {
            return error;
        };
        let rows = self.report.as_ref().map_or(0, |report| report.total);
        let said = format!(
            "The first {rows} rows are done and kept as {import}; send the whole again, what is done \
             already is then unchanged."
        );
        let mut first = true;
        let told = |it: Violation| match std::mem::take(&mut first) {
            true => Violation { message: format!("{} {said}", it.message), ..it },
            false => it,
        };
        error.refusal().map_or_else(AppError::Failed, |refusal| refusal.map(told).into())
    }
}
