//! Many clients at once.

use std::collections::BTreeSet;

use accord_tests::{Answer, behaviour};
use serde_json::json;
use tokio::task::JoinSet;

const CLIENTS: usize = 20;

/// The answers of those that were refused must be of this code, and of no fault.
fn settled(answers: Vec<Answer>, code: &str) -> Vec<Answer> {
    let (lost, won): (Vec<_>, Vec<_>) = answers.into_iter().partition(|it| it.code().is_some());
    for answer in lost {
        answer.refused(code);
    }
    won
}

behaviour! {
    async fn of_many_who_want_a_name_one_gets_it(w: World) {
        let river = w.alliance().await;
        let mut all = JoinSet::new();
        for _ in 0..CLIENTS {
            let (ana, at) = (river.ana.clone(), river.it.clone());
            all.spawn(async move { ana.does("createOrganization", &at, json!({ "name": "Clinic" })).await });
        }
        assert_eq!(settled(all.join_all().await, "name_taken").len(), 1);
        let list = river.ana.sees("listOrganizations", &river.it).await.ok();
        assert_eq!(list["items"].as_array().unwrap().len(), 1);
    }
}

behaviour! {
    async fn one_key_sent_by_many_at_once_does_one_thing(w: World) {
        let river = w.alliance().await;
        let mut all = JoinSet::new();
        for _ in 0..CLIENTS {
            let (ana, at) = (river.ana.with("idempotency-key", "once"), river.it.clone());
            all.spawn(async move { ana.does("createOrganization", &at, json!({ "name": "Clinic" })).await });
        }
        let answers = all.join_all().await.into_iter().map(Answer::ok);
        let ids: BTreeSet<_> = answers.map(|it| it["id"].to_string()).collect();
        assert_eq!(ids.len(), 1);
    }
}

behaviour! {
    async fn every_write_leaves_a_revision_of_its_own(w: World) {
        let river = w.alliance().await;
        let mut all = JoinSet::new();
        for n in 0..CLIENTS {
            let (ana, at) = (river.ana.clone(), river.it.clone());
            let name = json!({ "name": format!("School {n}") });
            all.spawn(async move { ana.does("createOrganization", &at, name).await });
        }
        let answers = all.join_all().await.into_iter().map(Answer::ok);
        let versions: BTreeSet<_> = answers.map(|it| it["version"].as_i64().unwrap()).collect();
        assert_eq!(versions, (2..2 + CLIENTS as i64).collect());
    }
}
