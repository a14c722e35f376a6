//! What callers are told while the database is away.

use accord_tests::behaviour;
use serde_json::json;

behaviour! {
    async fn whoever_asks_while_the_database_is_away_may_come_again(w: World) {
        let river = w.alliance().await;
        for write in [false, true] {
            w.service.breaks_connections().await;
            let mut answers = 0;
            loop {
                let answer = match write {
                    false => river.ana.sees("getAlliance", &river.it).await,
                    true => river.ana.does("changeAlliance", &river.it, json!({ "name": "R" })).await,
                };
                if answer.code().is_none() {
                    break;
                }
                answer.refused("busy");
                answers += 1;
                assert!(answers < 20, "it never came back");
            }
        }
    }
}
