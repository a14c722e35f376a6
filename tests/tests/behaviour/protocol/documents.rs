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
