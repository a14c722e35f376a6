//! In the meeting room: who is missing, by which day to answer, and all answers at once.

use accord_tests::behaviour;
use serde_json::{Value, json};

use super::{Table, anonymous, fitting, named, tells, words_of};

behaviour! {
    async fn a_reveal_while_organizations_are_missing_names_them_and_asks(w: World) {
        let table = Table::open(w, &[1, 1, 1], named()).await;
        table.starts(1).await.ok();
        table.answers(0, 1, 4, "So it is").await;
        let early = table.moves("revealDiscussion", 1, json!({})).await;
        let early = early.refused("organizations_missing");
        let said = &early.faults[0].message;
        assert!(!said.contains("Organization 0"), "{said}");
        assert!(said.contains("Organization 1") && said.contains("Organization 2"), "{said}");
        early.at("/even_if_missing", "organizations_missing");
        assert_eq!(table.discussion(table.ana(), 1).await["blocked_by"], json!([]));
        table.moves("revealDiscussion", 1, json!({ "even_if_missing": true })).await.ok();
    }
}

behaviour! {
    async fn once_all_organizations_have_answered_a_reveal_asks_nothing(w: World) {
        let table = Table::open(w, &[2, 1], named()).await;
        table.starts(1).await.ok();
        table.answers(0, 1, 4, "So it is").await;
        table.answers(2, 1, 4, "So it is").await;
        table.moves("revealDiscussion", 1, json!({})).await.ok();
    }
}

behaviour! {
    async fn in_an_anonymous_cycle_a_reveal_tells_no_name_of_who_is_missing(w: World) {
        let table = Table::open(w, &[2, 2, 2, 1], anonymous()).await;
        table.starts(1).await.ok();
        table.all_answer(0..5, 1).await;
        let early = table.moves("revealDiscussion", 1, json!({})).await;
        let early = early.refused("organizations_missing");
        assert!(!early.faults[0].message.contains("Organization "), "{early}");
        table.answers(6, 1, 4, &words_of(6)).await;
        table.moves("revealDiscussion", 1, json!({})).await.ok();
    }
}

behaviour! {
    async fn participation_tells_how_many_are_expected_and_who_is_missing(w: World) {
        let table = Table::open(w, &[2, 1], named()).await;
        table.starts(1).await.ok();
        table.answers(0, 1, 4, "So it is").await;
        for (who, missing) in [
            (table.ana(), json!([table.organizations[1]["id"]])),
            (table.partner(0), Value::Null),
        ] {
            let seen = table.results(who, 1).await["participation"].take();
            assert_eq!(seen["organizations_expected"], 2);
            assert_eq!(seen["organizations_missing"], missing);
        }
    }
}

behaviour! {
    async fn an_anonymous_count_moves_at_thresholds_and_never_back(w: World) {
        let table = Table::open(w, &[2, 2, 2, 1, 1], anonymous()).await;
        table.starts(1).await.ok();
        let told = async || table.results(table.ana(), 1).await["participation"].take();
        table.all_answer(0..5, 1).await;
        let enough = told().await;
        assert_eq!((&enough["organizations_count"], &enough["organizations_expected"]), (&json!(3), &json!(5)));
        table.answers(6, 1, 4, &words_of(6)).await;
        assert_eq!(told().await, enough);
        table.partner(0).sees("withdrawResponses", &table.discussions[0]).await.ok();
        assert_eq!(told().await, enough);
        table.answers(7, 1, 4, &words_of(7)).await;
        let all = told().await;
        assert_eq!(all["organizations_count"], 5);
        for nth in [6, 7] {
            table.partner(nth).sees("withdrawResponses", &table.discussions[0]).await.ok();
        }
        assert_eq!(told().await, all);
    }
}

behaviour! {
    async fn a_day_by_which_to_answer_is_shown_and_changed_and_taken_away(w: World) {
        let table = Table::of_two(w).await;
        let by = json!({ "answer_by": "2026-09-01" });
        assert_eq!(table.moves("startDiscussion", 1, by).await.ok()["answer_by"], "2026-09-01");
        let due = async || {
            table.partner(0).sees("listTodo", ()).await.ok()["items"][0]["due"].take()
        };
        assert_eq!(due().await, "2026-09-01");
        table.moves("changeDiscussion", 1, json!({ "answer_by": "2026-09-03" })).await.ok();
        assert_eq!(due().await, "2026-09-03");
        let seen = table.discussion(table.partner(0), 1).await;
        assert_eq!(seen["rounds"][0]["answer_by"], "2026-09-03");
        let unchanged = table.moves("changeDiscussion", 1, json!({ "answer_by": "2026-09-03" }));
        assert_eq!(unchanged.await.ok()["version"], seen["version"]);
        table.moves("changeDiscussion", 1, json!({ "answer_by": null })).await.ok();
        assert_eq!(due().await, Value::Null);
    }
}

behaviour! {
    async fn a_day_that_is_over_is_refused_beside_all_else(w: World) {
        let table = Table::of_two(w).await;
        let over = json!({ "answer_by": "2020-01-01" });
        table.moves("startDiscussion", 1, over.clone()).await.at("/answer_by", "time_passed");
        let early = table.moves("changeDiscussion", 1, over).await.refused("wrong_state");
        early.at("/answer_by", "time_passed");
        table.holds(1).await;
        let anew = json!({ "reason": "Anew", "answer_by": "2020-01-01" });
        table.moves("revisitDiscussion", 1, anew).await.at("/answer_by", "time_passed");
        let anew = json!({ "reason": "Anew", "answer_by": "2199-01-01" });
        let seen = table.moves("revisitDiscussion", 1, anew).await.ok();
        assert_eq!(seen["answer_by"], "2199-01-01");
        assert!(tells(&seen["viewer_can"], "change"), "{seen}");
        let by = table.partner(0).does("changeDiscussion", &table.discussions[0], json!({})).await;
        by.refused("not_permitted");
    }
}

impl Table {
    /// Answers to every prompt, as far as each takes them.
    async fn all_at_once(&self, position: usize, rating: u8, text: &str) -> Vec<Value> {
        let prompts = self.prompts(position).await;
        let answer = |prompt: &Value| {
            let mut answer = fitting(prompt, rating, text);
            answer["prompt_id"] = prompt["id"].clone();
            answer
        };
        prompts.iter().map(answer).collect()
    }
}

behaviour! {
    async fn all_answers_are_drafted_in_one_request(w: World) {
        let table = Table::of_two(w).await;
        table.starts(1).await.ok();
        let (first, me) = (&table.discussions[0], table.partner(0));
        let responses = table.all_at_once(1, 4, "As it is").await;
        let all = json!({ "drafts": responses });
        let seen = me.does("draftResponses", first, all).await.ok();
        assert_eq!(seen["items"].as_array().unwrap().len(), responses.len());
        assert_eq!(seen["items"][0]["draft"]["rating"], 4);
        let mut one = responses[0].clone();
        one["rating"] = json!(2);
        let seen = me.does("draftResponses", first, json!({ "drafts": [one] })).await.ok();
        assert_eq!(seen["items"][0]["draft"]["rating"], 2);
        assert_eq!(seen["items"][1]["draft"]["text"], "As it is");
        table.submits(0, 1).await.ok();
    }
}

behaviour! {
    async fn of_many_answers_all_faults_are_told_and_nothing_is_written(w: World) {
        let table = Table::of_two(w).await;
        table.starts(1).await.ok();
        let (first, me) = (&table.discussions[0], table.partner(0));
        let mut responses = table.all_at_once(1, 4, "As it is").await;
        responses[0]["text"] = json!("Only a rating is asked for");
        responses[1]["rating"] = json!(9);
        let twice = responses[1].clone();
        responses.push(twice);
        let last = responses.len() - 1;
        let answer = me.does("draftResponses", first, json!({ "drafts": responses })).await;
        let answer = answer.at("/drafts/0/text", "answer_not_asked");
        let answer = answer.at("/drafts/1/rating", "field_invalid");
        answer.at(&format!("/drafts/{last}/prompt_id"), "fields_clash");
        assert_eq!(me.sees("listMyResponses", first).await.ok()["items"], json!([]));
    }
}

behaviour! {
    async fn prompts_of_another_round_are_refused_among_many(w: World) {
        let table = Table::of_two(w).await;
        table.starts(1).await.ok();
        let responses = table.all_at_once(1, 4, "As it is").await;
        table.answers(0, 1, 4, "As it is").await;
        table.reveals(1).await.ok();
        table.concludes(1).await.ok();
        table.starts(2).await.ok();
        let (second, all) = (&table.discussions[1], json!({ "drafts": responses }));
        let answer = table.partner(0).does("draftResponses", second, all.clone()).await;
        answer.refused("reference_not_found").at("/drafts/0/prompt_id", "reference_not_found");
        table.sets_aside(2..=2).await;
        let answer = table.partner(0).does("draftResponses", second, all).await;
        answer.refused("responses_closed").at("/drafts/0/prompt_id", "reference_not_found");
    }
}
