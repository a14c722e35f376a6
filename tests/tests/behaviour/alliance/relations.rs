//! What hangs on an alliance, reached through it in one document.

use accord_tests::{Actor, behaviour};
use reqwest::Method;
use serde_json::{Value, json};

const AROUND: &str = "query ($at: ID!) { alliance(alliance: $at) {
  organizations { nodes { name } } members { nodes { name } }
  invitations { nodes { role organization { name } inviter { name } alliance { name } } } } }";

async fn around(who: &Actor, alliance: &Value) -> Value {
    who.asks(AROUND, json!({ "at": alliance["id"] })).await["alliance"].take()
}

behaviour! {
    async fn what_is_public_is_reached_by_everybody_and_nothing_else(w: World) on graphql {
        let river = w.alliance().await;
        river.organization("Clinic").await;
        river.invites(json!({ "role": "funder" })).await;
        let (nobody, lake) = (w.nobody(), w.alliance().await);
        assert_eq!(around(&lake.ana, &river.it).await, Value::Null);
        let shown = json!({ "public": true });
        river.ana.does("changeAlliance", &river.it, shown).await.ok();
        for stranger in [&nobody, &lake.ana] {
            let seen = around(stranger, &river.it).await;
            assert_eq!(seen["organizations"]["nodes"], json!([{ "name": "Clinic" }]));
            assert_eq!(seen["members"]["nodes"], json!([]));
            assert_eq!(seen["invitations"]["nodes"], json!([]));
        }
    }
}

behaviour! {
    async fn stewards_alone_reach_whom_they_invite(w: World) on graphql {
        let river = w.alliance().await;
        let clinic = river.organization("Clinic").await;
        let pia = river.partner(&w, "Pia", &clinic).await.actor;
        let offer = json!({ "role": "partner", "organization_id": clinic["id"] });
        river.invites(offer).await;
        let seen = around(&river.ana, &river.it).await["invitations"]["nodes"].take();
        let told = json!({
            "role": "PARTNER", "organization": { "name": "Clinic" }, "inviter": { "name": "Ana" },
            "alliance": { "name": "River County Works" },
        });
        assert_eq!(seen, json!([told.clone(), told]));
        assert_eq!(around(&pia, &river.it).await["invitations"]["nodes"], json!([]));
        let key = json!({ "name": "Script", "scopes": ["write"] });
        let key = river.ana.does("createApiKey", (), key).await.ok()["secret"].take();
        let key = river.ana.with("authorization", &format!("Bearer {}", key.as_str().unwrap()));
        assert_eq!(around(&key, &river.it).await["invitations"]["nodes"], json!([]));
    }
}

behaviour! {
    async fn as_many_as_cannot_be_had_are_refused_everywhere(w: World) on graphql {
        let river = w.alliance().await;
        for first in [0, 201] {
            let document = format!(
                "{{ alliance(alliance: {}) {{ organizations(first: {first}) {{ nodes {{ name }} }} }} }}",
                river.it["id"]
            );
            let asked = json!({ "query": document });
            let asked = river.ana.http(Method::POST, "/graphql").json(&asked);
            river.ana.sends(asked).await.refused("parameter_invalid");
        }
    }
}
