use async_graphql::parser::parse_query;
use async_graphql::{Variables, value};

use super::*;
use crate::graphql::root::meant;
use crate::graphql::schema;

/// What is said against a document.
fn said(document: &str, variables: Variables) -> Vec<String> {
    let types = TypeTable::of(&schema().sdl());
    let document = parse_query(document).expect("a document");
    let operation = meant(&document, None).expect("an operation");
    let refused = check(&types, &document, operation, &variables).err();
    refused.iter().flat_map(|it| it.violations()).map(|it| it.message.clone()).collect()
}

fn cost(document: &str) -> Cost {
    let types = TypeTable::of(&schema().sdl());
    let document = parse_query(document).expect("a document");
    let operation = meant(&document, None).expect("an operation");
    let variables = Variables::default();
    let fragments = HashMap::new();
    let mut counted = CostCount {
        types: &types,
        document: &document,
        operation,
        variables: &variables,
        fragments,
    };
    let root = if operation.ty == OperationType::Mutation { "Mutation" } else { "Query" };
    counted.set(&operation.selection_set.node, root)
}

#[test]
fn a_list_costs_what_is_asked_of_each_of_its_things() {
    let one = cost("{ alliances(first: 1) { nodes { id name } } }").points;
    let ten = cost("{ alliances(first: 10) { nodes { id name } } }").points;
    assert_eq!(ten - one, 9 * 3);
    let unsaid = cost("{ alliances { nodes { id name } } }").points;
    assert_eq!(unsaid - one, 49 * 3);
}

#[test]
fn a_fragment_costs_as_much_as_if_it_were_written_out() {
    let spread = "{ a: alliances { ...It } b: alliances { ...It } }
        fragment It on AllianceConnection { nodes { ...Name } edges { node { ...Name } } }
        fragment Name on Alliance { id name }";
    let written = "{ a: alliances { nodes { id name } edges { node { id name } } }
        b: alliances { nodes { id name } edges { node { id name } } } }";
    assert_eq!(cost(spread), cost(written));
}

#[test]
fn what_hashes_a_password_costs_ten_times_what_writes() {
    let writes = cost("mutation { archiveAlliance(alliance: \"a\") { node { id } } }").points;
    let input = "{ email: \"a@example.org\", password: \"secret\" }";
    let hashes = cost(&format!("mutation {{ signIn(input: {input}) {{ node {{ id }} }} }}")).points;
    assert_eq!(hashes - writes, 1_800);
}

#[test]
fn a_document_is_refused_for_all_of_which_it_has_too_much() {
    let within = (0..40).fold("id".to_owned(), |within, _| format!("node {{ {within} }}"));
    let named: String = (0..101).map(|n| format!("a{n}: __typename ")).collect();
    let said = said(&format!("{{ {named} {within} }}"), Variables::default());
    let expected = [
        "The document has 41 levels of fields; 15 are allowed.",
        "The document has 102 fields at its root; 100 are allowed.",
    ];
    assert_eq!(said, expected);
}

#[test]
fn how_many_are_asked_for_may_be_said_by_a_variable() {
    let document = "query ($first: Int = 1) { alliances(first: $first) { nodes { id
        organizations(first: 200) { nodes { id } } } } }";
    assert_eq!(said(document, Variables::default()), Vec::<String>::new());
    let two_hundred = Variables::from_value(value!({ "first": 200 }));
    assert_eq!(said(document, two_hundred), ["The document has 80611 points; 20000 are allowed."]);
}

#[test]
fn a_fragment_that_leads_back_to_itself_has_no_end() {
    let said =
        said("{ ...It } fragment It on Query { me { user { id } } ...It }", Variables::default());
    assert_eq!(said[0], "The document has no end of levels of fields; 15 are allowed.");
}

#[test]
fn the_schema_can_be_asked_for_whole_but_not_over_and_over() {
    let whole = include_str!("introspection.graphql");
    assert_eq!(said(whole, Variables::default()), Vec::<String>::new());
    let within =
        "{ __schema { types { fields { type { fields { type { fields { name } } } } } } } }";
    let expected = ["The document has 3 lists of the schema in one another; 2 are allowed."];
    assert_eq!(said(within, Variables::default()), expected);
}
