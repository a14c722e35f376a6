//! Writing answers: drafts, submitting, withdrawing, and until when.

use accord_tests::behaviour;
use serde_json::{Value, json};

use super::{Table, named, tells};

impl Table {
    async fn own(&self, nth: usize, position: usize) -> Vec<Value> {
        let own =
            self.partner(nth).sees("listMyResponses", &self.discussions[position - 1]).await.ok();
        own["items"].as_array().unwrap().clone()
    }
}

fn rating(of: &Value) -> &Value {
    &of["rating"]
}

behaviour! {
    async fn submitting_replaces_what_was_submitted_by_all_drafts(w: World) {
        let table = Table::of_two(w).await;
        table.starts(1).await.ok();
        let prompt = &table.prompts(1).await[0];
        table.drafts(0, 1, prompt, json!({ "rating": 2 })).await.ok();
        table.submits(0, 1).await.ok();
        table.drafts(0, 1, prompt, json!({ "rating": 5 })).await.ok();
        let own = &table.own(0, 1).await[0];
        assert_eq!((rating(&own["draft"]), rating(&own["submitted"])), (&json!(5), &json!(2)));
        table.submits(0, 1).await.ok();
        assert_eq!(rating(&table.own(0, 1).await[0]["submitted"]), 5);
        table.partner(0).sees("removeResponse", (&table.discussions[0], prompt)).await.ok();
        assert_eq!(rating(&table.own(0, 1).await[0]["submitted"]), 5);
    }
}

behaviour! {
    async fn a_draft_after_submitting_is_not_revealed(w: World) {
        let table = Table::of_two(w).await;
        table.starts(1).await.ok();
        table.answers(0, 1, 2, "This is what I said").await;
        table.drafts_all(0, 1, 5, "This I only thought").await;
        table.reveals(1).await.ok();
        let shown = table.results(table.ana(), 1).await;
        assert_eq!(shown["items"][0]["figures"]["counts"], json!([0, 1, 0, 0, 0]));
        assert!(!tells(&shown, "only thought"), "{shown}");
    }
}

behaviour! {
    async fn withdrawing_turns_everything_back_into_drafts(w: World) {
        let table = Table::of_two(w).await;
        table.starts(1).await.ok();
        table.answers(0, 1, 2, "Wait").await;
        table.partner(0).sees("withdrawResponses", &table.discussions[0]).await.ok();
        for own in table.own(0, 1).await {
            assert_eq!((rating(&own["draft"]), &own["submitted"]), (&json!(2), &Value::Null));
        }
        table.reveals(1).await.refused("too_few_responses");
    }
}

behaviour! {
    async fn not_every_prompt_need_be_answered(w: World) {
        let table = Table::of_two(w).await;
        table.starts(1).await.ok();
        let prompts = table.prompts(1).await;
        table.drafts(0, 1, &prompts[1], json!({ "declined": "dont_know" })).await.ok();
        table.submits(0, 1).await.ok();
        let own = table.own(0, 1).await;
        assert_eq!((own.len(), &own[0]["submitted"]["declined"]), (1, &json!("dont_know")));
        table.reveals(1).await.ok();
        let shown = table.results(table.ana(), 1).await;
        assert_eq!(shown["items"][1]["answers"][0]["declined"], "dont_know");
    }
}

behaviour! {
    async fn an_answer_is_what_its_prompt_asks_for(w: World) {
        let table = Table::of_two(w).await;
        table.starts(1).await.ok();
        let prompts = table.prompts(1).await;
        let wrong = [
            json!({ "text": "Only rated" }),
            json!({}),
            json!({ "rating": 3, "declined": "dont_know" }),
        ];
        for answer in wrong {
            table.drafts(0, 1, &prompts[0], answer).await.refused("answer_not_asked");
        }
        for many in [0, 6, -1] {
            let answer = table.drafts(0, 1, &prompts[0], json!({ "rating": many })).await;
            assert!(answer.code().is_some(), "{answer}");
        }
        table.drafts(0, 1, &prompts[0], json!({ "rating": 3 })).await.ok();
        table.drafts(0, 1, &prompts[1], json!({ "rating": 3 })).await.ok();
        table.drafts(0, 1, &prompts[1], json!({ "text": "Or words" })).await.ok();
    }
}

behaviour! {
    async fn a_rating_out_of_range_hides_nothing_else(w: World) {
        let table = Table::of_two(w).await;
        table.starts(1).await.ok();
        let prompt = &table.prompts(1).await[0];
        let wrong = json!({ "rating": 6, "text": "Only rated", "declined": "dont_know" });
        let answer = table.drafts(0, 1, prompt, wrong).await.refused("field_invalid");
        let answer = answer.at("/rating", "field_invalid").at("/text", "answer_not_asked");
        assert_eq!(answer.at("/declined", "answer_not_asked").faults.len(), 3);
        let long = json!({ "rating": 0, "text": "" });
        let answer = table.drafts(0, 1, prompt, long).await;
        answer.at("/rating", "field_invalid").at("/text", "field_invalid");
    }
}

behaviour! {
    async fn after_the_reveal_no_response_is_taken(w: World) {
        let table = Table::of_two(w).await;
        table.starts(1).await.ok();
        let prompt = &table.prompts(1).await[0];
        table.answers(0, 1, 2, "In time").await;
        table.reveals(1).await.ok();
        table.drafts(1, 1, prompt, json!({ "rating": 1 })).await.refused("responses_closed");
        table.submits(1, 1).await.refused("responses_closed");
        let withdraw = table.partner(0).sees("withdrawResponses", &table.discussions[0]).await;
        withdraw.refused("responses_closed");
        let own = &table.own(0, 1).await[0];
        assert_eq!((&own["draft"], &own["submitted"]["rating"]), (&Value::Null, &json!(2)));
    }
}

behaviour! {
    async fn a_prompt_of_an_earlier_round_takes_nothing(w: World) {
        let table = Table::of_two(w).await;
        table.holds(1).await;
        let round = json!({ "round": 1 });
        let before = table.ana().does("listPrompts", &table.discussions[0], round).await.ok();
        table.moves("revisitDiscussion", 1, json!({ "reason": "Anew" })).await.ok();
        let old = &before["items"][0];
        table.drafts(1, 1, old, json!({ "rating": 1 })).await.refused("responses_closed");
    }
}

behaviour! {
    async fn an_organizations_partners_share_one_response(w: World) {
        let mut settings = named();
        settings["respond_as"] = json!("organization");
        let table = Table::open(w, &[2, 1], settings).await;
        table.starts(1).await.ok();
        let prompt = &table.prompts(1).await[0];
        table.drafts(0, 1, prompt, json!({ "rating": 2 })).await.ok();
        assert_eq!(table.own(1, 1).await[0]["draft"]["rating"], 2);
        table.drafts(1, 1, prompt, json!({ "rating": 4 })).await.ok();
        table.submits(1, 1).await.ok();
        assert_eq!(table.own(2, 1).await.len(), 0);
        table.reveals(1).await.ok();
        let shown = table.results(table.ana(), 1).await;
        let answers = shown["items"][0]["answers"].as_array().unwrap();
        assert_eq!((answers.len(), &answers[0]["rating"]), (1, &json!(4)));
        assert_eq!(answers[0]["member_id"], Value::Null);
        assert_eq!(answers[0]["organization_id"], table.organizations[0]["id"]);
    }
}

behaviour! {
    async fn a_facilitator_reads_nothing_that_their_organizations_partners_share(w: World) {
        let mut table = Table::empty(w, &[2, 1]).await;
        let mut settings = named();
        settings["respond_as"] = json!("organization");
        settings["facilitator_id"] = table.partners[0].member["id"].clone();
        table.plans(settings).await;
        let insider = table.partner(0).clone();
        insider.sees("openCycle", &table.cycle).await.ok();
        insider.sees("startDiscussion", &table.discussions[0]).await.ok();
        table.drafts_all(1, 1, 3, "Among ourselves").await;
        assert_eq!(table.own(0, 1).await.len(), 0);
        assert_eq!(table.own(1, 1).await.len(), 2);
        insider.sees("submitResponses", &table.discussions[0]).await.refused("not_neutral");
    }
}

behaviour! {
    async fn nobody_but_partners_answers(w: World) {
        let table = Table::of_two(w).await;
        table.starts(1).await.ok();
        let at = (&table.discussions[0], &table.prompts(1).await[0]);
        let funder = table.river.funder(&table.w, "Fay").await.actor;
        let other = table.river.facilitator(&table.w, "Ola").await.actor;
        for who in [&funder, &other, table.ana()] {
            let answer = who.does("draftResponse", at, json!({ "rating": 3 })).await;
            assert!(answer.denied(), "{answer}");
        }
    }
}

behaviour! {
    async fn whoever_sends_an_answer_again_by_the_same_key_is_answered_the_same(w: World) {
        let table = Table::of_two(w).await;
        table.starts(1).await.ok();
        let at = (&table.discussions[0], &table.prompts(1).await[0]);
        let again = table.partner(0).with("idempotency-key", "once");
        let draft = json!({ "rating": 3 });
        let first = again.does("draftResponse", at, draft.clone()).await.ok();
        assert_eq!(first, again.does("draftResponse", at, draft).await.ok());
        let first = again.sees("submitResponses", &table.discussions[0]).await.ok();
        assert_eq!(first, again.sees("submitResponses", &table.discussions[0]).await.ok());
    }
}
