//! What a document of GraphQL is answered with.

use accord_tests::behaviour;
use reqwest::Method;
use serde_json::json;

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
