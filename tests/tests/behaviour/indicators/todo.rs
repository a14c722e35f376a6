//! The values that are asked for.

use accord_tests::{Actor, behaviour, jobs};
use serde_json::{Value, json};

use super::Counting;

/// The periods whose values somebody is asked to record, with since when and until when.
pub async fn asked(who: &Actor) -> Value {
    let mut todo = who.sees("listTodo", ()).await.ok();
    let items = todo["items"].as_array_mut().unwrap().iter_mut();
    items.map(|it| json!([it["code"], it["period"], it["since"], it["due"]])).collect()
}

/// Jobs, counted since the spring.
pub fn since_spring() -> Value {
    let mut jobs = jobs();
    jobs["starts_on"] = json!("2026-05-01");
    jobs
}

behaviour! {
    async fn the_first_missing_value_of_a_period_that_is_over_is_asked_for(w: World) {
        let river = Counting::of(&w, since_spring()).await;
        let may = json!([["measure", "2026-05", "2026-06-01", "2026-07-01"]]);
        assert_eq!(asked(&river.ana).await, may);
        river.records("2026-05", json!({ "value": 40 })).await.ok();
        let june = json!([["measure", "2026-06", "2026-07-01", "2026-07-30"]]);
        assert_eq!(asked(&river.ana).await, june);
        river.records("2026-07", json!({ "value": 40 })).await.ok();
        assert_eq!(asked(&river.ana).await, json!([]), "august is not over");
    }
}

behaviour! {
    async fn a_period_without_a_value_is_asked_for_unless_it_is_excused(w: World) {
        let river = Counting::of(&w, since_spring()).await;
        let none = |absence| json!({ "value": null, "absence": absence });
        river.records("2026-05", none("not_applicable")).await.ok();
        river.records("2026-06", none("not_collected")).await.ok();
        assert_eq!(asked(&river.ana).await[0][1], "2026-06");
    }
}

behaviour! {
    async fn a_new_indicator_asks_for_nothing_before_its_first_period_is_over(w: World) {
        let river = Counting::jobs(&w).await;
        assert_eq!(asked(&river.ana).await, json!([]));
    }
}

behaviour! {
    async fn neither_a_funder_nor_a_stranger_is_asked_for_values(w: World) {
        let river = w.alliance().await;
        river.ana.does("createIndicator", &river.it, since_spring()).await.ok();
        let funder = river.funder(&w, "Fay").await;
        assert_eq!(asked(&funder.actor).await, json!([]));
        assert_eq!(asked(&w.alliance().await.ana).await, json!([]));
    }
}

behaviour! {
    async fn a_todo_is_no_list_for_api_keys(w: World) {
        let ana = w.somebody("Ana").await;
        let key = json!({ "name": "Script", "scopes": ["read", "write"] });
        let key = ana.does("createApiKey", (), key).await.ok();
        let bearer = format!("Bearer {}", key["secret"].as_str().unwrap());
        let script = w.nobody().with("authorization", &bearer);
        let answer = script.sees("listTodo", ()).await;
        assert!(answer.denied(), "{answer}");
    }
}
