//! The order in which answers are shown and kept.

use std::collections::BTreeSet;

use accord_tests::behaviour;
use serde_json::json;

use super::super::{Table, anonymous};

/// What one says to the prompt at this place.
fn words(nth: usize, at: usize) -> String {
    format!("Number {nth} to {at}.")
}

/// In which order those who answered a prompt stand in a text; none where it lacks one of them.
fn order(text: &str, at: usize) -> Option<Vec<usize>> {
    let places = (0..5).map(|nth| Some((text.find(&words(nth, at))?, nth)));
    let mut places: Vec<_> = places.collect::<Option<_>>()?;
    places.sort_unstable();
    Some(places.into_iter().map(|it| it.1).collect())
}

/// Five have answered seven questions of their alliance's own, and it is revealed.
async fn revealed(w: accord_tests::World) -> Table {
    let table = Table::planned(w.apart(&[]).await, &[2, 2, 1], anonymous()).await;
    for number in 1..=7 {
        let own = json!({ "component": "purpose", "text": format!("Question {number}"),
            "asks_about": "alliance", "answer_type": "text" });
        table.ana().does("createQuestion", &table.river.it, own).await.ok();
    }
    table.steps("openCycle", json!({})).await.ok();
    table.starts(1).await.ok();
    let prompts = table.prompts(1).await;
    for nth in 0..5 {
        for (at, prompt) in prompts.iter().enumerate().skip(2) {
            let said = json!({ "text": words(nth, at) });
            table.drafts(nth, 1, prompt, said).await.ok();
        }
        table.submits(nth, 1).await.ok();
    }
    table.reveals(1).await.ok();
    table
}

behaviour! {
    async fn no_order_of_answers_follows_from_their_authors(w: World) on rest {
        let table = revealed(w).await;
        let shown = table.results(table.ana(), 1).await.to_string();
        let lies = table.w.service.dump().await;
        let lies: Vec<_> = lies.iter().map(|it| it.row.to_string()).collect();
        for (what, texts) in [("shown", vec![shown]), ("kept", lies)] {
            let of = |at| texts.iter().filter_map(move |it| order(it, at));
            let orders: Vec<_> = (2..9).flat_map(of).collect();
            assert_eq!(orders.len(), 7, "{what}");
            // All seven the same by chance: once in three million million times.
            assert_ne!(orders.iter().collect::<BTreeSet<_>>().len(), 1, "{what}: {:?}", orders[0]);
        }
    }
}

behaviour! {
    async fn a_handle_tells_neither_time_nor_order(w: World) on rest {
        let table = revealed(w).await;
        let shown = table.results(table.ana(), 1).await;
        let all = shown["items"].as_array().unwrap().iter();
        let all = all.flat_map(|it| it["answers"].as_array().unwrap());
        let handles: Vec<_> = all.map(|it| it["handle"].as_str().unwrap()).collect();
        assert_eq!(handles.iter().collect::<BTreeSet<_>>().len(), 7 * 5);
        // The first digit of the third part is a UUID's version.
        assert!(handles.iter().all(|it| it.as_bytes()[14] == b'4'), "{handles:?}");
    }
}
