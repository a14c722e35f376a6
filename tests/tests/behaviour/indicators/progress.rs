//! What is said of many values.

use accord_tests::{Engine, behaviour, jobs};
use serde_json::json;

/// More days of two indicators than are read at once.
pub const DAYS: u32 = 15_000;

/// Gives every value as often as there are days, one day before the other.
pub fn day_by_day(engine: Engine) -> String {
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

behaviour! {
    async fn where_it_will_stand_is_told_or_why_it_cannot_be(w: World) {
        let river = w.alliance().await;
        let mut about = jobs();
        about["baseline"] = json!({ "value": 0, "on": "2025-12-31" });
        about["targets"] = json!([{ "due_on": "2026-09-30", "value": 60 }]);
        let indicator = river.ana.does("createIndicator", &river.it, about).await.ok();
        let records = async |month: usize, value: i32| {
            let month = format!("2026-0{month}");
            let at = ((&river.it, "jobs"), month.as_str());
            river.ana.does("recordMeasurement", at, json!({ "value": value })).await.ok();
        };
        for (month, value) in (1..).zip([42, 45, 44, 49, 47]) {
            records(month, value).await;
        }
        let few = river.ana.sees("getProgress", &indicator).await.ok();
        assert_eq!((&few["projected"], &few["not_projected"]), (&json!(null), &json!("too_few_values")));
        records(6, 52).await;
        records(7, 54).await;
        let told = river.ana.sees("getProgress", &indicator).await.ok();
        let figures = ["projected_low", "projected", "projected_high"].map(|it| &told[it]);
        assert_eq!(figures, [json!(56.5), json!(58), json!(59.3333)].each_ref(), "{told}");
        assert_eq!((&told["will_reach"], &told["not_projected"]), (&json!("no"), &json!(null)));
    }
}
