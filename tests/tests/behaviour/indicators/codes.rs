//! What indicators and their values refuse.

use accord_tests::{World, jobs};
use serde_json::{Value, json};

use super::{Counting, many};
use crate::protocol::codes::Provoked;

/// An indicator of jobs with these fields besides.
fn with(more: Value) -> Value {
    let mut indicator = jobs();
    indicator["code"] = json!("more");
    indicator.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    indicator
}

fn targets(baseline: Value, values: [(&str, i32); 2]) -> Value {
    let target = |(date, value): (&str, i32)| json!({ "due_on": date, "value": value });
    with(json!({ "baseline": baseline, "targets": values.map(target) }))
}

async fn definitions(river: &Counting) -> Provoked {
    let creates = async |it: Value| river.ana.does("createIndicator", &river.it, it).await;
    let from = json!({ "on": "2026-01-01", "value": 10 });
    vec![
        ("code_taken", creates(jobs()).await),
        ("date_not_real", creates(with(json!({ "starts_on": "2026-02-30" }))).await),
        ("definition_inconsistent", creates(with(json!({ "direction": "maintain" }))).await),
        (
            "baseline_missing",
            creates(targets(Value::Null, [("2027-01-01", 20), ("2028-01-01", 30)])).await,
        ),
        (
            "targets_not_in_order",
            creates(targets(from.clone(), [("2028-01-01", 20), ("2027-01-01", 30)])).await,
        ),
        (
            "target_against_direction",
            creates(targets(from, [("2027-01-01", 9), ("2028-01-01", 8)])).await,
        ),
    ]
}

/// Two rows for one key, of which all are to be right.
async fn twice(river: &Counting) -> accord_tests::Answer {
    let row = json!({ "indicator": "jobs", "period": "2026-04", "value": 1 });
    let push = json!({ "rows": [row, row], "mode": "atomic" });
    river.ana.does("pushMeasurements", &river.it, push).await
}

async fn values(river: &Counting) -> Provoked {
    let one = || json!({ "value": 1 });
    let begun = json!({ "value": 1, "status": "final" });
    river.records("2026-06", json!({ "value": 40 })).await.ok();
    vec![
        ("row_repeated", twice(river).await),
        ("value_inconsistent", river.records("2026-05", json!({ "value": null })).await),
        ("number_too_long", river.records("2026-05", json!({ "value": "1234567890123456" })).await),
        ("reason_missing", river.records("2026-06", json!({ "value": 41 })).await),
        ("period_unreadable", river.records("2026-13", one()).await),
        ("period_ambiguous", river.records("FY26", one()).await),
        ("period_type_mismatch", river.records("2026-Q2", one()).await),
        ("period_before_start", river.records("2025-12", one()).await),
        ("period_in_future", river.records("2026-09", one()).await),
        ("period_not_over", river.records("2026-08", begun).await),
    ]
}

/// Each of this room's codes.
pub async fn provoke(w: &World) -> Provoked {
    let river = Counting::jobs(w).await;
    let mut all = definitions(&river).await;
    let starts = json!({ "starts_on": "2026-01-01" });
    let jobs = river.ana.sees("getIndicatorByCode", (&river.it, "jobs")).await.ok();
    river.ana.does("changeIndicator", &jobs, starts).await.ok();
    all.extend(values(&river).await);
    let full = many::full(w).await;
    let more = full.ana.does("createIndicator", &full.it, with(json!({}))).await;
    all.push(("too_many_indicators", more));
    all
}
