//! Founding, describing, archiving an alliance.

use accord_tests::{behaviour, jobs};
use serde_json::json;

behaviour! {
    async fn whoever_founds_an_alliance_finds_it_by_its_id_and_by_its_slug(w: World) {
        let river = w.alliance().await;
        let slug = river.it["slug"].as_str().unwrap();
        assert_eq!(river.ana.sees("getAlliance", slug).await.ok()["id"], river.it["id"]);
        assert_eq!(river.ana.sees("getAlliance", &river.it).await.ok()["slug"], slug);
        let own = river.ana.sees("listAlliances", ()).await.ok();
        assert_eq!(own["items"].as_array().unwrap().len(), 1);
    }
}

behaviour! {
    async fn nobody_else_can_tell_that_an_alliance_is_there(w: World) {
        let river = w.alliance().await;
        let stranger = w.somebody("a stranger").await;
        stranger.sees("getAlliance", &river.it).await.missing();
        stranger.does("changeAlliance", &river.it, json!({ "name": "Mine" })).await.missing();
        w.nobody().sees("getAlliance", &river.it).await.refused("not_signed_in");
        assert_eq!(stranger.sees("listAlliances", ()).await.ok()["items"], json!([]));
    }
}

behaviour! {
    async fn a_slug_is_never_given_twice(w: World) {
        let river = w.alliance().await;
        let ben = w.somebody("Ben").await;
        let again = json!({ "name": "Another", "slug": river.it["slug"], "time_zone": "UTC" });
        ben.does("createAlliance", (), again).await.refused("slug_taken").at("/slug", "slug_taken");
    }
}

behaviour! {
    async fn an_archived_alliance_is_read_and_not_changed_until_it_is_restored(w: World) {
        let river = w.alliance().await;
        let change = json!({ "name": "Rivers" });
        river.ana.sees("archiveAlliance", &river.it).await.ok();
        let change_it = || river.ana.does("changeAlliance", &river.it, change.clone());
        change_it().await.refused("alliance_archived");
        assert_eq!(river.ana.sees("getAlliance", &river.it).await.ok()["status"], "archived");
        river.ana.sees("restoreAlliance", &river.it).await.ok();
        assert_eq!(change_it().await.ok()["name"], "Rivers");
    }
}

behaviour! {
    async fn everything_that_is_wrong_is_said_at_once(w: World) {
        let ana = w.somebody("Ana").await;
        let wrong = json!({
            "name": "", "slug": "River_County", "time_zone": "UTC", "fiscal_year_start": 13,
        });
        let answer = ana.does("createAlliance", (), wrong).await;
        for field in ["/name", "/slug", "/fiscal_year_start"] {
            assert!(answer.faults.iter().any(|it| it.pointer == field), "{answer}: {field}");
        }
        assert_eq!(ana.sees("listAlliances", ()).await.ok()["items"], json!([]));
    }
}

behaviour! {
    async fn a_change_to_what_has_changed_since_is_refused(w: World) {
        let river = w.alliance().await;
        let seen = river.ana.having_seen(&river.it);
        seen.does("changeAlliance", &river.it, json!({ "name": "First" })).await.ok();
        let late = seen.does("changeAlliance", &river.it, json!({ "name": "Second" })).await;
        late.refused("version_stale");
        assert_eq!(river.ana.sees("getAlliance", &river.it).await.ok()["name"], "First");
    }
}

behaviour! {
    async fn the_fiscal_year_starts_when_it_is_said_until_a_value_is_kept_by_it(w: World) {
        let river = w.alliance().await;
        let starts = async |month: u8| {
            let change = json!({ "fiscal_year_start": month });
            river.ana.does("changeAlliance", &river.it, change).await
        };
        assert_eq!(starts(7).await.ok()["fiscal_year_start"], 7);
        starts(13).await.at("/fiscal_year_start", "field_invalid");
        let mut yearly = jobs();
        yearly["period_type"] = json!("fiscal_year");
        river.ana.does("createIndicator", &river.it, yearly).await.ok();
        assert_eq!(starts(4).await.ok()["fiscal_year_start"], 4);
        let at = ((&river.it, "jobs"), "FY2026");
        river.ana.does("recordMeasurement", at, json!({ "value": 4 })).await.ok();
        starts(7).await.refused("in_use").at("/fiscal_year_start", "in_use");
        starts(4).await.ok();
    }
}
