//! The shared purpose.

pub mod codes;
mod goals;

use accord_tests::{Alliance, Answer, World};
use serde_json::{Value, json};

/// An alliance that works out its purpose.
struct Aiming {
    river: Alliance,
}

impl Aiming {
    async fn alone(w: &World) -> Self {
        Self { river: w.alliance().await }
    }

    async fn writes(&self, goal: Value) -> Answer {
        self.river.ana.does("createGoal", &self.river.it, goal).await
    }

    /// A goal that lacks nothing but an indicator.
    async fn goal(&self) -> Value {
        self.writes(fed()).await.ok()
    }

    /// An indicator with this code and target.
    async fn indicator(&self, code: &str, more: Value) -> Value {
        let mut it = accord_tests::jobs();
        it["code"] = json!(code);
        it.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        self.river.ana.does("createIndicator", &self.river.it, it).await.ok()
    }
}

fn fed() -> Value {
    json!({
        "title": "Nobody goes hungry", "outcome": "Every household eats three meals a day",
        "for_whom": "Households in River County", "benefit": "community",
        "measure": "The yearly survey finds none that skips a meal", "due_on": "2027-12-31",
    })
}
