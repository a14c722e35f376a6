//! Values, period by period; a wrong one is corrected, and what it was is kept.

use accord_tests::behaviour;
use serde_json::{Value, json};

use super::Counting;

behaviour! {
    async fn a_value_is_recorded_once_and_then_corrected(w: World) {
        let river = Counting::jobs(&w).await;
        let first = river.records("2026-06", json!({ "value": 40 })).await.ok();
        assert_eq!((&first["outcome"], &first["measurement"]["value"]), (&json!("created"), &json!(40)));
        let same = river.records("2026-06", json!({ "value": "40.0" })).await.ok();
        assert_eq!(same["outcome"], "unchanged");
        river.records("2026-06", json!({ "value": 41 })).await.refused("reason_missing");
        let why = json!({ "value": 41, "reason": "One was counted late" });
        assert_eq!(river.records("2026-06", why).await.ok()["outcome"], "changed");
        let before = river.ana.sees("listCorrections", &first["measurement"]).await.ok();
        assert_eq!(before["items"][0]["value"], 40);
    }
}

behaviour! {
    async fn a_period_is_read_in_other_spellings_and_shown_in_one(w: World) {
        let river = Counting::jobs(&w).await;
        let shown = river.records("202606", json!({ "value": 1 })).await.ok()["measurement"].take();
        assert_eq!(shown["period"], "2026-06");
        assert_eq!((&shown["start"], &shown["end"]), (&json!("2026-06-01"), &json!("2026-06-30")));
    }
}

behaviour! {
    async fn a_period_that_does_not_fit_says_why(w: World) {
        let river = Counting::jobs(&w).await;
        let refused = [
            ("2026-13", "period_unreadable"),
            ("FY26", "period_ambiguous"),
            ("2026-Q3", "period_type_mismatch"),
            ("2026-09", "period_in_future"),
        ];
        for (period, code) in refused {
            river.records(period, json!({ "value": 1 })).await.refused(code);
        }
        let unfinished = json!({ "value": 1, "status": "final" });
        river.records("2026-08", unfinished).await.refused("period_not_over");
    }
}

behaviour! {
    async fn a_period_that_does_not_fit_hides_nothing_else(w: World) {
        let river = Counting::jobs(&w).await;
        let both = json!({ "value": 0.5, "absence": "withheld" });
        for (period, code) in [("2026-13", "period_unreadable"), ("2026-09", "period_in_future")] {
            let answer = river.records(period, both.clone()).await.refused(code);
            let answer = answer.at("{period}", code).at("/absence", "value_inconsistent");
            assert_eq!(answer.at("/value", "value_inconsistent").faults.len(), 3);
        }
    }
}

behaviour! {
    async fn a_value_is_exact_and_no_longer_than_a_number_carries(w: World) {
        let river = Counting::jobs(&w).await;
        let long = json!({ "value": "1234567890123456" });
        river.records("2026-06", long).await.refused("number_too_long");
    }
}

behaviour! {
    async fn that_there_is_no_value_is_said(w: World) {
        let river = Counting::jobs(&w).await;
        let none = json!({ "value": null, "absence": "not_collected" });
        let shown = river.records("2026-06", none).await.ok()["measurement"].take();
        assert_eq!((&shown["value"], &shown["absence"]), (&Value::Null, &json!("not_collected")));
        assert!(river.records("2026-05", json!({ "value": null })).await.code().is_some());
        assert_eq!(river.records("2026-05", json!({ "value": 0 })).await.ok()["measurement"]["value"], 0);
    }
}

behaviour! {
    async fn a_value_is_provisional_until_its_period_is_over(w: World) {
        let river = Counting::jobs(&w).await;
        let july = river.records("2026-07", json!({ "value": 3 })).await.ok();
        assert_eq!(july["measurement"]["status"], "final");
        let august = river.records("2026-08", json!({ "value": 3 })).await.ok();
        assert_eq!(august["measurement"]["status"], "provisional");
        river.records("2026-08", json!({ "value": 4 })).await.ok();
    }
}

behaviour! {
    async fn only_what_is_provisional_and_was_never_another_can_be_removed(w: World) {
        let river = Counting::jobs(&w).await;
        let july = river.records("2026-07", json!({ "value": 3 })).await.ok()["measurement"].take();
        river.ana.sees("removeMeasurement", &july).await.refused("wrong_state");
        let why = json!({ "absence": "not_collected", "reason": "It was another month's" });
        river.records("2026-07", why).await.ok();
        assert_eq!(river.ana.sees("listCorrections", &july).await.ok()["items"][0]["value"], 3);
        let august = river.records("2026-08", json!({ "value": 3 })).await.ok()["measurement"].take();
        river.ana.sees("removeMeasurement", &august).await.ok();
        river.ana.sees("getMeasurement", &august).await.missing();
    }
}
