//! What the schema of GraphQL says of the arguments of its fields.

use std::collections::HashMap;

use accord_tests::{World, behaviour, root_name};
use reqwest::Method;
use serde_json::{Value, json};

const ARGUMENTS: &str = "{ __schema { types { name inputFields { name description }
  fields { name args { name description type { name } } } } } }";

/// The items of a list.
fn each(list: &Value) -> impl Iterator<Item = &Value> {
    list.as_array().into_iter().flatten()
}

fn text(of: &Value, name: &str) -> String {
    of[name].as_str().unwrap_or_default().to_owned()
}

/// What is said of each argument, by type, field and name; of the fields of a filter, as if they were
/// arguments.
async fn said(w: &World) -> HashMap<[String; 3], String> {
    let schema = w.nobody().asks(ARGUMENTS, Value::Null).await;
    let ours = |it: &&Value| !text(it, "name").starts_with("__");
    let types: Vec<_> = each(&schema["__schema"]["types"]).filter(ours).collect();
    let of_filter = |it: &Value| {
        let named = types
            .iter()
            .find(|kind| text(it, "name") == "filter" && kind["name"] == it["type"]["name"]);
        named.map(|kind| each(&kind["inputFields"])).into_iter().flatten()
    };
    let fields =
        types.iter().flat_map(|it| each(&it["fields"]).map(|field| (text(it, "name"), field)));
    let arguments = fields.flat_map(|(of, field)| {
        let all = each(&field["args"]).flat_map(|it| std::iter::once(it).chain(of_filter(it)));
        all.map(move |it| {
            let place = [of.clone(), text(field, "name"), text(it, "name")];
            (place, text(it, "description"))
        })
    });
    arguments.collect()
}

/// Parameters of files, which only REST has.
const OF_FILES: [&str; 1] = ["bom"];

/// A parameter of REST, as GraphQL calls it.
fn argument(parameter: &str) -> String {
    match parameter {
        "limit" => "first".to_owned(),
        "cursor" => "after".to_owned(),
        other => camel(other),
    }
}

fn camel(snake: &str) -> String {
    let mut words = snake.split('_').map(str::to_owned);
    let first = words.next().unwrap_or_default();
    words.fold(first, |name, word| name + &word[..1].to_uppercase() + &word[1..])
}

behaviour! {
    async fn every_argument_is_described(w: World) on graphql {
        let silent = said(&w).await.into_iter().filter(|(_, said)| said.is_empty());
        let silent: Vec<_> = silent.map(|(place, _)| place).collect();
        assert!(silent.is_empty(), "{silent:?}");
    }
}

behaviour! {
    async fn an_argument_is_described_as_its_parameter_is(w: World) on graphql {
        let said = said(&w).await;
        let document = w.nobody().http(Method::GET, "/openapi.json").send().await.unwrap();
        let document: Value = document.json().await.unwrap();
        let methods = document["paths"].as_object().unwrap().values();
        for operation in methods.flat_map(|it| it.as_object().unwrap().values()) {
            let field = root_name(&text(operation, "operationId"));
            for parameter in each(&operation["parameters"]).filter(|it| it["in"] != "header") {
                if OF_FILES.contains(&parameter["name"].as_str().unwrap()) {
                    continue;
                }
                let name = argument(&text(parameter, "name"));
                let of = |root: &str| said.get(&[root.to_owned(), field.clone(), name.clone()]);
                let told = of("Query").or_else(|| of("Mutation"));
                assert_eq!(told.map(|it| json!(it)).as_ref(), Some(&parameter["description"]), "{field}({name})");
            }
        }
    }
}

behaviour! {
    async fn a_mutation_takes_a_version_where_the_other_face_does(w: World) on graphql {
        let said = said(&w).await;
        let document = w.nobody().http(Method::GET, "/openapi.json").send().await.unwrap();
        let document: Value = document.json().await.unwrap();
        for (method, operation) in document["paths"].as_object().unwrap().values().flat_map(|it| it.as_object().unwrap()) {
            let name = text(operation, "operationId");
            let version = ["Mutation".to_owned(), name.clone(), "ifVersion".to_owned()];
            let takes = each(&operation["parameters"]).any(|it| it["name"] == "If-Match");
            assert_eq!(said.contains_key(&version), takes, "{method} {name}");
        }
    }
}

behaviour! {
    async fn what_is_wrong_with_a_filter_is_told_there(w: World) on graphql {
        let ana = w.somebody("Ana").await;
        for (asked, place) in [
            ("alliances(filter: { status: GONE })", "status"),
            (r#"users(filter: { email: "x" })"#, "email"),
            (r#"events(alliance: "a-b", filter: { afterRevision: -1 })"#, "afterRevision"),
        ] {
            let asked = json!({ "query": format!("{{ {asked} {{ nodes {{ id }} }} }}") });
            let answer = ana.sends(ana.http(Method::POST, "/graphql").json(&asked)).await;
            let told = &answer.body["errors"][0]["extensions"]["errors"][0];
            assert_eq!(told["path"], json!(["filter", place]), "{asked}: {answer}");
        }
    }
}
