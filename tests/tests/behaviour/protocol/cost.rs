//! What a document costs in statements to the database.

use accord_tests::{Actor, World, behaviour};
use serde_json::{Value, json};

const DOCUMENT: &str = "query ($alliance: String!) { alliance(alliance: $alliance) { name
  organizations(first: 100) { nodes { name alliance { name } } } } }";

async fn statements(w: &World, ana: &Actor, alliance: &Value) -> u64 {
    let document = DOCUMENT.replace("String!", &w.schema().argument("alliance", "alliance"));
    let before = w.service.statements().await;
    ana.asks(&document, json!({ "alliance": alliance["id"] })).await;
    w.service.statements().await - before
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
