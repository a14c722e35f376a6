//! A cycle is read back whole: what happened, why, and who facilitated it.

use accord_tests::behaviour;
use serde_json::{Value, json};

use super::{Table, named};

/// What happened, and why.
fn told(thing: &Value) -> Vec<(String, Value)> {
    let steps = thing["steps"].as_array().unwrap().iter();
    steps.map(|it| (it["event"].as_str().unwrap().to_owned(), it["reason"].clone())).collect()
}

fn step(event: &str, reason: Value) -> (String, Value) {
    (event.to_owned(), reason)
}

behaviour! {
    async fn no_later_step_of_a_discussion_takes_the_reason_of_an_earlier_one(w: World) {
        let table = Table::of_two(w).await;
        let why = |reason: &str| json!({ "reason": reason });
        table.moves("setAsideDiscussion", 1, why("Nobody came")).await.ok();
        table.moves("revisitDiscussion", 1, why("They came")).await.ok();
        table.moves("setAsideDiscussion", 1, why("They went")).await.ok();
        table.moves("revisitDiscussion", 1, why("They stay")).await.ok();
        table.answers(0, 1, 4, "As it is").await;
        table.reveals(1).await.ok();
        table.concludes(1).await.ok();
        table.moves("reaffirmDiscussion", 1, why("It holds")).await.ok();
        table.moves("revisitDiscussion", 1, why("It does not")).await.ok();
        let seen = table.discussion(table.partner(0), 1).await;
        assert_eq!(told(&seen), [
            step("set_aside", json!("Nobody came")),
            step("revisit", json!("They came")),
            step("set_aside", json!("They went")),
            step("revisit", json!("They stay")),
            step("reveal", Value::Null),
            step("conclude", Value::Null),
            step("reaffirm", json!("It holds")),
            step("revisit", json!("It does not")),
        ]);
        let founder = table.river.founder().await;
        assert!(seen["steps"].as_array().unwrap().iter().all(|it| it["member_id"] == founder["id"]));
        assert_eq!(seen["reason"], "It does not");
    }
}

behaviour! {
    async fn a_cycle_that_went_on_still_says_why_it_was_paused(w: World) {
        let table = Table::open(w, &[1, 1], named()).await;
        table.steps("pauseCycle", json!({ "reason": "Summer" })).await.ok();
        table.steps("resumeCycle", json!({})).await.ok();
        table.steps("pauseCycle", json!({ "reason": "Winter" })).await.ok();
        table.steps("closeCycle", json!({ "reason": "We merge" })).await.ok();
        let seen = table.partner(0).sees("getCycle", &table.cycle).await.ok();
        assert_eq!(told(&seen), [
            step("open", Value::Null),
            step("pause", json!("Summer")),
            step("resume", Value::Null),
            step("pause", json!("Winter")),
            step("close", json!("We merge")),
        ]);
    }
}

behaviour! {
    async fn a_cycle_says_who_facilitated_it_and_why_it_was_handed_over(w: World) {
        let table = Table::of_two(w).await;
        let next = table.river.facilitator(&table.w, "Next").await.member;
        let to = json!({ "facilitator_id": next["id"], "reason": "I am away" });
        table.steps("handOverCycle", to).await.ok();
        let seen = table.partner(0).sees("getCycle", &table.cycle).await.ok();
        let founder = table.river.founder().await;
        let (first, second) = (&seen["facilitations"][0], &seen["facilitations"][1]);
        assert_eq!((&first["member_id"], &first["reason"]), (&founder["id"], &Value::Null));
        assert_eq!(first["since"], seen["opened_at"]);
        assert_eq!((&second["member_id"], &second["reason"]), (&next["id"], &json!("I am away")));
        assert_eq!(told(&seen), [step("open", Value::Null), step("hand_over", json!("I am away"))]);
    }
}
