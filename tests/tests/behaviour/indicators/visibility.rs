//! What an indicator shows to whom.

use accord_tests::{behaviour, jobs};
use serde_json::{Value, json};

behaviour! {
    async fn a_public_alliance_shows_its_public_indicators_and_no_others(w: World) {
        let river = w.alliance().await;
        let with = |code: &str, visibility: &str| {
            let mut indicator = jobs();
            indicator["code"] = json!(code);
            indicator["visibility"] = json!(visibility);
            river.ana.does("createIndicator", &river.it, indicator)
        };
        let (open, inner) = (with("open", "public").await.ok(), with("inner", "partners").await.ok());
        w.nobody().sees("getIndicator", &open).await.refused("not_signed_in");
        river.ana.does("changeAlliance", &river.it, json!({ "public": true })).await.ok();
        assert_eq!(w.nobody().sees("getIndicator", &open).await.ok()["code"], "open");
        let refused = w.nobody().sees("getIndicator", &inner).await;
        assert!(refused.denied(), "{refused}");
        let list = w.nobody().sees("listIndicators", &river.it).await.ok();
        let codes = list["items"].as_array().unwrap().iter().map(|it| &it["code"]);
        assert_eq!(codes.collect::<Vec<&Value>>(), ["open"]);
    }
}

behaviour! {
    async fn values_are_seen_where_their_indicator_is(w: World) {
        let river = w.alliance().await;
        let jobs = river.ana.does("createIndicator", &river.it, jobs()).await.ok();
        let at = ((&river.it, "jobs"), "2026-06");
        let june = river.ana.does("recordMeasurement", at, json!({ "value": 40 })).await.ok();
        river.ana.does("changeAlliance", &river.it, json!({ "public": true })).await.ok();
        let one = w.nobody().sees("getMeasurement", &june["measurement"]).await;
        assert!(one.denied(), "{one}");
        let some = w.nobody().sees("listIndicatorMeasurements", &jobs).await;
        assert!(some.denied(), "{some}");
        let all = w.nobody().sees("listMeasurements", &river.it).await.ok();
        assert_eq!(all["items"], json!([]));
    }
}
