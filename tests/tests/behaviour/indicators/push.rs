//! Many values in one request: all that are right are written at once, the others are told.

use accord_tests::{Alliance, Answer, World, behaviour, jobs};
use serde_json::{Value, json};

/// An alliance that counts several things by month.
pub async fn counting(w: &World, codes: &[&str]) -> Alliance {
    let river = w.alliance().await;
    for code in codes {
        let mut indicator = jobs();
        indicator["code"] = json!(code);
        river.ana.does("createIndicator", &river.it, indicator).await.ok();
    }
    river
}

async fn pushes(river: &Alliance, push: Value) -> Answer {
    river.ana.does("pushMeasurements", &river.it, push).await
}

fn row(code: &str, period: &str, value: i32) -> Value {
    json!({ "indicator": code, "period": period, "value": value })
}

/// How many rows led to what.
pub fn counts(report: &Value) -> [i64; 5] {
    ["created", "changed", "unchanged", "deleted", "refused"].map(|it| report[it].as_i64().unwrap())
}

/// What is wrong with each row that was refused: its number, the column and the code.
pub fn wrong(report: &Value) -> Value {
    let rows = report["rows"].as_array().unwrap().iter();
    let errors = |row: &Value| -> Vec<Value> {
        let each = row["errors"].as_array().unwrap().iter();
        each.map(|it| json!([row["row"], it["column"], it["code"]])).collect()
    };
    rows.flat_map(errors).collect()
}

async fn revision(river: &Alliance) -> Value {
    let latest = json!({ "sort": "revision_desc", "limit": 1 });
    river.ana.does("listEvents", &river.it, latest).await.ok()["items"][0].take()
}

behaviour! {
    async fn a_nightly_push_is_one_revision_with_one_event(w: World) {
        let w = w.apart(&[]).await;
        let codes: Vec<String> = (0..50).map(|it| format!("indicator-{it}")).collect();
        let river = counting(&w, &codes.iter().map(String::as_str).collect::<Vec<_>>()).await;
        let months = ["2025-10", "2025-11", "2025-12", "2026-01", "2026-02", "2026-03", "2026-04",
            "2026-05", "2026-06", "2026-07"];
        let rows = codes.iter().flat_map(|code| months.map(|month| row(code, month, 7)));
        let push = json!({ "rows": rows.collect::<Vec<_>>() });
        let (before, statements) = (revision(&river).await, w.service.statements().await);
        let report = pushes(&river, push.clone()).await.ok();
        assert_eq!((&report["total"], counts(&report)), (&json!(500), [500, 0, 0, 0, 0]));
        assert!(w.service.statements().await - statements < 20);
        let after = revision(&river).await;
        let next = before["revision"].as_i64().unwrap() + 1;
        assert_eq!((&after["revision"], &after["about"]), (&json!(next), &report["import_id"]));
        let again = pushes(&river, push).await.ok();
        assert_eq!(counts(&again), [0, 0, 500, 0, 0]);
    }
}

behaviour! {
    async fn what_is_right_is_written_and_what_is_wrong_is_told_row_by_row(w: World) {
        let river = counting(&w, &["jobs", "homes", "old"]).await;
        let old = river.ana.sees("getIndicatorByCode", (&river.it, "old")).await.ok();
        river.ana.sees("archiveIndicator", &old).await.ok();
        let rows = json!([
            row("jobs", "2026-06", 40), row("jobs", "202606", 41), row("nobody", "2026-06", 1),
            row("old", "2026-06", 1), row("homes", "2026-09", 1), row("homes", "2026-Q2", 1),
            { "indicator": "homes", "period": "2026-05", "value": 0.5, "absence": "withheld" },
            row("homes", "2026-06", 3),
        ]);
        let report = pushes(&river, json!({ "rows": rows })).await.ok();
        assert_eq!(counts(&report), [2, 0, 0, 0, 6], "{report}");
        assert_eq!(wrong(&report), json!([
            [2, "period", "row_repeated"], [3, "indicator", "reference_not_found"],
            [4, "indicator", "wrong_state"], [5, "period", "period_in_future"],
            [6, "period", "period_type_mismatch"], [7, "absence", "value_inconsistent"],
            [7, "value", "value_inconsistent"],
        ]));
        let inconsistent = report["refusals"].as_array().unwrap().last().unwrap().clone();
        assert_eq!(inconsistent, json!({ "code": "value_inconsistent", "count": 1, "rows": [7] }));
        let all = river.ana.sees("listMeasurements", &river.it).await.ok();
        assert_eq!(all["items"].as_array().unwrap().len(), 2);
    }
}

behaviour! {
    async fn a_pushed_value_is_corrected_on_the_terms_of_a_single_one(w: World) {
        let river = counting(&w, &["jobs", "homes"]).await;
        let first = json!([row("jobs", "2026-06", 40), row("homes", "2026-08", 3)]);
        pushes(&river, json!({ "rows": first })).await.ok();
        let second = json!([row("jobs", "2026-06", 41), row("homes", "2026-08", 4)]);
        let report = pushes(&river, json!({ "rows": second })).await.ok();
        assert_eq!((counts(&report), wrong(&report)), ([0, 1, 0, 0, 1], json!([[1, "reason", "reason_missing"]])));
        let mut why = row("jobs", "2026-06", 41);
        why["reason"] = json!("One was counted late");
        assert_eq!(counts(&pushes(&river, json!({ "rows": [why] })).await.ok()), [0, 1, 0, 0, 0]);
        let at = json!({ "sort": "period" });
        let jobs = river.ana.does("listMeasurements", &river.it, at).await.ok()["items"][0].take();
        assert_eq!((&jobs["value"], &jobs["corrections_count"]), (&json!(41), &json!(1)));
        let before = river.ana.sees("listCorrections", &jobs).await.ok();
        assert_eq!(before["items"][0]["reason"], "One was counted late");
    }
}

behaviour! {
    async fn a_value_is_removed_by_a_row_as_long_as_it_can_be(w: World) {
        let river = counting(&w, &["jobs"]).await;
        let rows = json!([row("jobs", "2026-08", 3), row("jobs", "2026-07", 2)]);
        pushes(&river, json!({ "rows": rows })).await.ok();
        let gone = |period: &str| json!({ "indicator": "jobs", "period": period, "delete": true });
        let rows = json!([gone("2026-08"), gone("2026-07"), gone("2026-06")]);
        let report = pushes(&river, json!({ "rows": rows })).await.ok();
        assert_eq!(counts(&report), [0, 0, 1, 1, 1]);
        assert_eq!(wrong(&report), json!([[2, "delete", "wrong_state"]]));
    }
}

behaviour! {
    async fn an_atomic_push_writes_all_rows_or_none(w: World) {
        let river = counting(&w, &["jobs"]).await;
        let rows = json!([row("jobs", "2026-06", 40), row("homes", "2026-06", 1), row("jobs", "2026-13", 1)]);
        let push = json!({ "rows": rows, "mode": "atomic" });
        let refused = pushes(&river, push).await.refused("reference_not_found");
        refused.at("/rows/1/indicator", "reference_not_found").at("/rows/2/period", "period_unreadable");
        let none = river.ana.sees("listMeasurements", &river.it).await.ok();
        assert_eq!(none["items"], json!([]));
        let push = json!({ "rows": [row("jobs", "2026-06", 40)], "mode": "atomic" });
        assert_eq!(counts(&pushes(&river, push).await.ok()), [1, 0, 0, 0, 0]);
    }
}

behaviour! {
    async fn a_dry_run_tells_what_would_be_done_and_does_nothing(w: World) {
        let river = counting(&w, &["jobs"]).await;
        let rows = json!([row("jobs", "2026-06", 40), row("homes", "2026-06", 1)]);
        let before = revision(&river).await;
        let report = pushes(&river, json!({ "rows": rows, "dry_run": true })).await.ok();
        assert_eq!((counts(&report), &report["import_id"]), ([1, 0, 0, 0, 1], &Value::Null));
        assert_eq!(revision(&river).await, before);
        let none = river.ana.sees("listMeasurements", &river.it).await.ok();
        assert_eq!(none["items"], json!([]));
    }
}

behaviour! {
    async fn a_push_is_kept_as_an_import_and_not_done_twice(w: World) {
        let river = counting(&w, &["jobs"]).await;
        let rows = json!([row("jobs", "2026-06", 40), row("homes", "2026-06", 1)]);
        let once = river.ana.with("idempotency-key", "once");
        let push = async || once.does("pushMeasurements", &river.it, json!({ "rows": rows })).await.ok();
        let (first, again) = (push().await, push().await);
        assert_eq!((&first["import_id"], counts(&first)), (&again["import_id"], counts(&again)));
        let imports = river.ana.sees("listImports", &river.it).await.ok();
        assert_eq!(imports["items"].as_array().unwrap().len(), 1);
        let import = river.ana.sees("getImport", &first["import_id"]).await.ok();
        assert_eq!((&import["format"], &import["complete"]), (&json!("json"), &json!(true)));
        assert_eq!((counts(&import), &import["refusals"]), ([1, 0, 0, 0, 1], &first["refusals"]));
    }
}

behaviour! {
    async fn a_script_pushes_by_a_key_that_may_do_nothing_else(w: World) {
        let river = counting(&w, &["jobs"]).await;
        let key = json!({ "name": "Nightly", "scopes": ["measurements"] });
        let key = river.ana.does("createApiKey", (), key).await.ok();
        let bearer = format!("Bearer {}", key["secret"].as_str().unwrap());
        let script = w.nobody().with("authorization", &bearer);
        let push = json!({ "rows": [row("jobs", "2026-06", 40)] });
        let report = script.does("pushMeasurements", &river.it, push.clone()).await.ok();
        assert_eq!(counts(&report), [1, 0, 0, 0, 0]);
        script.sees("listImports", &river.it).await.refused("scope_missing");
        let funder = river.funder(&w, "Fay").await.actor;
        funder.does("pushMeasurements", &river.it, push).await.refused("not_permitted");
    }
}

behaviour! {
    async fn a_row_that_cannot_be_read_hides_no_other(w: World) on rest {
        let river = counting(&w, &["jobs"]).await;
        let rows = json!([
            { "indicator": "jobs", "period": "2026-06", "value": "many" },
            { "indicator": "jobs", "period": "2026-05", "value": 1, "colour": "blue" },
            { "period": "2026-05", "value": 1 }, 7,
            { "indicator": "jobs", "period": "2026-04", "value": 2, "title": "Jobs", "status": "stale" },
        ]);
        let report = pushes(&river, json!({ "rows": rows })).await.ok();
        assert_eq!(counts(&report), [1, 0, 0, 0, 4], "{report}");
        assert_eq!(wrong(&report), json!([
            [1, "value", "field_invalid"], [2, "colour", "field_unknown"],
            [3, "indicator", "field_missing"], [4, null, "field_invalid"],
        ]));
    }
}

behaviour! {
    async fn the_rows_that_were_refused_are_kept_as_they_were_given(w: World) {
        let river = counting(&w, &["jobs"]).await;
        let rows = json!([row("jobs", "2026-06", 40), row("homes", "2026-06", 1), row("homes", "2026-05", 2)]);
        let import = pushes(&river, json!({ "rows": rows })).await.ok()["import_id"].take();
        let after = json!({ "after_row": 2 });
        let kept = river.ana.does("listRefusedRows", &import, after).await.ok()["items"].take();
        let kept = kept.as_array().unwrap();
        assert_eq!((kept.len(), &kept[0]["row"], &kept[0]["value"]), (1, &json!(3), &json!("2")));
        assert_eq!(kept[0]["errors"][0]["code"], "reference_not_found");
    }
}
