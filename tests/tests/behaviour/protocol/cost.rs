//! What a document costs in statements to the database.

use accord_tests::{Actor, World, behaviour};
use reqwest::Method;
use serde_json::{Value, json};

const DOCUMENT: &str = "query ($alliance: String!) { alliance(alliance: $alliance) { name
  organizations(first: 100) { nodes { name alliance { name } } } } }";

async fn statements(w: &World, ana: &Actor, alliance: &Value) -> u64 {
    let document = DOCUMENT.replace("String!", &w.schema().argument("alliance", "alliance"));
    let before = w.service.statements().await;
    ana.asks(&document, json!({ "alliance": alliance["id"] })).await;
    w.service.statements().await - before
}

/// The errors with which a document is refused.
async fn refused(who: &Actor, document: &str) -> Value {
    let asked = who.http(Method::POST, "/graphql").json(&json!({ "query": document }));
    let answer = who.sends(asked).await.refused("document_too_costly");
    assert_eq!(answer.body["data"], Value::Null, "{answer}");
    answer.body["errors"][0]["extensions"]["errors"].clone()
}

behaviour! {
    async fn a_document_is_told_what_it_costs_and_what_is_allowed(w: World) on graphql {
        let ana = w.somebody("Ana").await;
        let many = "{ alliances(first: 200) { nodes { indicators(first: 200) { nodes { id } } } } }";
        let told = refused(&ana, many).await;
        assert_eq!(told[0]["message"], "The document has 80411 points; 20000 are allowed.");
        let sign_in = r#"signIn(input: { email: "a@example.org", password: "secret" }) { userErrors { code } }"#;
        let all: String = (0..11).map(|n| format!("a{n}: {sign_in} ")).collect();
        let told = refused(&w.nobody(), &format!("mutation {{ {all} }}")).await;
        assert!(told[0]["message"].as_str().unwrap().contains("points"), "{told}");
    }
}

behaviour! {
    async fn each_field_of_a_mutation_is_a_request(w: World) on graphql {
        let w = w.apart(&[("ACCORD_RATE_LIMIT", "40")]).await;
        let ana = w.somebody("Ana").await;
        let change = |n: usize| format!(r#"a{n}: changeMe(input: {{ name: "Ana {n}" }}) {{ node {{ name }} }} "#);
        let all = |count: usize| format!("mutation {{ {} }}", (0..count).map(change).collect::<String>());
        ana.asks(&all(20), Value::Null).await;
        let asked = ana.http(Method::POST, "/graphql").json(&json!({ "query": all(30) }));
        ana.sends(asked).await.refused("too_many_requests");
        let seen = ana.asks("{ me { user { name } } }", Value::Null).await;
        assert_eq!(seen["me"]["user"]["name"], "Ana 19");
    }
}

behaviour! {
    async fn more_organizations_cost_no_more_statements(w: World) on graphql {
        let w = w.apart(&[]).await;
        let river = w.alliance().await;
        let add = |name: String| river.ana.does("createOrganization", &river.it, json!({ "name": name }));
        add("Clinic".to_owned()).await.ok();
        let one = statements(&w, &river.ana, &river.it).await;
        for n in 0..10 {
            add(format!("School {n}")).await.ok();
        }
        let eleven = statements(&w, &river.ana, &river.it).await;
        assert_eq!(one, eleven, "a statement for each organization");
        assert!(one <= 4, "{one} statements for an alliance and its organizations");
    }
}
