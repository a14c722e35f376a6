//! Where a list is read on.

use accord_tests::behaviour;
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD as BASE64;
use reqwest::Method;
use serde_json::{Value, json};

behaviour! {
    async fn a_cursor_is_good_only_for_the_list_that_gave_it(w: World) {
        let river = w.alliance().await;
        for name in ["A", "B"] {
            river.ana.does("createOrganization", &river.it, json!({ "name": name })).await.ok();
        }
        let list = |asked| river.ana.does("listOrganizations", &river.it, asked);
        let cursor = list(json!({ "limit": 1, "sort": "name" })).await.ok()["next_cursor"].take();
        let other = list(json!({ "cursor": cursor, "sort": "created_at" })).await;
        other.refused("cursor_unreadable").at("?cursor", "cursor_unreadable");
        list(json!({ "cursor": "never" })).await.refused("cursor_unreadable");
    }
}

behaviour! {
    async fn a_cursor_that_was_tampered_with_is_refused(w: World) {
        let river = w.alliance().await;
        for name in ["A", "B"] {
            river.ana.does("createOrganization", &river.it, json!({ "name": name })).await.ok();
        }
        let keys = [("name", json!(5)), ("name", json!("\0")), ("created_at", json!("B"))];
        for (sort, key) in keys {
            let list = |asked| river.ana.does("listOrganizations", &river.it, asked);
            let page = list(json!({ "limit": 1, "sort": sort })).await.ok();
            let cursor = tampered(page["next_cursor"].as_str().unwrap(), key);
            list(json!({ "sort": sort, "cursor": cursor })).await.refused("cursor_unreadable");
        }
    }
}

/// A cursor whose key is another.
fn tampered(cursor: &str, key: Value) -> String {
    let mut place: Value = serde_json::from_slice(&BASE64.decode(cursor).unwrap()).unwrap();
    place["key"] = key;
    BASE64.encode(place.to_string())
}

behaviour! {
    async fn a_cursor_of_another_order_is_named_beside_all_else(w: World) {
        let river = w.alliance().await;
        let asked = json!({ "cursor": "never", "limit": 0 });
        for list in ["listOrganizations", "listMembers", "listIndicators", "listCycles"] {
            let answer = river.ana.does(list, &river.it, asked.clone()).await;
            let answer = answer.at("?cursor", "cursor_unreadable").at("?limit", "parameter_invalid");
            assert_eq!(answer.faults.len(), 2, "{answer}");
        }
        let asked = json!({ "cursor": "n7", "limit": 0, "act": "No" });
        let answer = river.ana.does("listEvents", &river.it, asked).await;
        let answer = answer.at("?cursor", "cursor_unreadable").at("?act", "parameter_invalid");
        answer.at("?limit", "parameter_invalid");
    }
}

behaviour! {
    async fn a_cursor_is_named_beside_what_cannot_be_read(w: World) on rest {
        let river = w.alliance().await;
        let asked = async |query: &str| {
            let path = format!("/v1/alliances/{}/members{query}", river.it["slug"].as_str().unwrap());
            river.ana.sends(river.ana.http(Method::GET, &path)).await
        };
        let answer = asked("?cursor=never&role=king&limit=0&colour=blue").await;
        let answer = answer.at("?cursor", "cursor_unreadable").at("?role", "parameter_invalid");
        let answer = answer.at("?limit", "parameter_invalid").at("?colour", "parameter_unknown");
        assert_eq!(answer.faults.len(), 4, "{answer}");
        // Of an order that there is not, no cursor can be told to be of another.
        assert_eq!(asked("?cursor=never&sort=colour").await.at("?sort", "parameter_invalid").faults.len(), 1);
    }
}

behaviour! {
    async fn whoever_is_not_signed_in_is_told_so_before_their_cursor_is_judged(w: World) {
        let river = w.alliance().await;
        let asked = json!({ "cursor": "never", "limit": 0 });
        w.nobody().does("listMembers", &river.it, asked).await.refused("not_signed_in");
    }
}
