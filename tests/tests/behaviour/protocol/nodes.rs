//! Any thing by its id alone.

use accord_tests::{Actor, behaviour};
use serde_json::{Value, json};

async fn node(who: &Actor, id: &str) -> Value {
    let asked = "query ($id: ID!) { node(id: $id) { __typename id } }";
    who.asks(asked, json!({ "id": id })).await["node"].take()
}

/// `ApiKey` from `api_key_01…`.
fn kind(id: &str) -> String {
    let (kind, _) = id.rsplit_once('_').unwrap();
    kind.split('_').map(|word| word[..1].to_uppercase() + &word[1..]).collect()
}

/// Kinds of things that are read in lists only.
const LISTED: [&str; 2] = ["session_", "prompt_"];

behaviour! {
    async fn whoever_may_see_a_thing_finds_it_by_its_id_alone(w: World) on graphql {
        let cast = w.cast().await;
        let (ana, admin) = (&cast.people["facilitator, steward"], &cast.people["admin"]);
        let things = cast.things.values().filter_map(|it| it["id"].as_str());
        for id in things.filter(|it| !LISTED.iter().any(|kind| it.starts_with(kind))) {
            let who = if id.starts_with("user_") { admin } else { ana };
            assert_eq!(node(who, id).await, json!({ "__typename": kind(id), "id": id }));
            assert_eq!(node(&cast.people["user"], id).await, Value::Null, "{id} of a stranger");
        }
    }
}

behaviour! {
    async fn an_id_of_no_kind_finds_nothing(w: World) on graphql {
        let ana = w.somebody("Ana").await;
        assert_eq!(node(&ana, "unicorn_01h455vb4pex5vsknk084sn02q").await, Value::Null);
    }
}
