use async_graphql::{ErrorExtensions, Pos, ServerError, value};

use super::*;

const SCHEMA: &str = "type Query { maybe: Thing must: Thing! things: [Thing!]! holes: [Thing] }
    type Thing { maybe: Thing must: Thing! name: String! }";

/// The data of an answer, after fields at these places failed.
fn put(asked: &str, data: Value, failed: &[Vec<PathSegment>]) -> Value {
    let types = TypeTable::of(SCHEMA);
    let document = async_graphql::parser::parse_query(asked).expect("a document");
    let (_, operation) = document.operations.iter().next().expect("an operation");
    let errors = failed.iter().map(|path| {
        let error = async_graphql::Error::new("failed").extend().into_server_error(Pos::default());
        ServerError { path: path.clone(), ..error }
    });
    let mut response = Response::new(data);
    response.errors = errors.collect();
    Nulls::new(&types, &document).put("Query", &operation.node, &mut response);
    response.data
}

fn at(path: &str) -> Vec<PathSegment> {
    let part = |part: &str| match part.parse() {
        Ok(index) => PathSegment::Index(index),
        Err(_) => PathSegment::Field(part.to_owned()),
    };
    path.split('.').map(part).collect()
}

#[test]
fn a_field_that_may_be_null_is_null_where_it_failed() {
    let data = value!({ "a": { "name": "A" } });
    let asked = "{ a: maybe { name maybe { name } } b: maybe { name } }";
    let told = put(asked, data, &[at("b"), at("a.maybe")]);
    assert_eq!(told, value!({ "a": { "name": "A", "maybe": null }, "b": null }));
}

#[test]
fn what_cannot_be_without_it_is_null_instead() {
    let within = "{ maybe { must { name } } }";
    let data = || value!({ "maybe": { "must": null } });
    assert_eq!(put(within, data(), &[at("maybe.must.name")]), value!({ "maybe": null }));
    let data = value!({ "maybe": { "name": "A" } });
    assert_eq!(put("{ maybe { name } must { name } }", data, &[at("must")]), Value::Null);
}

#[test]
fn a_thing_of_a_list_is_null_where_the_list_may_have_holes() {
    let data = value!({ "holes": [{ "name": "A" }, { "maybe": null }] });
    let told = put("{ holes { name } }", data, &[at("holes.1.name")]);
    assert_eq!(told, value!({ "holes": [{ "name": "A" }, null] }));
    let data = value!({ "things": [{ "name": "A" }] });
    assert_eq!(put("{ things { name } }", data, &[at("things.0.name")]), Value::Null);
}

#[test]
fn all_that_was_asked_for_may_have_failed() {
    let told = put(
        "{ ...It } fragment It on Query { maybe { maybe { name } } }",
        Value::Null,
        &[at("maybe.maybe")],
    );
    assert_eq!(told, value!({ "maybe": { "maybe": null } }));
}

#[test]
fn what_is_null_because_of_one_stays_so_for_another() {
    let data = value!({ "maybe": { "a": null } });
    let asked = "{ maybe { a: must { name } b: maybe { name } } }";
    assert_eq!(put(asked, data, &[at("maybe.a"), at("maybe.b")]), value!({ "maybe": null }));
}
