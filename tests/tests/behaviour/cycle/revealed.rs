//! Who sees what from the reveal on.

use accord_tests::{Actor, behaviour};
use serde_json::{Value, json};

use super::{Table, anonymous, by_organization, fitting, tells, words_of};

fn answers(of: &Value) -> &Vec<Value> {
    of["answers"].as_array().unwrap()
}

behaviour! {
    async fn a_named_cycle_shows_who_answered_what(w: World) {
        let table = Table::of_two(w).await;
        table.starts(1).await.ok();
        table.all_answer(0..2, 1).await;
        table.reveals(1).await.ok();
        let shown = table.results(table.partner(1), 1).await;
        assert_eq!(shown, table.results(table.ana(), 1).await);
        for nth in 0..2 {
            let member = &table.partners[nth].member["id"];
            let own = answers(&shown["items"][1]).iter().find(|it| &it["member_id"] == member);
            assert_eq!(own.unwrap()["text"], words_of(nth));
        }
        assert_eq!(shown["participation"], Value::Null);
        assert_eq!(shown["revealed_on"], "2026-08-12");
    }
}

behaviour! {
    async fn a_cycle_by_organization_shows_no_person(w: World) {
        let table = Table::open(w, &[2, 1], by_organization()).await;
        table.starts(1).await.ok();
        table.all_answer(0..3, 1).await;
        table.reveals(1).await.ok();
        for who in [table.ana(), table.partner(0), table.partner(2)] {
            let shown = table.results(who, 1).await;
            for one in answers(&shown["items"][1]) {
                assert_eq!((&one["member_id"], &one["rating"]), (&Value::Null, &Value::Null));
                assert!(one["organization_id"].is_string());
            }
            for partner in &table.partners {
                assert!(!tells(&shown, partner.member["id"].as_str().unwrap()), "{shown}");
            }
        }
    }
}

behaviour! {
    async fn an_anonymous_cycle_shows_texts_and_figures_of_nobody(w: World) {
        let table = Table::open(w, &[2, 2, 2], anonymous()).await;
        table.starts(1).await.ok();
        table.all_answer(0..6, 1).await;
        table.reveals(1).await.ok();
        let shown = table.results(table.partner(0), 1).await;
        assert_eq!(shown, table.results(table.ana(), 1).await);
        let hidden = ["member_id", "organization_id", "rating", "declined"];
        for one in answers(&shown["items"][1]) {
            assert!(hidden.iter().all(|it| one[it].is_null()), "{one}");
        }
        let items = shown["items"].as_array().unwrap();
        assert!(items.iter().all(|it| it["by_organization"].is_null()));
        let whole = shown.to_string();
        for thing in table.partners.iter().map(|it| &it.member).chain(&table.organizations) {
            assert!(!whole.contains(thing["id"].as_str().unwrap()), "{shown}");
        }
    }
}

behaviour! {
    async fn handles_are_new_for_each_prompt_and_the_same_at_each_read(w: World) {
        let table = Table::open(w, &[2, 2, 2], anonymous()).await;
        table.sets_aside(1..=2).await;
        table.starts(3).await.ok();
        table.all_answer(0..6, 3).await;
        table.reveals(3).await.ok();
        let shown = table.results(table.ana(), 3).await;
        let handles = |at: usize| {
            let all = answers(&shown["items"][at]).iter().map(|it| it["handle"].to_string());
            all.collect::<Vec<_>>()
        };
        assert_eq!((handles(1).len(), handles(2).len()), (6, 6));
        assert!(handles(1).iter().all(|it| !handles(2).contains(it)));
        table.concludes(3).await.ok();
        let later = table.results(table.partner(3), 3).await;
        assert_eq!(shown["items"], later["items"]);
        assert_eq!(shown["talk_order"], later["talk_order"]);
    }
}

behaviour! {
    async fn a_prompt_that_too_few_answered_shows_nothing_at_all(w: World) {
        let table = Table::open(w, &[2, 2, 2], anonymous()).await;
        table.starts(1).await.ok();
        let prompts = table.prompts(1).await;
        for nth in 0..6 {
            table.drafts(nth, 1, &prompts[0], json!({ "rating": 3 })).await.ok();
            // Only four rate the second one: one declines, and one has words alone.
            let second = match nth {
                4 => json!({ "text": words_of(4) }),
                5 => json!({ "declined": "prefer_not_to_say" }),
                _ => fitting(&prompts[1], 3, &words_of(nth)),
            };
            table.drafts(nth, 1, &prompts[1], second).await.ok();
            table.submits(nth, 1).await.ok();
        }
        table.reveals(1).await.ok();
        let shown = table.results(table.ana(), 1).await;
        assert_eq!(shown["items"][0]["figures"]["n"], 6);
        let second = &shown["items"][1];
        assert_eq!(second["suppressed"], true);
        assert_eq!((&second["figures"], &second["answers"]), (&Value::Null, &json!([])));
    }
}

behaviour! {
    async fn those_who_declined_do_not_count_towards_a_reveal(w: World) {
        let table = Table::open(w, &[2, 2, 2], anonymous()).await;
        table.starts(1).await.ok();
        table.all_answer(0..4, 1).await;
        for nth in 4..6 {
            for prompt in table.prompts(1).await {
                table.drafts(nth, 1, &prompt, json!({ "declined": "dont_know" })).await.ok();
            }
            table.submits(nth, 1).await.ok();
        }
        table.reveals(1).await.refused("too_few_responses");
        table.answers(4, 1, 1, "So be it").await;
        table.reveals(1).await.ok();
    }
}

behaviour! {
    async fn an_authors_own_copy_ends_at_an_anonymous_reveal(w: World) {
        let table = Table::open(w, &[2, 2, 1], anonymous()).await;
        table.starts(1).await.ok();
        table.all_answer(0..5, 1).await;
        let own = async |who: &Actor| who.sees("listMyResponses", &table.discussions[0]).await.ok();
        assert_eq!(own(table.partner(0)).await["items"].as_array().unwrap().len(), 2);
        table.reveals(1).await.ok();
        assert_eq!(own(table.partner(0)).await["items"], json!([]));
    }
}

behaviour! {
    async fn an_author_keeps_their_own_where_it_keeps_a_name(w: World) {
        let table = Table::open(w, &[2, 1], by_organization()).await;
        table.starts(1).await.ok();
        table.all_answer(0..2, 1).await;
        table.reveals(1).await.ok();
        let own = table.partner(0).sees("listMyResponses", &table.discussions[0]).await.ok();
        assert_eq!(own["items"][1]["submitted"]["text"], words_of(0));
        assert!(!tells(&own, &words_of(1)), "{own}");
        let other = table.partner(2).sees("listMyResponses", &table.discussions[0]).await.ok();
        assert_eq!(other["items"], json!([]));
    }
}

behaviour! {
    async fn results_have_a_tag_from_the_reveal_on(w: World) on rest {
        let table = Table::of_two(w).await;
        table.starts(1).await.ok();
        table.answers(0, 1, 3, "So be it").await;
        let read = async || table.ana().sees("getResults", &table.discussions[0]).await;
        assert!(!read().await.headers.contains_key("etag"));
        table.reveals(1).await.ok();
        let tag = read().await.headers["etag"].clone();
        assert_eq!(tag, read().await.headers["etag"]);
    }
}

behaviour! {
    async fn a_reveal_waits_for_nobody_who_reads_the_database(w: World) {
        let table = Table::open(w.apart(&[]).await, &[2, 2, 1], anonymous()).await;
        table.starts(1).await.ok();
        table.all_answer(0..5, 1).await;
        let reading = table.w.service.is_read().await;
        table.reveals(1).await.ok();
        table.concludes(1).await.ok();
        reading.ends().await;
        table.starts(2).await.ok();
    }
}
