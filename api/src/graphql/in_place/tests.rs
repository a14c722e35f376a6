use async_graphql::{EmptyMutation, EmptySubscription, Object, Result, Schema};

use super::*;

struct Thing(i32);

#[Object(serial)]
impl Thing {
    async fn number(&self) -> i32 {
        self.0
    }

    async fn fails(&self) -> Result<Option<i32>> {
        if self.0 == 2 { Err("two is too many".into()) } else { Ok(Some(self.0)) }
    }

    async fn missing(&self) -> Option<i32> {
        None
    }

    async fn other(&self, plus: i32) -> Thing {
        Thing(self.0 + plus)
    }
}

struct Query;

#[Object]
impl Query {
    async fn by_engine(&self) -> Vec<Thing> {
        (1..4).map(Thing).collect()
    }

    async fn in_place(&self) -> Vec<InPlace<'static, Thing>> {
        const ALL: [Thing; 3] = [Thing(1), Thing(2), Thing(3)];
        static THINGS: [Thing; 3] = ALL;
        THINGS.iter().map(InPlace).collect()
    }
}

/// Asks each of the things the same by both ways; tells what both answer.
async fn answers(selection: &str) -> [String; 2] {
    let schema = Schema::new(Query, EmptyMutation, EmptySubscription);
    let mut both = Vec::new();
    for list in ["byEngine", "inPlace"] {
        let fragment =
            if selection.contains("...Of") { "fragment Of on Thing { number }" } else { "" };
        let document = format!("{fragment} {{ things: {list} {{ {selection} }} }}");
        let answer = schema.execute(document).await;
        let errors: Vec<_> = answer.errors.iter().map(|e| (&e.message, &e.path)).collect();
        both.push(format!("{} {errors:?}", answer.data));
    }
    both.try_into().expect("two answers")
}

#[tokio::test]
async fn what_is_resolved_in_place_is_what_the_engine_answers() {
    for (selection, told) in [
        ("number missing", "{number: 1, missing: null}"),
        ("a: number number b: number", "{a: 1, number: 1, b: 1}"),
        ("number number", "{number: 1}"),
        ("number fails", "two is too many"),
        ("fails", "two is too many"),
        ("other(plus: 2) { number } number", "{other: {number: 3}, number: 1}"),
        ("other(plus: 2) { number } other(plus: 2) { missing }", "{number: 3, missing: null}"),
        ("a: other(plus: 1) { number } b: other(plus: 1) { fails }", "two is too many"),
        ("__typename number", "{__typename: \"Thing\", number: 1}"),
        ("number ...Of ... on Thing { missing }", "{number: 1, missing: null}"),
        ("number missing @skip(if: true) fails @include(if: false)", "{number: 1}"),
    ] {
        let [by_engine, in_place] = answers(selection).await;
        assert_eq!(by_engine, in_place, "{selection}");
        assert!(in_place.contains(told), "{selection}: {in_place}");
    }
}
