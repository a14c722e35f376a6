//! Indicators and their measurements.

pub mod codes;
mod definitions;
mod feeds;
mod files;
mod many;
mod measurements;
mod progress;
mod push;
mod todo;
mod visibility;

use accord_tests::{Actor, Answer, World, jobs};
use serde_json::Value;

/// An alliance that counts jobs, month by month.
struct Counting {
    ana: Actor,
    it: Value,
}

impl Counting {
    async fn jobs(w: &World) -> Self {
        Self::of(w, jobs()).await
    }

    async fn of(w: &World, jobs: Value) -> Self {
        let river = w.alliance().await;
        river.ana.does("createIndicator", &river.it, jobs).await.ok();
        Self { ana: river.ana, it: river.it }
    }

    async fn records(&self, period: &str, value: Value) -> Answer {
        self.ana.does("recordMeasurement", ((&self.it, "jobs"), period), value).await
    }
}
