//! How a cycle ends.

use accord_tests::behaviour;
use serde_json::json;

use super::{Table, named, tells, words_of};

behaviour! {
    async fn a_cycle_ends_early_only_with_a_reason_and_is_not_completed(w: World) {
        let table = Table::of_two(w).await;
        table.holds(1).await;
        let bare = table.steps("closeCycle", json!({})).await;
        bare.refused("reason_missing").at("/reason", "reason_missing");
        let closed = table.steps("closeCycle", json!({ "reason": "We merge" })).await.ok();
        let told = (&closed["status"], &closed["completed"], &closed["reason"]);
        assert_eq!(told, (&json!("closed"), &json!(false), &json!("We merge")));
        table.starts(2).await.refused("cycle_not_open");
        table.steps("closeCycle", json!({ "reason": "Again" })).await.refused("wrong_state");
        table.steps("resumeCycle", json!({})).await.refused("wrong_state");
        table.steps("changeCycle", json!({ "title": "Later" })).await.refused("wrong_state");
    }
}

behaviour! {
    async fn six_that_are_set_aside_complete_nothing(w: World) {
        let table = Table::of_two(w).await;
        table.sets_aside(1..=6).await;
        table.steps("closeCycle", json!({})).await.refused("reason_missing");
        let closed = table.steps("closeCycle", json!({ "reason": "Nobody came" })).await.ok();
        assert_eq!(closed["completed"], false);
    }
}

behaviour! {
    async fn one_conclusion_and_five_set_aside_complete_a_cycle(w: World) {
        let table = Table::of_two(w).await;
        table.holds(1).await;
        table.sets_aside(2..=6).await;
        assert_eq!(table.steps("closeCycle", json!({})).await.ok()["completed"], true);
    }
}

behaviour! {
    async fn what_was_not_revealed_is_deleted_unread_at_the_end(w: World) {
        let table = Table::of_two(w).await;
        table.starts(1).await.ok();
        table.answers(0, 1, 2, &words_of(0)).await;
        table.steps("closeCycle", json!({ "reason": "Over" })).await.ok();
        let own = table.partner(0).sees("listMyResponses", &table.discussions[0]).await.ok();
        assert_eq!(own["items"], json!([]));
        let shown = table.results(table.ana(), 1).await;
        assert!(!tells(&shown, &words_of(0)), "{shown}");
        table.submits(0, 1).await.refused("cycle_not_open");
    }
}

behaviour! {
    async fn a_paused_cycle_can_be_closed_and_another_opens(w: World) {
        let mut table = Table::of_two(w).await;
        table.steps("pauseCycle", json!({ "reason": "Summer" })).await.ok();
        let first = table.cycle.clone();
        table.plans(named()).await;
        table.steps("openCycle", json!({})).await.refused("cycle_already_open");
        table.ana().does("closeCycle", &first, json!({ "reason": "Enough" })).await.ok();
        table.steps("openCycle", json!({})).await.ok();
        assert_eq!(table.cycle["number"], 2);
    }
}
