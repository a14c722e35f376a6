//! The same request, sent again.

use accord_tests::{Actor, behaviour};
use serde_json::json;

fn repeating(who: &Actor) -> Actor {
    who.with("idempotency-key", "once")
}

behaviour! {
    async fn a_repeated_request_adds_nothing(w: World) {
        let river = w.alliance().await;
        let ana = repeating(&river.ana);
        let clinic = json!({ "name": "Clinic" });
        let first = ana.does("createOrganization", &river.it, clinic.clone()).await.ok();
        let again = ana.does("createOrganization", &river.it, clinic).await.ok();
        assert_eq!(first["id"], again["id"]);
        let all = river.ana.sees("listOrganizations", &river.it).await.ok();
        assert_eq!(all["items"].as_array().unwrap().len(), 1);
    }
}

behaviour! {
    async fn a_key_does_not_go_with_another_request(w: World) {
        let river = w.alliance().await;
        let ana = repeating(&river.ana);
        ana.does("createOrganization", &river.it, json!({ "name": "Clinic" })).await.ok();
        let other = ana.does("createOrganization", &river.it, json!({ "name": "School" })).await;
        other.refused("key_reused");
    }
}
