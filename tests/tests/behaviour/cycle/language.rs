//! In Spanish, for whoever asks for it.

use accord_tests::behaviour;
use serde_json::json;

use super::{Table, anonymous, tells};

behaviour! {
    async fn the_framework_is_told_in_the_language_asked_for(w: World) {
        let spanish = w.nobody().with("accept-language", "es-MX, en;q=0.5");
        let told = spanish.sees("getFramework", ()).await.ok();
        assert_eq!(told["language"], "es");
        let other = w.nobody().with("accept-language", "de, fr");
        let english = other.sees("getFramework", ()).await.ok();
        assert_eq!(english["language"], "en");
        let questions = |of: &serde_json::Value| of["components"].as_array().unwrap().len();
        assert_eq!(questions(&told), questions(&english));
        assert_ne!(told["components"][0]["title"], english["components"][0]["title"]);
    }
}

behaviour! {
    async fn promise_and_prompts_are_read_in_spanish(w: World) {
        let table = Table::open(w, &[2, 2, 1], anonymous()).await;
        table.starts(1).await.ok();
        let reads = async |language: &str| {
            let who = table.partner(0).with("accept-language", language);
            who.sees("listPrompts", &table.discussions[0]).await.ok()
        };
        let (spanish, english) = (reads("es").await, reads("en").await);
        assert!(tells(&spanish["promise"]["words"], "organizaciones"), "{spanish}");
        assert_eq!(spanish["promise"]["sees"], english["promise"]["sees"]);
        let words = |of: &serde_json::Value| of["promise"]["words"].as_array().unwrap().len();
        assert_eq!(words(&spanish), words(&english));
        assert_ne!(spanish["items"][0]["question"], english["items"][0]["question"]);
        assert_eq!(spanish["items"][0]["id"], english["items"][0]["id"]);
    }
}

behaviour! {
    async fn refusals_and_what_blocks_are_told_in_spanish(w: World) {
        let table = Table::of_two(w).await;
        let ana = table.ana().with("accept-language", "es");
        let early = ana.sees("startDiscussion", &table.discussions[2]).await;
        let early = early.refused("discussion_out_of_order");
        assert!(early.faults[0].message.contains("conversaciones anteriores"), "{early}");
        let bare = ana.does("setAsideDiscussion", &table.discussions[0], json!({})).await;
        let bare = bare.refused("reason_missing");
        assert_ne!(bare.faults, table.moves("setAsideDiscussion", 1, json!({})).await.faults);
        let seen = ana.sees("getDiscussion", &table.discussions[2]).await.ok();
        assert!(tells(&seen["blocked_by"], "conversaciones anteriores"), "{seen}");
    }
}
