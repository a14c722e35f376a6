//! The same prompt, asked again: nothing can be subtracted.

use std::collections::BTreeSet;

use accord_tests::behaviour;
use serde_json::{Value, json};

use super::{Table, anonymous, fitting, named};

/// An anonymous cycle of eight partners, in which these have answered the first discussion.
pub(super) async fn first_pass(w: accord_tests::World, who: std::ops::Range<usize>) -> Table {
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

    /// Time passes, and everybody signs in again.
    async fn comes_back(&mut self, at: &str) {
        let everybody = self.partners.iter_mut().map(|it| &mut it.actor);
        let everybody: Vec<_> = everybody.chain([&mut self.river.ana]).collect();
        let mut mails = Vec::new();
        for who in &everybody {
            mails.push(who.sees("getMe", ()).await.ok()["user"]["email"].take());
        }
        self.w.service.clock.set(at);
        for (who, mail) in everybody.into_iter().zip(mails) {
            *who = self.w.signs_in("back again", mail.as_str().unwrap()).await;
        }
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

impl Table {
    /// Partners answer the first prompt that takes a rating and words: these with both, one with
    /// words alone. Gives what is shown of it after the reveal.
    async fn rate_and_write(&self, rating: &[(usize, u8)], writing: usize) -> Value {
        let prompts = self.prompts(1).await;
        let both = prompts.iter().find(|it| it["answer_type"] == "both").unwrap();
        for (nth, rating) in rating {
            let answer = json!({ "rating": rating, "text": "As it is" });
            self.drafts(*nth, 1, both, answer).await.ok();
        }
        self.drafts(writing, 1, both, json!({ "text": "In words" })).await.ok();
        for nth in rating.iter().map(|it| it.0).chain([writing]) {
            self.submits(nth, 1).await.ok();
        }
        self.reveals(1).await.ok();
        let items = self.results(self.ana(), 1).await["items"].take();
        let shown = |it: &&Value| it["prompt"]["question"] == both["question"];
        items.as_array().unwrap().iter().find(shown).unwrap().clone()
    }
}

behaviour! {
    async fn as_many_ratings_of_the_same_people_are_hidden_where_others_may_have_rated(w: World) {
        let table = Table::open(w, &[3, 3, 2], anonymous()).await;
        table.starts(1).await.ok();
        let four = [(0, 3), (1, 3), (3, 3), (4, 3)];
        let first = table.rate_and_write(&[&four[..], &[(6, 5)]].concat(), 7).await;
        assert_eq!(first["figures"]["counts"], json!([0, 0, 4, 0, 1]));
        table.concludes(1).await.ok();
        table.moves("revisitDiscussion", 1, json!({ "reason": "Anew" })).await.ok();
        let again = table.rate_and_write(&[&four[..], &[(7, 1)]].concat(), 6).await;
        assert_eq!((&again["suppressed"], &again["figures"]), (&json!(true), &Value::Null));
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
    async fn somebody_who_joins_hides_what_is_asked_again_but_not_for_good(w: World) {
        let mut table = first_pass(w.apart(&[]).await, 0..7).await;
        table.steps("closeCycle", json!({ "reason": "Enough" })).await.ok();
        table.asks_in_the_next_cycle(0..8).await;
        assert_eq!(shown(&table).await, json!(true));
        table.steps("closeCycle", json!({ "reason": "In haste" })).await.ok();
        table.asks_in_the_next_cycle(0..8).await;
        assert_eq!(shown(&table).await, json!(true), "cycles in haste are one");
        table.steps("closeCycle", json!({ "reason": "Enough" })).await.ok();
        table.comes_back("2027-02-12T12:00:00Z").await;
        table.asks_in_the_next_cycle(0..8).await;
        assert_eq!(shown(&table).await, json!(false));
    }
}

behaviour! {
    async fn however_late_the_next_cycle_is_held_against_the_one_before(w: World) {
        let mut table = first_pass(w.apart(&[]).await, 0..7).await;
        table.steps("closeCycle", json!({ "reason": "Enough" })).await.ok();
        table.comes_back("2028-08-12T12:00:00Z").await;
        table.asks_in_the_next_cycle(0..8).await;
        assert_eq!(shown(&table).await, json!(true));
    }
}

/// An own question in these words.
fn question(words: &str) -> Value {
    let (about, takes) = ("alliance", "rating");
    json!({ "component": "purpose", "text": words, "asks_about": about, "answer_type": takes })
}

behaviour! {
    async fn a_question_that_is_written_anew_in_the_same_words_is_the_same(w: World) {
        let table = Table::open(w, &[3, 3, 2], anonymous()).await;
        let river = &table.river.it;
        let own = table.ana().does("createQuestion", river, question("Do we listen?")).await.ok();
        table.starts(1).await.ok();
        table.all_answer(0..7, 1).await;
        table.reveals(1).await.ok();
        table.ana().sees("archiveQuestion", &own).await.ok();
        table.ana().does("createQuestion", river, question("do we  listen")).await.ok();
        table.asks_again(0..8).await;
        let seen = table.results(table.ana(), 1).await;
        let items = seen["items"].as_array().unwrap();
        let hidden = |words: &str| {
            let item = items.iter().find(|it| it["prompt"]["question"] == words);
            item.unwrap()["suppressed"].clone()
        };
        assert_eq!(hidden("do we  listen"), true);
    }
}

behaviour! {
    async fn a_round_that_asks_the_same_twice_shows_it_once(w: World) {
        let table = Table::open(w, &[3, 3, 2], anonymous()).await;
        for _ in 0..2 {
            table.ana().does("createQuestion", &table.river.it, question("Do we?")).await.ok();
        }
        table.starts(1).await.ok();
        let prompts = table.prompts(1).await;
        table.all_answer(0..7, 1).await;
        // The eighth answers all but the last.
        for prompt in &prompts[..prompts.len() - 1] {
            table.drafts(7, 1, prompt, fitting(prompt, 1, "Mine")).await.ok();
        }
        table.submits(7, 1).await.ok();
        table.reveals(1).await.ok();
        let seen = table.results(table.ana(), 1).await;
        let last_two = &seen["items"].as_array().unwrap()[prompts.len() - 2..];
        assert_eq!((&last_two[0]["suppressed"], &last_two[1]["suppressed"]), (&json!(false), &json!(true)));
    }
}

behaviour! {
    async fn of_what_is_suppressed_it_is_not_kept_who_answered(w: World) {
        let table = Table::open(w.apart(&[]).await, &[3, 3, 2], anonymous()).await;
        table.starts(1).await.ok();
        let prompts = table.prompts(1).await;
        let (last, others) = prompts.split_last().unwrap();
        for nth in 0..7 {
            for prompt in others {
                table.drafts(nth, 1, prompt, fitting(prompt, 3, "As it is")).await.ok();
            }
        }
        table.drafts(0, 1, last, fitting(last, 3, "Mine alone")).await.ok();
        for nth in 0..7 {
            table.submits(nth, 1).await.ok();
        }
        table.reveals(1).await.ok();
        let lies = table.w.service.dump().await;
        let who = lies.iter().filter(|it| it.table == "respondent");
        let kept: BTreeSet<_> = who.map(|it| it.row["prompt_id"].to_string()).collect();
        assert_eq!(kept.len(), others.len());
    }
}
