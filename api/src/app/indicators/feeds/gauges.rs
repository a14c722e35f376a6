//! Indicators in the order of feeds, part by part, with all that their values are read against.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use entity::types::AllianceId;

use crate::app::indicators::judge::{Gauge, gauges};
use crate::error::{AppError, Result};
use crate::store::View;
use crate::store::feeds::{IndicatorChoice, IndicatorPlace, alliances, indicators};

/// How many are read first, so that the first row comes soon, and then at once.
const PARTS: [u64; 2] = [20, 200];

/// The indicators that a feed is about.
pub(super) struct GaugeParts {
    view: View,
    of: IndicatorChoice,
    /// Where the next part begins, and whether with this very place.
    place: Option<(IndicatorPlace, bool)>,
    homes: HashMap<AllianceId, Arc<entity::alliance::Model>>,
    parts: u64,
    ended: bool,
}

impl GaugeParts {
    /// The indicators from a place on, or after it.
    pub fn new(view: View, of: IndicatorChoice, place: Option<(IndicatorPlace, bool)>) -> Self {
        Self { view, of, place, homes: HashMap::new(), parts: 0, ended: false }
    }

    /// The next of them; none at the end.
    pub async fn next(&mut self) -> Result<Vec<Gauge>> {
        if self.ended {
            return Ok(Vec::new());
        }
        let limit = if self.parts == 0 { PARTS[0] } else { PARTS[1] };
        let place = self.place.as_ref().map(|(place, from)| (place, *from));
        let rows = indicators(&self.view, &self.of, place, limit).await?;
        self.parts += 1;
        self.ended = (rows.len() as u64) < limit;
        self.place = rows.last().map(|last| ((last.alliance_id, last.code.clone()), false));
        self.meet(rows.iter().map(|row| row.alliance_id)).await?;
        let (homes, now) = (&self.homes, self.view.now());
        gauges(&self.view, rows, |row| {
            let home = homes.get(&row.alliance_id).cloned();
            let home = home.ok_or_else(|| AppError::fault("an indicator has no alliance"))?;
            let today = home.time_zone.day(now);
            Ok((home, today))
        })
        .await
    }

    /// Reads the alliances that are not known yet.
    async fn meet(&mut self, of: impl Iterator<Item = AllianceId>) -> Result<()> {
        let new: HashSet<AllianceId> = of.filter(|id| !self.homes.contains_key(id)).collect();
        if !new.is_empty() {
            let rows = alliances(&self.view, new.into_iter()).await?;
            self.homes.extend(rows.into_iter().map(|home| (home.id, Arc::new(home))));
        }
        Ok(())
    }
}
