//! What is said of many values.

use accord_tests::{Engine, behaviour, jobs};
use serde_json::json;

/// More days of two indicators than are read at once.
const DAYS: u32 = 15_000;

/// Gives every value as often as there are days, one day before the other.
fn day_by_day(engine: Engine) -> String {
    let (id, before, code) = match engine {
        Engine::Sqlite => ("randomblob(16)", "date(period_start, -n || ' days')", ""),
        Engine::Postgres => ("gen_random_uuid()", "period_start - n", "::text"),
    };
    format!(
        "INSERT INTO measurement (id, alliance_id, indicator_id, period, period_start, period_end, value,
           status, corrections, entered_by, entered_at, version)
         WITH RECURSIVE day (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM day WHERE n < {DAYS} - 1)
         SELECT {id}, alliance_id, indicator_id, ({before}){code}, {before}, {before}, value,
           status, corrections, entered_by, entered_at, version FROM measurement CROSS JOIN day"
    )
}

behaviour! {
    async fn of_many_values_each_is_counted(w: World) {
        let w = w.apart(&[]).await;
        let river = w.alliance().await;
        for code in ["jobs", "homes"] {
            let mut daily = jobs();
            daily["code"] = json!(code);
            daily["period_type"] = json!("day");
            daily["counting"] = json!("cumulative");
            river.ana.does("createIndicator", &river.it, daily).await.ok();
            let at = ((&river.it, code), "2026-08-10");
            river.ana.does("recordMeasurement", at, json!({ "value": 1 })).await.ok();
        }
        w.service.writes(&day_by_day(w.service.engine)).await;
        let progress = river.ana.sees("listAllianceProgress", &river.it).await.ok();
        let items = progress["items"].as_array().unwrap();
        assert_eq!(items.len(), 2);
        for item in items {
            assert_eq!((&item["actual"], &item["change"]), (&json!(DAYS), &json!(1)), "{item}");
        }
    }
}
