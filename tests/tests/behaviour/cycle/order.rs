//! The order of the six discussions, which nobody gets around.

use accord_tests::behaviour;
use serde_json::{Value, json};

use super::{Table, named};

behaviour! {
    async fn a_cycle_has_the_six_discussions_in_the_frameworks_order(w: World) {
        let table = Table::of_two(w).await;
        let order: Vec<_> = table.discussions.iter().map(|it| it["component"].clone()).collect();
        let told = ["purpose", "power", "interdependence", "trust", "control", "indicators"];
        assert_eq!(order, told);
        assert!(table.discussions.iter().all(|it| it["status"] == "waiting"));
    }
}

behaviour! {
    async fn no_discussion_starts_before_the_earlier_ones_are_settled(w: World) {
        let table = Table::of_two(w).await;
        let early = table.starts(3).await.refused("discussion_out_of_order");
        assert!(early.faults[0].message.contains("urpose"), "{early}");
        table.sets_aside(1..=2).await;
        table.starts(3).await.ok();
    }
}

behaviour! {
    async fn all_six_are_held_in_order_and_the_cycle_closes_completed(w: World) {
        let table = Table::of_two(w).await;
        for position in 1..=6 {
            table.holds(position).await;
        }
        let closed = table.steps("closeCycle", json!({})).await.ok();
        assert_eq!((&closed["status"], &closed["completed"]), (&json!("closed"), &json!(true)));
    }
}

behaviour! {
    async fn collecting_ahead_reveals_and_concludes_nothing_ahead(w: World) {
        let mut settings = named();
        settings["collect_ahead"] = json!(true);
        let table = Table::open(w, &[1, 1], settings).await;
        table.starts(1).await.ok();
        table.starts(2).await.ok();
        table.answers(0, 2, 3, "Ahead").await;
        table.reveals(2).await.refused("discussion_out_of_order");
        table.answers(0, 1, 3, "First").await;
        table.reveals(1).await.ok();
        table.reveals(2).await.refused("discussion_out_of_order");
        table.concludes(1).await.ok();
        table.reveals(2).await.ok();
    }
}

behaviour! {
    async fn collecting_ahead_may_be_allowed_while_the_cycle_runs(w: World) {
        let table = Table::of_two(w).await;
        table.starts(2).await.refused("discussion_out_of_order");
        table.steps("changeCycle", json!({ "collect_ahead": true })).await.ok();
        table.starts(2).await.ok();
    }
}

behaviour! {
    async fn a_revisit_halts_the_later_ones_where_they_stand(w: World) {
        let table = Table::of_two(w).await;
        table.holds(1).await;
        table.starts(2).await.ok();
        table.answers(0, 2, 4, "Before the revisit").await;
        table.moves("revisitDiscussion", 1, json!({ "reason": "The purpose changed" })).await.ok();
        assert_eq!(table.discussion(table.ana(), 2).await["status"], "collecting");
        table.reveals(2).await.refused("discussion_out_of_order");
        table.answers(1, 2, 2, "Answering still goes on").await;
        table.answers(0, 1, 5, "Once more").await;
        table.reveals(1).await.ok();
        table.concludes(1).await.ok();
        table.reveals(2).await.ok();
    }
}

behaviour! {
    async fn what_was_concluded_before_a_revisit_is_marked_until_it_is_reaffirmed(w: World) {
        let table = Table::of_two(w).await;
        table.holds(1).await;
        table.holds(2).await;
        let why = json!({ "reason": "It still holds" });
        table.moves("revisitDiscussion", 1, json!({ "reason": "New goals" })).await.ok();
        assert_eq!(table.discussion(table.ana(), 2).await["built_on_revisited"], "purpose");
        table.moves("reaffirmDiscussion", 2, why.clone()).await.refused("discussion_out_of_order");
        table.answers(0, 1, 4, "Anew").await;
        table.reveals(1).await.ok();
        table.concludes(1).await.ok();
        assert_eq!(table.discussion(table.ana(), 2).await["built_on_revisited"], "purpose");
        let now = table.moves("reaffirmDiscussion", 2, why).await.ok();
        assert_eq!(now["status"], "concluded");
        assert_eq!(now["built_on_revisited"], Value::Null);
    }
}

behaviour! {
    async fn a_revisit_takes_its_own_mark_away(w: World) {
        let table = Table::of_two(w).await;
        table.holds(1).await;
        table.holds(2).await;
        let why = json!({ "reason": "New goals" });
        table.moves("revisitDiscussion", 1, why.clone()).await.ok();
        table.answers(0, 1, 4, "Anew").await;
        table.reveals(1).await.ok();
        table.concludes(1).await.ok();
        let again = table.moves("revisitDiscussion", 2, why).await.ok();
        assert_eq!((&again["round"], &again["built_on_revisited"]), (&json!(2), &Value::Null));
        assert_eq!(table.discussion(table.ana(), 2).await["rounds"].as_array().unwrap().len(), 2);
    }
}
