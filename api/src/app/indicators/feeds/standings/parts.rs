//! Indicators judged in the order of feeds, part by part.

use async_trait::async_trait;
use entity::types::ProgressStatus;

use super::FlatProgress;
use crate::app::FeedParts;
use crate::app::indicators::feeds::gauges::GaugeParts;
use crate::app::indicators::judge::judge_each;
use crate::error::Result;
use crate::store::View;
use crate::store::feeds::{IndicatorChoice, IndicatorPlace};

/// The progress of indicators.
pub struct StandingParts {
    view: View,
    gauges: GaugeParts,
    status: Option<ProgressStatus>,
}

impl StandingParts {
    /// The progress of those after a place, of those that stand so.
    pub fn new(
        view: View,
        of: IndicatorChoice,
        status: Option<ProgressStatus>,
        after: Option<IndicatorPlace>,
    ) -> Self {
        let gauges = GaugeParts::new(view.clone(), of, after.map(|place| (place, false)));
        Self { view, gauges, status }
    }
}

#[async_trait]
impl FeedParts<FlatProgress> for StandingParts {
    async fn next(&mut self) -> Result<Option<Vec<FlatProgress>>> {
        loop {
            let gauges = self.gauges.next().await?;
            if gauges.is_empty() {
                return Ok(None);
            }
            let language = self.view.language();
            let judged = judge_each(&self.view, gauges).await?;
            let shown = judged
                .iter()
                .map(|(gauge, course, judged)| FlatProgress::of(gauge, course, judged, language));
            let wanted = |row: &FlatProgress| self.status.is_none_or(|it| it == row.status);
            let rows: Vec<_> = shown.filter(wanted).collect();
            if !rows.is_empty() {
                return Ok(Some(rows));
            }
        }
    }
}
