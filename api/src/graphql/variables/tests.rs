use async_graphql::value;

use super::*;

/// The document that is carried out.
fn carried_out(document: &str, given: async_graphql::Value) -> String {
    let mut request = Request::new(document).variables(Variables::from_value(given));
    leave_out(&mut request);
    format!("{:?}", request.parsed_query().expect("a document").operations)
}

const DOCUMENT: &str =
    "query ($a: Int, $b: Int = 2, $c: Int!) { f(a: $a, in: { a: $a, b: $b, c: $c, all: [$a] }) }";

#[test]
fn a_variable_without_a_value_is_no_argument_and_no_field() {
    let told = carried_out(DOCUMENT, value!({}));
    let expected = "query ($b: Int = 2, $c: Int!) { f(in: { b: $b, c: $c, all: [null] }) }";
    assert_eq!(places_out(&told), places_out(&carried_out(expected, value!({}))));
}

#[test]
fn a_variable_that_is_null_is_given() {
    let given = value!({ "a": null, "c": 1 });
    let plain = async_graphql::parser::parse_query(DOCUMENT).expect("a document").operations;
    assert_eq!(carried_out(DOCUMENT, given), format!("{plain:?}"));
}

/// A syntax tree without the places at which its parts stand.
fn places_out(tree: &str) -> String {
    let parts = tree.split("pos: Pos(").map(|part| part.split_once(')').map_or(part, |it| it.1));
    tree.split("pos: Pos(").next().into_iter().chain(parts.skip(1)).collect()
}
