//! Who sees what before the reveal.

use accord_tests::{Actor, behaviour};
use serde_json::{Value, json};

use super::{Table, anonymous, by_organization, named, tells, words_of};

/// What somebody sees of who has answered: how many organizations, and which.
async fn turnout(table: &Table, who: &Actor) -> (Value, Value) {
    let seen = table.results(who, 1).await["participation"].take();
    (seen["organizations_count"].clone(), seen["organizations"].clone())
}

/// All that tells something of a cycle.
fn all_reads(table: &Table) -> [(&'static str, &Value); 11] {
    let (river, cycle, first) = (&table.river.it, &table.cycle, &table.discussions[0]);
    [
        ("listCycles", river),
        ("listConclusions", river),
        ("listEvents", river),
        ("listMembers", river),
        ("getCycle", cycle),
        ("listDiscussions", cycle),
        ("getDiscussion", first),
        ("listPrompts", first),
        ("getResults", first),
        ("listMyResponses", first),
        ("listDiscussionConclusions", first),
    ]
}

fn names() -> Value {
    let mut settings = named();
    settings["facilitator_sees"] = json!("names");
    settings
}

behaviour! {
    async fn nobody_sees_a_draft_nor_that_there_is_one(w: World) {
        for settings in [named(), names(), by_organization()] {
            let table = Table::open(w.clone(), &[2, 1], settings).await;
            table.starts(1).await.ok();
            let seen = async || {
                [table.results(table.ana(), 1).await, table.results(table.partner(1), 1).await]
            };
            let before = seen().await;
            table.drafts_all(0, 1, 3, &words_of(0)).await;
            assert_eq!(before, seen().await);
            let own = table.partner(1).sees("listMyResponses", &table.discussions[0]).await.ok();
            assert_eq!(own["items"], json!([]));
        }
    }
}

behaviour! {
    async fn a_facilitator_who_was_promised_names_sees_who_and_what(w: World) {
        let table = Table::open(w, &[1, 1], names()).await;
        table.starts(1).await.ok();
        table.answers(0, 1, 2, &words_of(0)).await;
        let seen = table.results(table.ana(), 1).await;
        let answer = &seen["items"][1]["answers"][0];
        assert_eq!(answer["member_id"], table.partners[0].member["id"]);
        assert_eq!(answer["rating"], 2);
        assert!(tells(&seen, &words_of(0)));
        let which = json!([table.organizations[0]["id"]]);
        let other = table.results(table.partner(1), 1).await;
        assert!(!tells(&other, &words_of(0)), "{other}");
        assert_eq!(turnout(&table, table.partner(1)).await, (json!(1), which));
    }
}

behaviour! {
    async fn a_facilitator_who_was_not_sees_which_organizations_and_partners_how_many(w: World) {
        for settings in [named(), by_organization()] {
            let table = Table::open(w.clone(), &[1, 1], settings).await;
            table.starts(1).await.ok();
            table.answers(0, 1, 2, &words_of(0)).await;
            for who in [table.ana(), table.partner(1)] {
                let seen = table.results(who, 1).await;
                assert!(!tells(&seen, &words_of(0)) && seen["items"] == json!([]), "{seen}");
            }
            let which = json!([table.organizations[0]["id"]]);
            assert_eq!(turnout(&table, table.ana()).await, (json!(1), which));
            assert_eq!(turnout(&table, table.partner(1)).await, (json!(1), Value::Null));
        }
    }
}

behaviour! {
    async fn in_an_anonymous_cycle_all_see_how_many_once_there_are_enough(w: World) {
        let table = Table::open(w, &[2, 2, 2], anonymous()).await;
        table.starts(1).await.ok();
        let nothing = (Value::Null, Value::Null);
        for nth in 0..4 {
            table.answers(nth, 1, 2, &words_of(nth)).await;
            assert_eq!(turnout(&table, table.ana()).await, nothing);
            assert_eq!(turnout(&table, table.partner(5)).await, nothing);
        }
        table.answers(4, 1, 2, &words_of(4)).await;
        for who in [table.ana(), table.partner(5), table.partner(0)] {
            assert_eq!(turnout(&table, who).await, (json!(3), Value::Null));
        }
    }
}

behaviour! {
    async fn a_funder_and_a_stranger_see_nothing_of_a_cycle(w: World) {
        let table = Table::open(w, &[1, 1], names()).await;
        table.starts(1).await.ok();
        table.answers(0, 1, 2, &words_of(0)).await;
        let funder = table.river.funder(&table.w, "Fay").await.actor;
        let stranger = table.w.alliance().await.ana;
        for when in ["before the reveal", "after it"] {
            for who in [&funder, &stranger] {
                for (read, at) in all_reads(&table) {
                    let answer = who.sees(read, at).await;
                    assert!(answer.denied(), "{when}: {answer}");
                }
            }
            if when == "before the reveal" {
                table.reveals(1).await.ok();
            }
        }
    }
}

behaviour! {
    async fn an_admin_of_the_instance_sees_nothing_of_an_alliance(w: World) {
        let table = Table::of_two(w).await;
        table.starts(1).await.ok();
        table.answers(0, 1, 2, &words_of(0)).await;
        let admin = table.w.admin().await;
        admin.sees("getResults", &table.discussions[0]).await.missing();
        admin.sees("listMyResponses", &table.discussions[0]).await.missing();
    }
}

behaviour! {
    async fn an_api_key_never_reads_or_writes_answers(w: World) {
        let table = Table::of_two(w).await;
        table.starts(1).await.ok();
        table.answers(0, 1, 2, &words_of(0)).await;
        let asked = json!({ "name": "A script", "scopes": ["read", "write", "measurements"] });
        let key = table.partner(0).does("createApiKey", (), asked).await.ok();
        let bearer = format!("Bearer {}", key["secret"].as_str().unwrap());
        let script = table.w.nobody().with("authorization", &bearer);
        script.sees("getDiscussion", &table.discussions[0]).await.ok();
        for operation in ["listMyResponses", "submitResponses", "withdrawResponses", "getResults"] {
            let answer = script.sees(operation, &table.discussions[0]).await;
            assert!(answer.denied(), "{answer}");
        }
    }
}
