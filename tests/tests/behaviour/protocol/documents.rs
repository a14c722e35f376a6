//! What a document of GraphQL is answered with.

use accord_tests::behaviour;
use reqwest::Method;
use serde_json::{Value, json};

/// Where in a text each of these stands.
fn places(text: &str, of: &[&str]) -> Vec<Option<usize>> {
    of.iter().map(|word| text.find(&format!("\"{word}\":"))).collect()
}

behaviour! {
    async fn fields_come_in_the_order_in_which_they_are_asked_for(w: World) on graphql {
        let river = w.alliance().await;
        let document = "query ($id: ID!) { last: alliance(alliance: $id) { slug
            organizations(first: 5) { pageInfo { hasNextPage } nodes { version home: alliance { name } code: id } edges { cursor } }
            name id } first: me { user { id } } }";
        let asked = json!({ "query": document, "variables": { "id": river.it["id"] } });
        river.ana.does("createOrganization", &river.it, json!({ "name": "Clinic" })).await.ok();
        let answer = river.ana.http(Method::POST, "/graphql").json(&asked).send().await.unwrap();
        let text = answer.text().await.unwrap();
        let fields = ["last", "slug", "organizations", "pageInfo", "nodes", "version", "home", "code", "edges", "first"];
        let places = places(&text, &fields);
        assert!(places.iter().all(Option::is_some) && places.is_sorted(), "{text}");
    }
}

behaviour! {
    async fn a_variable_that_is_left_out_clears_nothing(w: World) on graphql {
        let ana = w.somebody("Ana").await;
        let key = json!({ "name": "Script", "scopes": ["read"], "expires_at": "2099-01-01T00:00:00Z" });
        let key = ana.does("createApiKey", (), key).await.ok()["api_key"].take();
        let change = "mutation($key: ID!, $name: String, $until: DateTime) {
            changeApiKey(apiKey: $key, input: { name: $name, expiresAt: $until })
                { node { name expiresAt } userErrors { message } } }";
        let asked = async |variables: Value| {
            let answer = ana.asks(change, variables).await;
            answer["changeApiKey"]["node"].clone()
        };
        let now = asked(json!({ "key": key["id"], "name": "Sheet" })).await;
        assert_eq!((&now["name"], &now["expiresAt"]), (&json!("Sheet"), &key["expires_at"]));
        let now = asked(json!({ "key": key["id"], "until": null })).await;
        assert_eq!((&now["name"], &now["expiresAt"]), (&json!("Sheet"), &Value::Null));
    }
}

behaviour! {
    async fn an_argument_whose_variable_is_left_out_has_its_default(w: World) on graphql {
        let river = w.alliance().await;
        for name in ["Zoo", "Arts"] {
            river.organization(name).await;
        }
        let document = "query($id: ID!, $sort: OrganizationSort, $first: Int) {
            alliance(alliance: $id) { organizations(sort: $sort, first: $first) { nodes { name } } } }";
        let seen = river.ana.asks(document, json!({ "id": river.it["id"] })).await;
        let names = &seen["alliance"]["organizations"]["nodes"];
        assert_eq!(names, &json!([{ "name": "Arts" }, { "name": "Zoo" }]));
    }
}

behaviour! {
    async fn a_field_that_fails_is_null_and_the_others_are_there(w: World) on graphql {
        let ana = w.somebody("Ana").await;
        let document = "{ me { user { name } } user(user: \"alliance_x\") { name } }";
        let answer = ana.sends(ana.http(Method::POST, "/graphql").json(&json!({ "query": document }))).await;
        assert_eq!(answer.body["data"], json!({ "me": { "user": { "name": "Ana" } }, "user": null }), "{answer}");
        assert_eq!(answer.body["errors"][0]["path"], json!(["user"]), "{answer}");
    }
}

behaviour! {
    async fn every_error_has_a_code(w: World) on graphql {
        let ana = w.somebody("Ana").await;
        for document in ["{", "{ nothing }", "query($a: Int!) { me { user { name } } }", "{ alliances(first: \"x\") { nodes { id } } }"] {
            let answer = ana.sends(ana.http(Method::POST, "/graphql").json(&json!({ "query": document }))).await;
            for error in answer.body["errors"].as_array().unwrap() {
                assert!(error["extensions"]["code"].is_string(), "{document}: {answer}");
            }
        }
    }
}

behaviour! {
    async fn all_that_is_wrong_is_named_wherever_the_field_stands(w: World) on graphql {
        let ana = w.somebody("Ana").await;
        let field = r#"createAlliance(input: { name: "", slug: "A", timeZone: "Mars/Olympus" })
            { userErrors { code } }"#;
        for document in [
            format!("mutation {{ {field} }}"),
            format!("mutation {{ ...on Mutation {{ ...on Mutation {{ {field} }} }} }}"),
            format!("mutation {{ ...It }} fragment It on Mutation {{ {field} }}"),
        ] {
            let asked = json!({ "query": document });
            let answer = ana.sends(ana.http(Method::POST, "/graphql").json(&asked)).await;
            let named = answer.body["errors"][0]["extensions"]["errors"].as_array();
            let named = named.into_iter().flatten().map(|it| it["path"][0].as_str().unwrap());
            let mut named: Vec<_> = named.collect();
            named.sort_unstable();
            named.dedup();
            assert_eq!(named, ["name", "slug", "timeZone"], "{document}: {answer}");
        }
    }
}
