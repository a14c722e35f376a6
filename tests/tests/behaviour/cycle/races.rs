//! Many at once: one effect, and nothing lost silently.

use accord_tests::{Actor, Answer, At, behaviour};
use serde_json::{Value, json};
use tokio::task::JoinSet;

use super::{Table, anonymous, fitting, named, plan, tells, words_of};

const CLIENTS: usize = 20;

/// The same step, taken by so many clients at once.
async fn at_once(who: &Actor, step: &'static str, at: &Value) -> Vec<Answer> {
    let mut all = JoinSet::new();
    let reveals = step == "revealDiscussion";
    let input = if reveals { json!({ "even_if_missing": true }) } else { json!({}) };
    for _ in 0..CLIENTS {
        let (who, at, input) = (who.clone(), at.clone(), input.clone());
        all.spawn(async move { who.does(step, &at, input).await });
    }
    all.join_all().await
}

/// One was done, and all others were refused for this reason.
fn one_won(answers: Vec<Answer>, code: &str) {
    let (lost, won): (Vec<_>, Vec<_>) = answers.into_iter().partition(|it| it.code().is_some());
    lost.into_iter().for_each(|it| drop(it.refused(code)));
    assert_eq!(won.len(), 1);
}

impl Table {
    async fn revision(&self) -> i64 {
        let events =
            self.ana().does("listEvents", &self.river.it, json!({ "limit": 200 })).await.ok();
        events["items"].as_array().unwrap().last().unwrap()["revision"].as_i64().unwrap()
    }
}

behaviour! {
    async fn each_step_of_a_discussion_happens_once(w: World) {
        let table = Table::of_two(w).await;
        let first = &table.discussions[0];
        let before = table.revision().await;
        one_won(at_once(table.ana(), "startDiscussion", first).await, "wrong_state");
        table.answers(0, 1, 3, "Once").await;
        one_won(at_once(table.ana(), "revealDiscussion", first).await, "wrong_state");
        let decided = json!({ "kind": "decision", "text": "So we do it." });
        table.moves("createConclusion", 1, decided).await.ok();
        one_won(at_once(table.ana(), "concludeDiscussion", first).await, "wrong_state");
        assert_eq!(table.revision().await, before + 4);
        assert_eq!(table.discussion(table.ana(), 1).await["rounds"].as_array().unwrap().len(), 1);
    }
}

behaviour! {
    async fn a_cycle_opens_once(w: World) {
        let table = Table::planned(w, &[1, 1], named()).await;
        one_won(at_once(table.ana(), "openCycle", &table.cycle).await, "wrong_state");
    }
}

behaviour! {
    async fn submitting_many_times_submits_once(w: World) {
        let table = Table::of_two(w).await;
        table.starts(1).await.ok();
        table.drafts_all(0, 1, 3, &words_of(0)).await;
        for answer in at_once(table.partner(0), "submitResponses", &table.discussions[0]).await {
            answer.ok();
        }
        table.reveals(1).await.ok();
        let shown = table.results(table.ana(), 1).await;
        assert_eq!(shown["items"][0]["figures"]["n"], 1);
        assert_eq!(shown["items"][1]["answers"].as_array().unwrap().len(), 1);
    }
}

behaviour! {
    async fn one_key_sent_by_many_reveals_once(w: World) {
        let table = Table::of_two(w).await;
        table.starts(1).await.ok();
        table.answers(0, 1, 3, "Once").await;
        let before = table.revision().await;
        let ana = table.ana().with("idempotency-key", "reveal-it");
        for answer in at_once(&ana, "revealDiscussion", &table.discussions[0]).await {
            assert_eq!(answer.ok()["status"], "revealed");
        }
        assert_eq!(table.revision().await, before + 1);
    }
}

/// All were answered, and all alike.
fn all_alike(answers: Vec<Answer>) -> Value {
    let mut answers = answers.into_iter().map(Answer::ok);
    let first = answers.next().unwrap();
    answers.for_each(|other| assert_eq!(other, first));
    first
}

behaviour! {
    async fn one_key_sent_by_many_concludes_once(w: World) {
        let table = Table::of_two(w).await;
        table.starts(1).await.ok();
        table.answers(0, 1, 3, "Once").await;
        table.reveals(1).await.ok();
        let decided = json!({ "kind": "decision", "text": "So we do it." });
        table.moves("createConclusion", 1, decided).await.ok();
        let before = table.revision().await;
        let ana = table.ana().with("idempotency-key", "conclude-it");
        let answers = at_once(&ana, "concludeDiscussion", &table.discussions[0]).await;
        assert_eq!(all_alike(answers)["status"], "concluded");
        assert_eq!(table.revision().await, before + 1);
    }
}

behaviour! {
    async fn one_key_sent_by_many_submits_once(w: World) {
        let table = Table::of_two(w).await;
        table.starts(1).await.ok();
        table.drafts_all(0, 1, 3, &words_of(0)).await;
        let before = table.revision().await;
        let paz = table.partner(0).with("idempotency-key", "submit-it");
        let answer = all_alike(at_once(&paz, "submitResponses", &table.discussions[0]).await);
        let own = answer["items"].as_array().unwrap();
        assert!(own.iter().all(|it| !it["submitted"].is_null()), "{answer}");
        assert_eq!(table.revision().await, before);
        table.reveals(1).await.ok();
        let shown = table.results(table.ana(), 1).await;
        assert_eq!(shown["items"][0]["figures"]["n"], 1);
    }
}

behaviour! {
    async fn one_key_sent_by_many_plans_one_cycle(w: World) {
        let table = Table::empty(w, &[1, 1]).await;
        let ana = table.ana().with("idempotency-key", "plan-it");
        let mut all = JoinSet::new();
        for _ in 0..CLIENTS {
            let (ana, at) = (ana.clone(), table.river.it.clone());
            all.spawn(async move { ana.does("planCycle", &at, plan(named())).await });
        }
        for answer in all.join_all().await {
            assert_eq!(answer.ok()["number"], 1);
        }
        let list = table.ana().sees("listCycles", &table.river.it).await.ok();
        assert_eq!(list["items"].as_array().unwrap().len(), 1);
    }
}

behaviour! {
    async fn what_is_submitted_while_it_is_revealed_is_shown_or_refused(w: World) {
        let table = Table::open(w, &[3, 3, 3], anonymous()).await;
        table.starts(1).await.ok();
        // Enough already: whoever races may come after the reveal.
        for nth in [0, 1, 3, 6, 7] {
            table.answers(nth, 1, 4, &words_of(nth)).await;
        }
        let late = [2, 4, 5, 8];
        for nth in late {
            table.drafts_all(nth, 1, 3, &words_of(nth)).await;
        }
        let mut all = JoinSet::new();
        for nth in late {
            let (who, at) = (table.partner(nth).clone(), table.discussions[0].clone());
            all.spawn(async move { Some((nth, who.sees("submitResponses", &at).await)) });
        }
        let (ana, at) = (table.ana().clone(), table.discussions[0].clone());
        all.spawn(async move {
            let even_so = json!({ "even_if_missing": true });
            ana.does("revealDiscussion", &at, even_so).await.ok();
            None
        });
        let answers: Vec<_> = all.join_all().await.into_iter().flatten().collect();
        let shown = table.results(table.ana(), 1).await;
        for (nth, answer) in answers {
            match answer.code() {
                None => assert!(tells(&shown, &words_of(nth)), "{answer}: lost in {shown}"),
                Some(_) => drop(answer.refused("responses_closed")),
            }
        }
    }
}

behaviour! {
    async fn drafts_written_at_once_overwrite_each_other_whole(w: World) {
        let table = Table::of_two(w).await;
        table.starts(1).await.ok();
        let prompt = table.prompts(1).await[1].clone();
        let mut all = JoinSet::new();
        for nth in 0..CLIENTS {
            let answer = fitting(&prompt, 1 + (nth % 5) as u8, &words_of(nth));
            let (who, at) = (table.partner(0).clone(), At::from((&table.discussions[0], &prompt)));
            all.spawn(async move { who.does("draftResponse", at, answer).await });
        }
        all.join_all().await.into_iter().for_each(|it| drop(it.ok()));
        let own = table.partner(0).sees("listMyResponses", &table.discussions[0]).await.ok();
        assert_eq!(own["items"].as_array().unwrap().len(), 1);
        let draft = &own["items"][0]["draft"];
        let wrote = |nth: usize| draft["text"] == words_of(nth) && draft["rating"] == 1 + nth % 5;
        assert!((0..CLIENTS).any(wrote), "{draft}");
    }
}
