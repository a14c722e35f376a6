use async_graphql::parser::parse_query;
use async_graphql::{EmptyMutation, EmptySubscription, Object, Result, Schema};

use super::*;
use crate::graphql::nulls::Nulls;
use crate::graphql::type_table::TypeTable;

struct Number(i32);

static NUMBERS: [Number; 3] = [Number(1), Number(2), Number(3)];

#[Object(serial)]
impl Number {
    async fn number(&self) -> i32 {
        self.0
    }

    async fn fails(&self) -> Result<Option<i32>> {
        if self.0 == 2 { Err("two is too many".into()) } else { Ok(Some(self.0)) }
    }

    async fn missing(&self) -> Option<i32> {
        None
    }

    async fn other(&self, plus: i32) -> Number {
        Number(self.0 + plus)
    }
}

struct Query;

#[Object]
impl Query {
    async fn by_engine(&self) -> &[Number] {
        &NUMBERS
    }

    async fn one_by_one(&self) -> Vec<InPlace<&Number>> {
        NUMBERS.iter().map(InPlace).collect()
    }

    async fn at_once(&self) -> AllInPlace<'_, Number> {
        AllInPlace::Things(NUMBERS.iter().collect())
    }
}

/// Asks each of the things the same in each way; tells what each answers.
async fn answers(selection: &str) -> [String; 3] {
    let schema = Schema::new(Query, EmptyMutation, EmptySubscription);
    let mut all = Vec::new();
    for list in ["byEngine", "oneByOne", "atOnce"] {
        let fragment =
            if selection.contains("...Of") { "fragment Of on Number { number }" } else { "" };
        let document = format!("{fragment} {{ things: {list} {{ {selection} }} }}");
        let mut answer = schema.execute(&document).await;
        let (types, document) = (TypeTable::of(&schema.sdl()), parse_query(&document));
        let document = document.expect("a document");
        let (_, operation) = document.operations.iter().next().expect("an operation");
        Nulls::new(&types, &document).put("Query", &operation.node, &mut answer);
        let errors: Vec<_> = answer.errors.iter().map(|e| (&e.message, &e.path)).collect();
        all.push(format!("{} {errors:?}", answer.data));
    }
    all.try_into().expect("three answers")
}

#[tokio::test]
async fn what_is_resolved_in_place_is_what_the_engine_answers() {
    for (selection, told) in [
        ("number missing", "{number: 1, missing: null}"),
        ("a: number number b: number", "{a: 1, number: 1, b: 1}"),
        ("number number", "{number: 1}"),
        ("number fails", "{number: 2, fails: null}"),
        ("fails", "{fails: null}"),
        ("other(plus: 2) { number } number", "{other: {number: 3}, number: 1}"),
        ("other(plus: 2) { number } other(plus: 2) { missing }", "{number: 3, missing: null}"),
        ("a: other(plus: 1) { number } b: other(plus: 1) { fails }", "two is too many"),
        ("__typename number", "{__typename: \"Number\", number: 1}"),
        ("number ...Of ... on Number { missing }", "{number: 1, missing: null}"),
        ("number missing @skip(if: true) fails @include(if: false)", "{number: 1}"),
    ] {
        let [by_engine, one_by_one, at_once] = answers(selection).await;
        assert_eq!(by_engine, one_by_one, "{selection}");
        assert_eq!(by_engine, at_once, "{selection}");
        assert!(by_engine.contains(told), "{selection}: {by_engine}");
    }
}
