//! What a key opens, which acts for its owner with fewer rights.

use accord_tests::{Actor, Face, World, behaviour, jobs};
use reqwest::Method;
use serde_json::{Value, json};

/// Whoever holds a key of this kind.
async fn holder(w: &World, owner: &Actor, kind: Value) -> Actor {
    let mut asked = json!({ "name": "Script" });
    asked.as_object_mut().unwrap().extend(kind.as_object().unwrap().clone());
    let made = owner.does("createApiKey", (), asked).await.ok();
    w.nobody().with("authorization", &format!("Bearer {}", made["secret"].as_str().unwrap()))
}

const RECORDS: &str = r#"mutation($alliance: ID!) {
    recordMeasurement(alliance: $alliance, code: "jobs", period: "2026-06", input: { value: 4 }) {
        node { measurement { value indicator { alliance { name } } } }
    }
}"#;

behaviour! {
    async fn who_may_only_push_values_reads_nothing_along_the_way(w: World) on graphql {
        let river = w.alliance().await;
        river.ana.does("createIndicator", &river.it, jobs()).await.ok();
        let script = holder(&w, &river.ana, json!({ "scopes": ["measurements"] })).await;
        let of = json!({ "alliance": river.it["id"] });
        let asked = json!({ "query": RECORDS, "variables": of });
        let answer = script.sends(script.http(Method::POST, "/graphql").json(&asked)).await;
        let answer = answer.refused("scope_missing");
        assert!(!answer.to_string().contains("River County"), "{answer}");
        let reader = holder(&w, &river.ana, json!({ "scopes": ["measurements", "read"] })).await;
        let seen = reader.asks(RECORDS, of).await;
        let seen = &seen["recordMeasurement"]["node"]["measurement"];
        assert_eq!(seen["indicator"]["alliance"]["name"], "River County Works");
    }
}

behaviour! {
    async fn a_key_meets_no_member_but_its_owner(w: World) {
        let river = w.alliance().await;
        let clinic = river.organization("Clinic").await;
        let pia = river.partner(&w, "Pia", &clinic).await;
        let script = holder(&w, &river.ana, json!({ "scopes": ["read", "write"] })).await;
        script.sees("listMembers", &river.it).await.refused("scope_missing");
        script.sees("getMember", &pia.member).await.refused("scope_missing");
        let document = "query($id: ID!) { alliance(alliance: $id) { members { nodes { name } } } }";
        let of = json!({ "id": river.it["id"] });
        let seen = script.on(Face::GraphQl).asks(document, of.clone()).await;
        assert_eq!(seen["alliance"]["members"]["nodes"], json!([{ "name": "Ana" }]));
        let seen = river.ana.on(Face::GraphQl).asks(document, of).await;
        assert_eq!(seen["alliance"]["members"]["nodes"].as_array().unwrap().len(), 2);
    }
}

behaviour! {
    async fn a_key_for_some_alliances_founds_no_other(w: World) {
        let river = w.alliance().await;
        let new = json!({ "name": "Lake", "slug": w.unique("lake"), "time_zone": "UTC" });
        let kind = json!({ "scopes": ["write"], "alliances": [river.it["id"]] });
        let bound = holder(&w, &river.ana, kind).await;
        bound.does("createAlliance", (), new.clone()).await.refused("not_permitted");
        let free = holder(&w, &river.ana, json!({ "scopes": ["write"] })).await;
        free.does("createAlliance", (), new).await.ok();
    }
}
