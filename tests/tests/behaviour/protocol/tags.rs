//! Entity tags: what is unchanged is not sent again.

use accord_tests::behaviour;
use reqwest::{Method, StatusCode};
use serde_json::json;

behaviour! {
    async fn what_is_unchanged_is_not_sent_again(w: World) on rest {
        let river = w.alliance().await;
        let path = format!("/v1/alliances/{}", river.it["id"].as_str().unwrap());
        let first = river.ana.sends(river.ana.http(Method::GET, &path)).await;
        let tag = first.headers["etag"].to_str().unwrap();
        let caching = river.ana.with("if-none-match", tag);
        let again = caching.http(Method::GET, &path).send().await.unwrap();
        assert_eq!(again.status(), StatusCode::NOT_MODIFIED);
        assert_eq!(again.headers()["etag"], tag);
        river.ana.does("changeAlliance", &river.it, json!({ "name": "Rivers" })).await.ok();
        let changed = caching.sends(caching.http(Method::GET, &path)).await;
        assert_eq!(changed.ok()["name"], "Rivers");
    }
}

behaviour! {
    async fn a_tag_that_was_never_given_out_changes_nothing(w: World) on rest {
        let river = w.alliance().await;
        let changes = async |tag: &str| {
            let late = river.ana.with("if-match", tag);
            late.does("changeAlliance", &river.it, json!({ "name": "Late" })).await
        };
        for (tag, code) in [
            ("t".repeat(101).as_str(), "header_unreadable"),
            (&format!("\"{}\"", "1".repeat(1000)), "header_unreadable"),
            ("none at all", "version_stale"),
            ("\"é\"", "version_stale"),
            ("\"99999999999999999999.0\"", "version_stale"),
            ("W/\"1.0\"", "version_stale"),
            ("", "version_stale"),
        ] {
            let answer = changes(tag).await.refused(code);
            assert_eq!(answer.status, if code == "version_stale" { 412 } else { 400 });
        }
        changes(&"t".repeat(101)).await.at("If-Match", "header_unreadable");
        let now = river.ana.sees("getAlliance", &river.it).await.ok();
        assert_eq!(now["name"], river.it["name"]);
    }
}

behaviour! {
    async fn an_answer_is_its_callers_own(w: World) on rest {
        let river = w.alliance().await;
        let answer = river.ana.sees("getAlliance", &river.it).await;
        let kept = answer.headers["cache-control"].to_str().unwrap();
        assert!(kept.starts_with("private"), "cache-control: {kept}");
        let vary = answer.headers["vary"].to_str().unwrap().to_lowercase();
        for header in ["authorization", "accept", "accept-language"] {
            assert!(vary.split(',').any(|it| it.trim() == header), "vary: {vary}");
        }
    }
}
