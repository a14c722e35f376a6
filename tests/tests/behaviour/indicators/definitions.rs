//! From when a definition holds: progress is judged by the one in force when its latest value was
//! taken.

use accord_tests::{behaviour, jobs};
use serde_json::{Value, json};

use super::Counting;

/// Jobs, from 0 at the turn of the year to 120 at its end.
pub fn ten_a_month() -> Value {
    let mut jobs = jobs();
    jobs["baseline"] = json!({ "value": 0, "on": "2025-12-31" });
    jobs["targets"] = json!([{ "due_on": "2026-12-31", "value": 120 }]);
    jobs
}

/// Twice as many by the same day, from a day on.
pub fn twice(from: &str) -> Value {
    let targets = json!([{ "due_on": "2026-12-31", "value": 240 }]);
    json!({ "targets": targets, "holds_from": from })
}

impl Counting {
    async fn status(&self) -> Value {
        let indicator = self.indicator().await;
        self.ana.sees("getProgress", &indicator).await.ok()["status"].take()
    }

    async fn indicator(&self) -> Value {
        self.ana.sees("getIndicatorByCode", (&self.it, "jobs")).await.ok()
    }

    /// From when each definition holds, the present one first.
    async fn held(&self) -> Vec<Value> {
        let list = self.ana.sees("listDefinitions", &self.indicator().await).await.ok();
        list["items"].as_array().unwrap().iter().map(|it| it["holds_from"].clone()).collect()
    }
}

behaviour! {
    async fn new_targets_are_aimed_at_from_their_day_on(w: World) {
        let river = Counting::of(&w, ten_a_month()).await;
        river.records("2026-06", json!({ "value": 58 })).await.ok();
        assert_eq!(river.status().await, "on_track");
        let indicator = river.indicator().await;
        let now = river.ana.does("putTargets", &indicator, twice("2026-07-01")).await.ok();
        assert_eq!(now["holds_from"], "2026-07-01");
        assert_eq!(river.status().await, "on_track", "the value of June is judged as before");
        river.records("2026-07", json!({ "value": 60 })).await.ok();
        assert_eq!(river.status().await, "off_track");
        assert_eq!(river.held().await, [json!("2026-07-01"), Value::Null]);
    }
}

behaviour! {
    async fn without_a_day_a_definition_is_corrected_for_all_its_time(w: World) {
        let river = Counting::of(&w, ten_a_month()).await;
        river.records("2026-06", json!({ "value": 58 })).await.ok();
        let targets = json!({ "targets": [{ "due_on": "2026-12-31", "value": 240 }] });
        river.ana.does("putTargets", &river.indicator().await, targets).await.ok();
        assert_eq!(river.status().await, "off_track");
        assert_eq!(river.held().await, [Value::Null]);
    }
}

behaviour! {
    async fn a_definition_takes_the_place_of_the_last_and_never_of_one_before(w: World) {
        let river = Counting::of(&w, ten_a_month()).await;
        let path = json!({ "target_path": "stepped", "holds_from": "2026-07-01" });
        river.ana.does("changeIndicator", &river.indicator().await, path).await.ok();
        let indicator = river.indicator().await;
        let refused = river.ana.does("putTargets", &indicator, twice("2026-06-30")).await;
        refused.at("/holds_from", "definition_inconsistent");
        river.ana.does("putTargets", &river.indicator().await, twice("2026-07-01")).await.ok();
        assert_eq!(river.held().await, [json!("2026-07-01"), Value::Null]);
    }
}

behaviour! {
    async fn an_earlier_definition_is_shown_as_it_was(w: World) {
        let river = Counting::of(&w, ten_a_month()).await;
        let indicator = river.indicator().await;
        river.ana.does("putTargets", &indicator, twice("2026-07-01")).await.ok();
        let list = river.ana.sees("listDefinitions", &indicator).await.ok();
        let value = |at: usize| list["items"][at]["targets"][0]["value"].clone();
        assert_eq!((value(0), value(1)), (json!(240), json!(120)));
        assert_eq!(list["items"][1]["baseline"], indicator["baseline"]);
        river.ana.sees("removeIndicator", &indicator).await.ok();
    }
}

behaviour! {
    async fn a_funder_sees_the_definitions_of_what_is_visible_to_funders(w: World) {
        let river = w.alliance().await;
        let fay = river.funder(&w, "Fay").await.actor;
        for (visibility, shown) in [("funders", true), ("partners", false)] {
            let mut wanted = ten_a_month();
            (wanted["visibility"], wanted["code"]) = (json!(visibility), json!(visibility));
            let indicator = river.ana.does("createIndicator", &river.it, wanted).await.ok();
            river.ana.does("putTargets", &indicator, twice("2026-07-01")).await.ok();
            let seen = fay.sees("listDefinitions", &indicator).await;
            if shown {
                assert_eq!(seen.ok()["items"].as_array().unwrap().len(), 2);
            } else {
                seen.missing();
            }
        }
    }
}

behaviour! {
    async fn what_values_hold_fast_is_named_beside_what_is_unsound(w: World) {
        let river = Counting::jobs(&w).await;
        river.records("2026-06", json!({ "value": 58 })).await.ok();
        let change = json!({
            "measure": "sum", "period_type": "week", "band": { "low": 2, "high": 1 },
        });
        let answer = river.ana.does("changeIndicator", &river.indicator().await, change).await;
        let answer = answer.at("/band", "definition_inconsistent").at("/measure", "in_use");
        answer.at("/period_type", "in_use");
    }
}
