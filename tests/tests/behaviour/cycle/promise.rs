//! What is promised before anyone writes, in words and in fields.

use accord_tests::{Actor, behaviour};
use serde_json::{Value, json};

use super::{Table, anonymous, by_organization, named, tells};

async fn promised(table: &Table, who: &Actor) -> Value {
    who.sees("listPrompts", &table.discussions[0]).await.ok()["promise"].take()
}

fn sees<'a>(promise: &'a Value, stage: &str, reader: &str) -> &'a str {
    let all = promise["sees"].as_array().unwrap();
    let found = all.iter().find(|it| it["stage"] == stage && it["reader"] == reader);
    found.unwrap_or_else(|| panic!("no {stage} {reader} in {promise}"))["sees"].as_str().unwrap()
}

behaviour! {
    async fn the_promise_says_who_sees_what_at_each_stage(w: World) {
        let table = Table::of_two(w).await;
        table.starts(1).await.ok();
        let promise = promised(&table, table.partner(0)).await;
        assert_eq!(promise["disclosure"], "named");
        for (stage, reader, what) in [
            ("draft", "facilitator", "nothing"),
            ("draft", "partners", "nothing"),
            ("submitted", "facilitator", "which_organizations"),
            ("submitted", "partners", "organization_count"),
            ("submitted", "others", "nothing"),
            ("revealed", "partners", "answers_by_name"),
            ("revealed", "others", "nothing"),
        ] {
            assert_eq!(sees(&promise, stage, reader), what, "{stage} {reader}");
        }
        assert!(promise["words"].as_array().unwrap().len() >= 5);
    }
}

behaviour! {
    async fn an_anonymous_promise_names_thresholds_the_operator_and_backups(w: World) {
        let w = w.apart(&[("ACCORD_BACKUP_DAYS", "17")]).await;
        let table = Table::open(w, &[2, 2, 1], anonymous()).await;
        table.starts(1).await.ok();
        let promise = promised(&table, table.partner(0)).await;
        assert_eq!((&promise["min_people"], &promise["backup_days"]), (&json!(5), &json!(17)));
        assert_eq!(promise["only_partner"], false);
        assert_eq!(sees(&promise, "submitted", "facilitator"), "organization_count_once_enough");
        assert_eq!(sees(&promise, "revealed", "facilitator"), "answers_without_author");
        let warnings = ["operator_can_read", "backups_keep", "style_betrays", "unanimous_tells",
            "later_names_tell"];
        for warning in warnings {
            assert!(tells(&promise["warnings"], warning), "{promise}");
        }
        for words in ["17 more days", "5 people"] {
            assert!(tells(&promise["words"], words), "{promise}");
        }
    }
}

behaviour! {
    async fn an_only_partner_is_told_that_the_organizations_name_is_theirs(w: World) {
        let table = Table::open(w, &[2, 1], by_organization()).await;
        table.starts(1).await.ok();
        let alone = promised(&table, table.partner(2)).await;
        assert!(tells(&alone["warnings"], "organization_name_is_yours"), "{alone}");
        assert_eq!(alone["only_partner"], true);
        let two = promised(&table, table.partner(0)).await;
        assert!(!tells(&two["warnings"], "organization_name_is_yours"), "{two}");
    }
}

behaviour! {
    async fn prompts_are_frozen_when_the_round_starts(w: World) {
        let table = Table::planned(w, &[1, 1], named()).await;
        table.ana().sees("listPrompts", &table.discussions[0]).await.missing();
        table.steps("openCycle", json!({})).await.ok();
        table.starts(1).await.ok();
        let before = table.prompts(1).await;
        let kinds: Vec<_> = before.iter().map(|it| it["kind"].as_str().unwrap()).collect();
        assert_eq!(kinds, ["standing", "guiding"]);
        let own = json!({ "component": "purpose", "text": "Are we many?",
            "answer_type": "rating", "asks_about": "alliance" });
        table.ana().does("createQuestion", &table.river.it, own).await.ok();
        assert_eq!(table.prompts(1).await, before);
        table.answers(0, 1, 3, "x").await;
        table.reveals(1).await.ok();
        table.concludes(1).await.ok();
        table.moves("revisitDiscussion", 1, json!({ "reason": "Anew" })).await.ok();
        assert_eq!(table.prompts(1).await.len(), 3);
    }
}

behaviour! {
    async fn one_of_two_partners_is_told_what_their_colleague_can_compute(w: World) {
        let table = Table::open(w, &[2, 1, 3], by_organization()).await;
        table.starts(1).await.ok();
        for (nth, told) in [(0, true), (1, true), (2, false), (3, false)] {
            let promise = promised(&table, table.partner(nth)).await;
            assert_eq!(tells(&promise["warnings"], "colleague_can_compute"), told, "{promise}");
        }
    }
}
