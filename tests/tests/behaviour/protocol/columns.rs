//! What is read of a row when a document asks for little of it.

use accord_tests::{Actor, Field, World, behaviour};
use serde_json::{Value, json};

/// The things that have lists beneath them: as a root field, and as a type.
const PARENTS: [(&str, &str); 5] = [
    ("alliance", "Alliance"),
    ("organization", "Organization"),
    ("indicator", "Indicator"),
    ("cycle", "Cycle"),
    ("discussion", "Discussion"),
];

/// The lists of a type as they are asked for, each with the type of what it lists.
fn lists(w: &World, kind: &str) -> Vec<(String, String)> {
    let fields = w.schema().of(kind).fields.iter();
    let lists = fields.filter(|(_, field)| field.gives.name.ends_with("Connection"));
    let asked = |(name, field): (&String, &Field)| {
        let first = if field.arguments.contains_key("first") { "(first: 5)" } else { "" };
        let nodes = &w.schema().of(&field.gives.name).fields["nodes"].gives.name;
        (format!("{name}{first}"), nodes.clone())
    };
    lists.map(asked).collect()
}

/// The fields of a type that have none beneath them.
fn leaves(w: &World, kind: &str) -> Vec<String> {
    let fields = w.schema().of(kind).fields.iter();
    let leaves = fields.filter(|(_, field)| w.schema().of(&field.gives.name).fields.is_empty());
    leaves.map(|(name, _)| name.clone()).collect()
}

/// Each field of a list alone, and beside the name of the type, for which no column is enough.
async fn compare(w: &World, who: &Actor, (root, kind): (&str, &str), id: &Value) -> usize {
    let mut seen = 0;
    for (list, node) in lists(w, kind) {
        let both = |leaf: &String| {
            format!(
                "{leaf}Alone: {list} {{ nodes {{ {leaf} }} pageInfo {{ hasNextPage }} }}
                 {leaf}: {list} {{ nodes {{ {leaf} __typename }} pageInfo {{ hasNextPage }} }}"
            )
        };
        let leaves = leaves(w, &node);
        let asked: String = leaves.iter().map(both).collect::<Vec<_>>().join("\n");
        let document = format!("query($id: ID!) {{ {root}({root}: $id) {{ {asked} }} }}");
        let told = who.asks(&document, json!({ "id": id })).await;
        for leaf in leaves {
            let mut whole = told[root][&leaf].clone();
            let nodes = whole.get_mut("nodes").and_then(Value::as_array_mut);
            for node in nodes.into_iter().flatten() {
                node.as_object_mut().unwrap().remove("__typename");
                seen += 1;
            }
            assert_eq!(told[root][format!("{leaf}Alone")], whole, "{list} {leaf}");
        }
    }
    seen
}

behaviour! {
    async fn a_field_alone_says_what_it_says_among_others(w: World) on graphql {
        let cast = w.cast().await;
        for who in ["facilitator, steward", "partner", "funder"] {
            let mut seen = 0;
            for parent in PARENTS {
                let id = &cast.things[parent.0]["id"];
                seen += compare(&w, &cast.people[who], parent, id).await;
            }
            assert!(seen > 20, "{who} saw {seen} values");
        }
    }
}
