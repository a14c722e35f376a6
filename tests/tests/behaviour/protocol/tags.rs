//! Entity tags: what is unchanged is not sent again.

use accord_tests::{Answer, behaviour, jobs};
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
            ("W/\"1.0\"", "tag_weak"),
            ("W/\"1.0\", \"99.0\"", "version_stale"),
            ("", "version_stale"),
        ] {
            let answer = changes(tag).await.refused(code);
            assert_eq!(answer.status, if code == "header_unreadable" { 400 } else { 412 });
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

behaviour! {
    async fn a_write_may_expect_that_nothing_is_there_or_something(w: World) on rest {
        let river = w.alliance().await;
        let indicator = river.ana.does("createIndicator", &river.it, jobs()).await.ok();
        let at = ((&river.it, "jobs"), "2026-06");
        let records = async |header: &str, wanted: &str, value: u8| {
            let who = river.ana.with(header, wanted);
            who.does("recordMeasurement", at, json!({ "value": value, "reason": "So it is" })).await
        };
        let stale = |answer: Answer| assert_eq!(answer.refused("version_stale").status, 412);
        stale(records("if-match", "*", 1).await);
        records("if-none-match", "*", 2).await.ok();
        stale(records("if-none-match", "*", 3).await);
        records("if-none-match", "\"1.0\"", 4).await.refused("header_unreadable");
        let there = river.ana.sees("listIndicatorMeasurements", &indicator).await.ok();
        assert_eq!(there["items"][0]["value"], 2);
        let version = there["items"][0]["version"].as_i64().unwrap();
        stale(records("if-match", "\"99.0\", \"98.0\"", 5).await);
        let several = format!("\"99.0\", \"{version}.0\"");
        records("if-match", &several, 6).await.ok();
        records("if-match", "*", 7).await.ok();
    }
}

behaviour! {
    async fn what_can_be_read_can_be_asked_for_without_its_body(w: World) on rest {
        let river = w.alliance().await;
        let alliance = format!("/v1/alliances/{}", river.it["id"].as_str().unwrap());
        for path in [&alliance, "/v1/framework", "/healthz", "/openapi.json", "/docs"] {
            let head = river.ana.http(Method::HEAD, path).send().await.unwrap();
            let read = river.ana.http(Method::GET, path).send().await.unwrap();
            assert_eq!((head.status(), StatusCode::OK), (read.status(), head.status()), "{path}");
            for header in ["content-type", "content-length", "etag"] {
                assert_eq!(head.headers().get(header), read.headers().get(header), "{path}");
            }
            assert_eq!(head.bytes().await.unwrap(), "", "{path}");
        }
    }
}

behaviour! {
    async fn what_means_nothing_more_than_once_is_said_once(w: World) on rest {
        let ana = w.somebody("Ana").await;
        for header in ["idempotency-key", "authorization"] {
            let twice = ana.http(Method::POST, "/v1/alliances").header(header, "a");
            let twice = twice.header(header, "b").json(&json!({}));
            ana.sends(twice).await.refused("header_unreadable").at(header, "header_unreadable");
        }
    }
}

behaviour! {
    async fn what_is_sent_compressed_has_a_tag_of_its_own(w: World) on rest {
        let river = w.alliance().await;
        let path = format!("/v1/alliances/{}", river.it["id"].as_str().unwrap());
        let plain = river.ana.http(Method::GET, &path).send().await.unwrap();
        let packs = river.ana.with("accept-encoding", "gzip");
        let packed = packs.http(Method::GET, &path).send().await.unwrap();
        assert_eq!(packed.headers()["content-encoding"], "gzip");
        let (plain, packed) = (plain.headers()["etag"].clone(), packed.headers()["etag"].clone());
        assert_ne!(plain, packed);
        for (who, tag) in [(&river.ana, &plain), (&packs, &packed), (&packs, &plain)] {
            for weak in ["", "W/"] {
                let seen = who.with("if-none-match", &format!("{weak}{}", tag.to_str().unwrap()));
                let again = seen.http(Method::GET, &path).send().await.unwrap();
                assert_eq!((again.status(), &again.headers()["etag"]), (StatusCode::NOT_MODIFIED, tag));
            }
        }
        for (tag, code) in [(&packed, None), (&packed, Some("version_stale"))] {
            let change = river.ana.with("if-match", tag.to_str().unwrap());
            let answer = change.does("changeAlliance", &river.it, json!({ "name": "Rivers" })).await;
            assert_eq!(answer.code(), code);
        }
    }
}

behaviour! {
    async fn whoever_takes_no_coding_that_there_is_gets_none(w: World) on rest {
        for takes in ["identity;q=0", "br, *;q=0", "zstd, identity; q=0.000"] {
            let nobody = w.nobody().with("accept-encoding", takes);
            let answer = nobody.http(Method::GET, "/v1/framework").send().await.unwrap();
            assert_eq!(answer.status(), StatusCode::OK, "{takes}");
            assert!(!answer.headers().contains_key("content-encoding"), "{takes}");
            assert!(answer.headers().contains_key("x-request-id"), "{takes}");
        }
    }
}
