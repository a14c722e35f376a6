//! The contracts, the policy and the service name the same operations.

use std::collections::BTreeSet;
use std::path::Path;

use accord_tests::{World, behaviour, root_name};
use reqwest::Method;
use serde_json::Value;

/// Root fields that are no operation.
const MORE_FIELDS: [&str; 1] = ["node"];

/// Operations without a root field. This list only shrinks.
const MORE_PATHS: [&str; 0] = [];

fn read(file: &str) -> String {
    std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("..").join(file)).unwrap()
}

/// The operations of the table in the code, spelt as operationIds are.
fn acts() -> BTreeSet<String> {
    let text = read("api/src/policy/table.rs");
    let (_, after) = text.split_once("\nacts! {").unwrap();
    let (words, _) = after.split_once("\n}").unwrap();
    let small = |it: &str| it[..1].to_lowercase() + &it[1..];
    words
        .lines()
        .filter_map(|row| row.split_once(" => "))
        .map(|(word, _)| small(word.trim()))
        .collect()
}

/// The operations with a row in the printed table of who may do what.
fn rows() -> BTreeSet<String> {
    let page = read("openapi/policy.md");
    let rows = page.lines().filter_map(|it| it.split('`').nth(1));
    rows.map(str::to_owned).collect()
}

fn operations(w: &World) -> BTreeSet<String> {
    w.contract().operations().map(|it| it.id.clone()).collect()
}

/// Names that JavaScript, TypeScript, Python, Ruby, PHP or Java give a meaning of their own. A client
/// that is generated with such a type shadows the built-in one, or does not compile.
const BUILT_IN: [&str; 44] = [
    "Array",
    "ArrayBuffer",
    "Blob",
    "Boolean",
    "Class",
    "Closure",
    "Comparable",
    "Date",
    "DateTime",
    "Dict",
    "Enum",
    "Error",
    "Exception",
    "Field",
    "File",
    "Float",
    "FormData",
    "Function",
    "Generator",
    "Hash",
    "Headers",
    "Integer",
    "Iterator",
    "List",
    "Map",
    "Method",
    "Module",
    "None",
    "Number",
    "Object",
    "Optional",
    "Override",
    "Process",
    "Promise",
    "Proxy",
    "Record",
    "Request",
    "Response",
    "Set",
    "String",
    "Symbol",
    "Type",
    "URL",
    "Union",
];

/// GraphQL's own scalars, and the two that clients map by these very names.
const SCALARS: [&str; 6] = ["Boolean", "Date", "DateTime", "Float", "String", "Int"];

behaviour! {
    async fn no_type_of_the_contracts_is_named_like_a_built_in(w: World) on graphql {
        let built_in = |name: &&str| BUILT_IN.contains(name);
        let schemas: Vec<_> = w.contract().schemas().filter(built_in).collect();
        assert!(schemas.is_empty(), "openapi.json: {schemas:?}");
        let types = w.schema().types().filter(|name| !SCALARS.contains(name));
        let types: Vec<_> = types.filter(built_in).collect();
        assert!(types.is_empty(), "schema.graphql: {types:?}");
    }
}

behaviour! {
    async fn each_operation_is_one_path_and_one_field(w: World) on graphql {
        let paths: BTreeSet<_> = w.contract().operations().map(|it| root_name(&it.id)).collect();
        let fields: BTreeSet<_> = w.schema().roots().cloned().collect();
        let more: BTreeSet<_> = fields.difference(&paths).map(String::as_str).collect();
        let less: BTreeSet<_> = paths.difference(&fields).map(String::as_str).collect();
        assert_eq!(less, BTreeSet::from(MORE_PATHS), "only REST has these");
        assert_eq!(more, BTreeSet::from(MORE_FIELDS), "only GraphQL has these");
        assert_eq!(paths.len(), operations(&w).len(), "two operations share a field");
    }
}

behaviour! {
    async fn each_operation_is_one_act_and_one_row_of_the_policy(w: World) on rest {
        assert_eq!(operations(&w), acts(), "left: the contract, right: the acts");
        assert_eq!(operations(&w), rows(), "left: the contract, right: the printed table");
    }
}

behaviour! {
    async fn the_contract_on_disk_is_what_the_service_says(w: World) on rest {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../openapi");
        w.service.accord(&["contract", "--check", "--folder", folder.to_str().unwrap()], "");
        let served = w.nobody().sends(w.nobody().http(Method::GET, "/openapi.json")).await;
        let written: Value = serde_json::from_str(&read("openapi/openapi.json")).unwrap();
        assert_eq!(served.ok(), written);
    }
}

/// Everything in a document that refers to another place of it.
fn references(of: &Value) -> Vec<&str> {
    let own = of["$ref"].as_str().into_iter();
    let inner = of.as_object().into_iter().flat_map(|it| it.values());
    let items = of.as_array().into_iter().flatten();
    own.chain(inner.chain(items).flat_map(references)).collect()
}

behaviour! {
    async fn whatever_the_contract_refers_to_is_there(w: World) on rest {
        let nobody = w.nobody();
        let document = nobody.sends(nobody.http(Method::GET, "/openapi.json")).await.ok();
        let missing = |it: &&str| document.pointer(it.trim_start_matches('#')).is_none();
        let missing: BTreeSet<_> = references(&document).into_iter().filter(missing).collect();
        assert!(missing.is_empty(), "{missing:?}");
    }
}
