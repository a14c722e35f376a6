//! What stands against a step: the deciding code first, and all others with it.

use accord_tests::{Answer, behaviour};
use serde_json::json;

use super::{Table, anonymous, named, plan};

fn codes(answer: &Answer) -> Vec<&str> {
    answer.faults.iter().map(|it| it.code.as_str()).collect()
}

behaviour! {
    async fn the_state_of_the_cycle_comes_before_that_of_the_discussion(w: World) {
        let table = Table::planned(w, &[1, 1], named()).await;
        let answer = table.reveals(2).await;
        let first = ["cycle_not_open", "wrong_state", "discussion_out_of_order"];
        assert_eq!(codes(&answer)[..3], first);
        let answer = table.moves("setAsideDiscussion", 1, json!({})).await;
        assert_eq!(codes(&answer), ["cycle_not_open", "reason_missing"]);
    }
}

behaviour! {
    async fn the_order_comes_before_what_is_needed(w: World) {
        let mut settings = named();
        settings["collect_ahead"] = json!(true);
        let table = Table::open(w, &[1, 1], settings).await;
        table.starts(2).await.ok();
        let answer = table.reveals(2).await;
        assert_eq!(codes(&answer), ["discussion_out_of_order", "too_few_responses"]);
        let seen = table.discussion(table.ana(), 2).await;
        let blocked = seen["blocked_by"].as_array().unwrap().iter();
        let reveal = blocked.filter(|it| it["event"] == "reveal").map(|it| it["code"].clone());
        assert_eq!(reveal.collect::<Vec<_>>(), codes(&answer));
    }
}

behaviour! {
    async fn nothing_is_revealed_that_nobody_submitted(w: World) {
        let table = Table::of_two(w).await;
        table.starts(1).await.ok();
        table.reveals(1).await.refused("too_few_responses");
        table.drafts_all(0, 1, 3, "Only a draft").await;
        table.reveals(1).await.refused("too_few_responses");
        table.submits(0, 1).await.ok();
        table.reveals(1).await.ok();
        table.reveals(1).await.refused("wrong_state");
    }
}

behaviour! {
    async fn nothing_is_concluded_without_a_conclusion_of_this_round(w: World) {
        let table = Table::of_two(w).await;
        table.holds(1).await;
        table.moves("revisitDiscussion", 1, json!({ "reason": "Anew" })).await.ok();
        let decided = json!({ "kind": "insight", "text": "Too early" });
        table.moves("createConclusion", 1, decided).await.refused("wrong_state");
        table.answers(0, 1, 4, "Anew").await;
        table.reveals(1).await.ok();
        table.moves("concludeDiscussion", 1, json!({})).await.refused("nothing_concluded");
        table.concludes(1).await.ok();
    }
}

behaviour! {
    async fn only_the_cycles_facilitator_moves_it(w: World) {
        let table = Table::of_two(w).await;
        let other = table.river.facilitator(&table.w, "Another facilitator").await.actor;
        for who in [table.partner(0), &other] {
            for step in ["startDiscussion", "revealDiscussion", "concludeDiscussion"] {
                who.sees(step, &table.discussions[0]).await.refused("not_permitted");
            }
            let why = json!({ "reason": "I say so" });
            let pause = who.does("pauseCycle", &table.cycle, why.clone()).await;
            pause.refused("not_permitted");
            let aside = who.does("setAsideDiscussion", &table.discussions[0], why).await;
            aside.refused("not_permitted");
        }
    }
}

behaviour! {
    async fn what_an_anonymous_cycle_refuses_names_thresholds_and_no_turnout(w: World) {
        let table = Table::open(w, &[2, 2, 1], anonymous()).await;
        table.starts(1).await.ok();
        let before = table.reveals(1).await.refused("too_few_responses");
        let blocked = table.discussion(table.ana(), 1).await["blocked_by"].clone();
        for nth in 0..4 {
            table.answers(nth, 1, 3, "One more").await;
            let after = table.reveals(1).await.refused("too_few_responses");
            assert_eq!((&before.faults, before.status), (&after.faults, after.status));
            assert_eq!(blocked, table.discussion(table.ana(), 1).await["blocked_by"]);
        }
        table.answers(4, 1, 3, "Enough").await;
        table.reveals(1).await.ok();
    }
}

behaviour! {
    async fn viewer_can_says_what_is_possible_now(w: World) {
        let table = Table::of_two(w).await;
        let can = async |who| {
            table.discussion(who, 1).await["viewer_can"].as_array().unwrap().clone()
        };
        assert!(can(table.ana()).await.contains(&json!("start")));
        assert!(!can(table.partner(0)).await.contains(&json!("start")));
        table.starts(1).await.ok();
        assert!(!can(table.ana()).await.contains(&json!("start")));
        assert!(can(table.partner(0)).await.contains(&json!("submit_responses")));
    }
}

behaviour! {
    async fn a_hand_over_is_refused_for_all_that_stands_against_it(w: World) {
        let table = Table::of_two(w).await;
        let founder = table.river.founder().await;
        let nobody_else = json!({ "facilitator_id": founder["id"] });
        let answer = table.steps("handOverCycle", nobody_else).await.refused("reference_not_found");
        answer.at("/facilitator_id", "reference_not_found").at("/reason", "reason_missing");
    }
}

behaviour! {
    async fn a_change_is_refused_for_all_that_stands_against_it(w: World) {
        let table = Table::of_two(w).await;
        let change = json!({
            "disclosure": "anonymous", "facilitator_sees": "names", "prompted_by": ["other"],
            "facilitator_id": table.partners[0].member["id"], "min_people": 3,
        });
        let answer = table.steps("changeCycle", change).await.refused("disclosure_fixed");
        let answer = answer.at("/facilitator_id", "wrong_state").at("/min_people", "field_invalid");
        let answer = answer.at("/facilitator_sees", "settings_clash");
        assert_eq!(answer.at("/prompted_by_words", "reason_missing").faults.len(), 5);
    }
}

behaviour! {
    async fn a_plan_is_refused_for_all_that_stands_against_it(w: World) {
        let table = Table::empty(w, &[1]).await;
        let funder = table.river.funder(&table.w, "Fay").await.member;
        let mut plan = plan(json!({ "min_people": 21, "facilitator_id": funder["id"] }));
        plan["prompted_by"] = json!(["other"]);
        let answer = table.ana().does("planCycle", &table.river.it, plan).await;
        let answer = answer.at("/min_people", "field_invalid");
        let answer = answer.at("/facilitator_id", "reference_not_found");
        assert_eq!(answer.at("/prompted_by_words", "reason_missing").faults.len(), 3);
    }
}

behaviour! {
    async fn an_answer_is_refused_for_all_that_stands_against_it(w: World) {
        let table = Table::of_two(w).await;
        table.starts(1).await.ok();
        let prompt = &table.prompts(1).await[0];
        table.sets_aside(1..=1).await;
        let answer = table.drafts(0, 1, prompt, json!({ "text": "Only rated" })).await;
        answer.refused("responses_closed").at("/text", "answer_not_asked");
    }
}
