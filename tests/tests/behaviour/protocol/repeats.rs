//! The same request, sent again.

use accord_tests::{Actor, behaviour};
use reqwest::Method;
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
        other.refused("idempotency_key_reused");
    }
}

behaviour! {
    async fn a_key_goes_with_one_field_wherever_it_stands(w: World) on graphql {
        let river = w.alliance().await;
        let ana = repeating(&river.ana);
        let add = |name: &str| {
            format!(r#"{name}: createOrganization(alliance: $at, input: {{ name: "{name}" }})
                {{ userErrors {{ code }} }}"#)
        };
        let sends = async |fields: &str, fragments: &str| {
            let document = format!("mutation ($at: ID!) {{ {fields} }} {fragments}");
            let variables = json!({ "at": river.it["id"] });
            let asked = json!({ "query": document, "variables": variables });
            ana.sends(ana.http(Method::POST, "/graphql").json(&asked)).await
        };
        let (one, two) = (add("One"), add("Two"));
        for (fields, fragments) in [
            (format!("...on Mutation {{ {one} {two} }}"), String::new()),
            (one.clone() + " ...It", format!("fragment It on Mutation {{ {two} }}")),
            ("...It ...It".to_owned(), format!("fragment It on Mutation {{ {one} }}")),
        ] {
            sends(&fields, &fragments).await.refused("header_unreadable");
        }
        let endless = format!("fragment It on Mutation {{ {one} ...It }}");
        sends("...It", &endless).await.refused("document_too_costly");
        let all = async || river.ana.sees("listOrganizations", &river.it).await.ok();
        assert_eq!(all().await["items"], json!([]));
        sends("...It", &format!("fragment It on Mutation {{ {one} }}")).await.ok();
        assert_eq!(all().await["items"].as_array().unwrap().len(), 1);
    }
}

behaviour! {
    async fn a_key_goes_with_one_field_and_the_name_of_its_kind(w: World) on graphql {
        let river = w.alliance().await;
        let document = r#"mutation ($at: ID!) { __typename kind: __typename
            createOrganization(alliance: $at, input: { name: "One" }) { node { id } } }"#;
        let asked = json!({ "query": document, "variables": { "at": river.it["id"] } });
        let ana = repeating(&river.ana);
        let sends = async || ana.sends(ana.http(Method::POST, "/graphql").json(&asked)).await.ok();
        let first = sends().await;
        assert_eq!(first["data"]["kind"], "Mutation", "{first}");
        assert_eq!(sends().await, first);
    }
}
