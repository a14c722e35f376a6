//! The same prompt, asked again: nothing can be subtracted.

use accord_tests::behaviour;
use serde_json::{Value, json};

use super::{Table, anonymous, named};

/// An anonymous cycle of eight partners, in which these have answered the first discussion.
async fn first_pass(w: accord_tests::World, who: std::ops::Range<usize>) -> Table {
    let table = Table::open(w, &[3, 3, 2], anonymous()).await;
    table.starts(1).await.ok();
    table.all_answer(who, 1).await;
    table.reveals(1).await.ok();
    assert_eq!(shown(&table).await, json!(false));
    table
}

/// Whether the first prompt of the first discussion is suppressed.
async fn shown(table: &Table) -> Value {
    let seen = table.results(table.ana(), 1).await;
    let first = &seen["items"][0];
    assert_eq!(first["suppressed"] == true, first["figures"].is_null(), "{first}");
    first["suppressed"].clone()
}

impl Table {
    async fn asks_again(&self, who: impl Iterator<Item = usize>) {
        self.concludes(1).await.ok();
        self.moves("revisitDiscussion", 1, json!({ "reason": "Anew" })).await.ok();
        for nth in who {
            self.answers(nth, 1, 2, "Anew").await;
        }
        self.reveals(1).await.ok();
    }

    async fn asks_in_the_next_cycle(&mut self, who: std::ops::Range<usize>) {
        self.plans(anonymous()).await;
        self.steps("openCycle", json!({})).await.ok();
        self.starts(1).await.ok();
        self.all_answer(who, 1).await;
        self.reveals(1).await.ok();
    }
}

behaviour! {
    async fn a_revisit_that_one_more_answers_shows_nothing(w: World) {
        let table = first_pass(w, 0..7).await;
        table.asks_again(0..8).await;
        assert_eq!(shown(&table).await, json!(true));
    }
}

behaviour! {
    async fn a_revisit_that_the_same_people_answer_shows_figures(w: World) {
        let table = first_pass(w, 0..7).await;
        table.asks_again(0..7).await;
        assert_eq!(shown(&table).await, json!(false));
    }
}

behaviour! {
    async fn what_was_suppressed_is_nothing_to_subtract_from(w: World) {
        let table = first_pass(w, 0..7).await;
        table.asks_again(0..8).await;
        assert_eq!(shown(&table).await, json!(true));
        table.asks_again(0..7).await;
        assert_eq!(shown(&table).await, json!(false));
    }
}

behaviour! {
    async fn the_next_cycle_is_held_against_the_one_before(w: World) {
        let mut table = first_pass(w, 0..7).await;
        table.steps("closeCycle", json!({ "reason": "Enough" })).await.ok();
        table.asks_in_the_next_cycle(0..8).await;
        assert_eq!(shown(&table).await, json!(true));
    }
}

behaviour! {
    async fn a_cycle_that_was_planned_in_between_and_not_held_changes_nothing(w: World) {
        let mut table = first_pass(w, 0..7).await;
        table.steps("closeCycle", json!({ "reason": "Enough" })).await.ok();
        table.plans(named()).await;
        table.asks_in_the_next_cycle(0..8).await;
        assert_eq!(shown(&table).await, json!(true));
    }
}

behaviour! {
    async fn a_cycle_that_was_opened_and_closed_in_between_changes_nothing(w: World) {
        let mut table = first_pass(w, 0..7).await;
        table.steps("closeCycle", json!({ "reason": "Enough" })).await.ok();
        table.plans(named()).await;
        table.steps("openCycle", json!({})).await.ok();
        table.steps("closeCycle", json!({ "reason": "For show" })).await.ok();
        table.asks_in_the_next_cycle(0..8).await;
        assert_eq!(shown(&table).await, json!(true));
    }
}

behaviour! {
    async fn a_named_cycle_that_one_answered_in_between_changes_nothing(w: World) {
        let mut table = first_pass(w, 0..7).await;
        table.steps("closeCycle", json!({ "reason": "Enough" })).await.ok();
        table.plans(named()).await;
        table.steps("openCycle", json!({})).await.ok();
        table.starts(1).await.ok();
        table.answers(0, 1, 3, "For show").await;
        table.reveals(1).await.ok();
        table.steps("closeCycle", json!({ "reason": "For show" })).await.ok();
        table.asks_in_the_next_cycle(0..8).await;
        assert_eq!(shown(&table).await, json!(true));
    }
}

behaviour! {
    async fn after_a_cycle_that_showed_nothing_the_next_one_shows_figures(w: World) {
        let mut table = first_pass(w, 0..7).await;
        table.steps("closeCycle", json!({ "reason": "Enough" })).await.ok();
        table.asks_in_the_next_cycle(0..8).await;
        assert_eq!(shown(&table).await, json!(true));
        table.steps("closeCycle", json!({ "reason": "Enough" })).await.ok();
        table.asks_in_the_next_cycle(0..8).await;
        assert_eq!(shown(&table).await, json!(false), "somebody who joins hides it once");
    }
}
