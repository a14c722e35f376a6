//! Values in the order of feeds, part by part.

use std::collections::{HashMap, VecDeque};

use async_trait::async_trait;
use entity::measurement::Model;
use entity::types::IndicatorId;

use super::FlatMeasurement;
use crate::app::FeedParts;
use crate::app::indicators::feeds::gauges::GaugeParts;
use crate::app::indicators::judge::Gauge;
use crate::error::Result;
use crate::store::View;
use crate::store::feeds::{self, IndicatorChoice, IndicatorPlace, ValueChoice, ValuePlace};

/// Of how many indicators values are read in one statement at most.
const TOGETHER: usize = 200;

/// The values of indicators. As many indicators are read in one statement as have no more values than
/// are held at once; of one that has more, its values are read part by part.
pub struct ValueParts {
    view: View,
    values: ValueChoice,
    gauges: GaugeParts,
    open: VecDeque<Gauge>,
    /// Where the values of the first indicator go on.
    place: Option<ValuePlace>,
    /// The place from which all is read, until its indicator was met.
    begins: Option<(IndicatorPlace, ValuePlace)>,
    together: usize,
    rows: usize,
}

impl ValueParts {
    /// The values after a place, so many at once.
    pub fn new(
        view: View,
        indicators: IndicatorChoice,
        values: ValueChoice,
        after: Option<(IndicatorPlace, ValuePlace)>,
        rows: usize,
    ) -> Self {
        let from = after.as_ref().map(|(indicator, _)| (indicator.clone(), true));
        let gauges = GaugeParts::new(view.clone(), indicators, from);
        let (open, place, together) = (VecDeque::new(), None, 10);
        Self { view, values, gauges, open, place, begins: after, together, rows }
    }

    /// Reads the next indicators where there are none; says whether there are any.
    async fn opens(&mut self) -> Result<bool> {
        if self.open.is_empty() {
            self.open.extend(self.gauges.next().await?);
            if let Some(((alliance, code), place)) = self.begins.take() {
                let first = self.open.front().map(|gauge| &gauge.row);
                let same = first.is_some_and(|it| it.alliance_id == alliance && it.code == code);
                self.place = same.then_some(place);
            }
        }
        Ok(!self.open.is_empty())
    }

    /// Reads values of the next indicators: of all that are read together, or of the first as many as
    /// are held at once.
    async fn part(&mut self) -> Result<Vec<FlatMeasurement>> {
        let together = if self.place.is_some() { 1 } else { self.together.min(self.open.len()) };
        let ids: Vec<IndicatorId> = self.open.iter().take(together).map(|it| it.row.id).collect();
        let limit = self.rows as u64 + 1;
        let mut rows = feeds::values(&self.view, &ids, &self.values, self.place, limit).await?;
        if rows.len() <= self.rows {
            self.place = None;
            if rows.len() * 2 <= self.rows {
                self.together = (self.together * 2).min(TOGETHER);
            }
            let done: Vec<Gauge> = self.open.drain(..together).collect();
            return shown(&done, rows);
        }
        self.together = (together / 4).max(1);
        if together > 1 {
            return Ok(Vec::new());
        }
        rows.truncate(self.rows);
        self.place = rows.last().map(|last| (last.period_start, last.id));
        shown(&self.open.make_contiguous()[..1], rows)
    }
}

/// The rows of these indicators, in their order.
fn shown(gauges: &[Gauge], rows: Vec<Model>) -> Result<Vec<FlatMeasurement>> {
    let mut of: HashMap<IndicatorId, Vec<Model>> = HashMap::new();
    for row in rows {
        of.entry(row.indicator_id).or_default().push(row);
    }
    let each = gauges.iter().flat_map(|gauge| {
        let rows = of.remove(&gauge.row.id).unwrap_or_default();
        rows.into_iter().map(|row| FlatMeasurement::of(gauge, row))
    });
    each.collect()
}

#[async_trait]
impl FeedParts<FlatMeasurement> for ValueParts {
    async fn next(&mut self) -> Result<Option<Vec<FlatMeasurement>>> {
        while self.opens().await? {
            let rows = self.part().await?;
            if !rows.is_empty() {
                return Ok(Some(rows));
            }
        }
        Ok(None)
    }
}
