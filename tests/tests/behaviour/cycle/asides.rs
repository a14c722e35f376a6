//! Setting a discussion aside, pausing the cycle.

use accord_tests::behaviour;
use serde_json::{Value, json};

use super::{Table, anonymous, tells, words_of};

behaviour! {
    async fn setting_aside_takes_a_reason_which_everybody_reads(w: World) {
        let table = Table::of_two(w).await;
        let bare = table.moves("setAsideDiscussion", 1, json!({})).await;
        bare.refused("reason_missing").at("/reason", "reason_missing");
        table.moves("setAsideDiscussion", 1, json!({ "reason": "We just did" })).await.ok();
        let seen = table.discussion(table.partner(0), 1).await;
        assert_eq!(seen["status"], "set_aside");
        assert_eq!(seen["reason"], "We just did");
    }
}

behaviour! {
    async fn what_was_answered_is_deleted_unread_when_a_discussion_is_set_aside(w: World) {
        let table = Table::of_two(w).await;
        table.starts(1).await.ok();
        table.answers(0, 1, 2, &words_of(0)).await;
        table.sets_aside(1..=1).await;
        let own = table.partner(0).sees("listMyResponses", &table.discussions[0]).await.ok();
        assert_eq!(own["items"], json!([]));
        for who in [table.ana(), table.partner(0), table.partner(1)] {
            let shown = table.results(who, 1).await;
            assert!(!tells(&shown, &words_of(0)), "{shown}");
        }
        table.submits(0, 1).await.refused("responses_closed");
    }
}

behaviour! {
    async fn what_was_set_aside_is_taken_up_by_a_revisit(w: World) {
        let table = Table::of_two(w).await;
        table.sets_aside(1..=1).await;
        table.starts(1).await.refused("wrong_state");
        let again = table.moves("revisitDiscussion", 1, json!({ "reason": "Now" })).await.ok();
        assert_eq!((&again["status"], &again["round"]), (&json!("collecting"), &json!(1)));
    }
}

behaviour! {
    async fn a_paused_cycle_still_collects_and_moves_nothing(w: World) {
        let table = Table::of_two(w).await;
        table.starts(1).await.ok();
        table.steps("pauseCycle", json!({})).await.refused("reason_missing");
        let paused = table.steps("pauseCycle", json!({ "reason": "Summer" })).await.ok();
        assert_eq!((&paused["status"], &paused["reason"]), (&json!("paused"), &json!("Summer")));
        table.answers(0, 1, 3, "In summer").await;
        table.partner(0).sees("withdrawResponses", &table.discussions[0]).await.ok();
        table.submits(0, 1).await.ok();
        table.reveals(1).await.refused("cycle_not_open");
        let aside = table.moves("setAsideDiscussion", 2, json!({ "reason": "Late" })).await;
        aside.refused("cycle_not_open");
        table.steps("pauseCycle", json!({ "reason": "Again" })).await.refused("wrong_state");
        table.steps("resumeCycle", json!({})).await.ok();
        table.steps("resumeCycle", json!({})).await.refused("wrong_state");
        table.reveals(1).await.ok();
    }
}

behaviour! {
    async fn setting_aside_tells_nobody_how_many_had_answered(w: World) {
        let table = Table::open(w, &[2, 2, 1], anonymous()).await;
        table.starts(1).await.ok();
        table.all_answer(0..4, 1).await;
        table.sets_aside(1..=1).await;
        let shown = table.results(table.ana(), 1).await;
        let told = &shown["participation"]["organizations_count"];
        assert_eq!((told, &shown["items"]), (&Value::Null, &json!([])));
    }
}
