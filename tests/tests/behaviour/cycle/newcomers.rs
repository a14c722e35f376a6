//! Who came after the opening of an anonymous cycle, and what is asked because of them.

use accord_tests::behaviour;
use serde_json::json;

use super::repeats::first_pass;
use super::{Table, anonymous};

behaviour! {
    async fn whoever_joins_after_the_opening_is_in_the_figures_and_adds_nothing_to_enough(w: World) {
        let mut table = Table::open(w, &[2, 2, 1], anonymous()).await;
        for at in [0, 1, 2] {
            let late = table.river.partner(&table.w, "Late", &table.organizations[at]).await;
            table.partners.push(late);
        }
        table.starts(1).await.ok();
        table.all_answer(1..8, 1).await;
        table.reveals(1).await.refused("too_few_responses");
        table.answers(0, 1, 4, "Now we are enough").await;
        table.reveals(1).await.ok();
        let seen = table.results(table.ana(), 1).await;
        assert_eq!(seen["items"][0]["figures"]["n"], 8, "{seen}");
    }
}

behaviour! {
    async fn a_question_that_is_first_asked_to_almost_the_same_people_shows_nothing(w: World) {
        let table = first_pass(w, 0..7).await;
        table.concludes(1).await.ok();
        let aimed = json!({ "component": "purpose", "text": "Does the newcomer pull their weight?",
            "answer_type": "rating", "asks_about": "alliance" });
        table.ana().does("createQuestion", &table.river.it, aimed).await.ok();
        for (people, hidden) in [(8, true), (7, false)] {
            table.moves("revisitDiscussion", 1, json!({ "reason": "Anew" })).await.ok();
            table.all_answer(0..people, 1).await;
            table.reveals(1).await.ok();
            let seen = table.results(table.ana(), 1).await;
            let own = seen["items"].as_array().unwrap().last().unwrap();
            assert_eq!(own["prompt"]["kind"], "own", "{seen}");
            assert_eq!(own["suppressed"] == true, hidden, "{people}: {own}");
            table.concludes(1).await.ok();
        }
    }
}
