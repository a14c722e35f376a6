//! What each is asked to do in a cycle, and no longer once it is done.

use accord_tests::{Actor, behaviour};
use serde_json::{Value, json};

use super::{Table, anonymous, named, seen_by_name, words_of};

impl Table {
    /// What somebody is asked to do: the codes, and the components that they are about.
    pub(super) async fn asked(&self, who: &Actor) -> Vec<(String, usize)> {
        let todo = who.sees("listTodo", ()).await.ok();
        let items = todo["items"].as_array().unwrap().iter();
        let position =
            |subject: &Value| self.discussions.iter().position(|it| it["id"] == *subject);
        items
            .map(|it| {
                let code = it["code"].as_str().unwrap().to_owned();
                (code, position(&it["subject"]).unwrap() + 1)
            })
            .collect()
    }
}

fn only(code: &str, position: usize) -> Vec<(String, usize)> {
    vec![(code.to_owned(), position)]
}

behaviour! {
    async fn the_facilitator_is_asked_for_the_next_step_and_partners_to_respond(w: World) {
        let table = Table::of_two(w).await;
        assert_eq!(table.asked(table.ana()).await, only("start", 1));
        assert_eq!(table.asked(table.partner(0)).await, []);
        table.starts(1).await.ok();
        assert_eq!(table.asked(table.ana()).await, []);
        assert_eq!(table.asked(table.partner(0)).await, only("respond", 1));
        table.answers(0, 1, 4, "So it is").await;
        assert_eq!(table.asked(table.partner(0)).await, []);
        assert_eq!(table.asked(table.partner(1)).await, only("respond", 1));
        assert_eq!(table.asked(table.ana()).await, only("reveal", 1));
        table.reveals(1).await.ok();
        assert_eq!(table.asked(table.ana()).await, only("conclude", 1));
        assert_eq!(table.asked(table.partner(1)).await, []);
        table.concludes(1).await.ok();
        assert_eq!(table.asked(table.ana()).await, only("start", 2));
    }
}

behaviour! {
    async fn whoever_withdraws_is_asked_again(w: World) {
        let table = Table::of_two(w).await;
        table.starts(1).await.ok();
        table.answers(0, 1, 4, "So it is").await;
        table.partner(0).sees("withdrawResponses", &table.discussions[0]).await.ok();
        assert_eq!(table.asked(table.partner(0)).await, only("respond", 1));
    }
}

behaviour! {
    async fn an_organization_that_shares_a_response_is_asked_once(w: World) {
        let shared = json!({ "disclosure": "named", "respond_as": "organization" });
        let table = Table::open(w, &[2, 1], shared).await;
        table.starts(1).await.ok();
        table.answers(0, 1, 4, "We all say so").await;
        assert_eq!(table.asked(table.partner(1)).await, []);
        assert_eq!(table.asked(table.partner(2)).await, only("respond", 1));
    }
}

behaviour! {
    async fn an_anonymous_round_asks_to_be_revealed_once_there_are_enough(w: World) {
        let table = Table::open(w, &[2, 2, 2], anonymous()).await;
        table.starts(1).await.ok();
        table.all_answer(0..4, 1).await;
        assert_eq!(table.asked(table.ana()).await, []);
        table.answers(4, 1, 4, &words_of(4)).await;
        assert_eq!(table.asked(table.ana()).await, only("reveal", 1));
    }
}

behaviour! {
    async fn a_paused_cycle_still_asks_to_respond_and_for_nothing_else(w: World) {
        let table = Table::of_two(w).await;
        table.starts(1).await.ok();
        table.answers(0, 1, 4, "So it is").await;
        table.steps("pauseCycle", json!({ "reason": "Summer" })).await.ok();
        assert_eq!(table.asked(table.ana()).await, []);
        assert_eq!(table.asked(table.partner(1)).await, only("respond", 1));
    }
}

behaviour! {
    async fn whoever_facilitated_is_not_asked_to_respond(w: World) {
        let table = Table::open(w, &[1, 1, 1], seen_by_name()).await;
        table.starts(1).await.ok();
        let next = json!({ "facilitator_id": table.partners[0].member["id"], "reason": "Away" });
        table.steps("handOverCycle", next).await.ok();
        let back = json!({ "facilitator_id": table.river.founder().await["id"], "reason": "Back" });
        table.partner(0).does("handOverCycle", &table.cycle, back).await.ok();
        assert_eq!(table.asked(table.partner(0)).await, []);
        assert_eq!(table.asked(table.partner(1)).await, only("respond", 1));
    }
}

behaviour! {
    async fn a_cycle_that_collects_ahead_asks_to_start_one_after_the_other(w: World) {
        let mut ahead = named();
        ahead["collect_ahead"] = json!(true);
        let table = Table::open(w, &[1, 1], ahead).await;
        table.starts(1).await.ok();
        assert_eq!(table.asked(table.ana()).await, only("start", 2));
        table.starts(2).await.ok();
        let both = [only("respond", 1), only("respond", 2)].concat();
        let mut asked = table.asked(table.partner(0)).await;
        asked.sort();
        assert_eq!(asked, both);
    }
}

behaviour! {
    async fn an_archived_alliance_asks_for_nothing(w: World) {
        let table = Table::of_two(w).await;
        table.starts(1).await.ok();
        table.ana().sees("archiveAlliance", &table.river.it).await.ok();
        assert_eq!(table.asked(table.partner(0)).await, []);
    }
}
