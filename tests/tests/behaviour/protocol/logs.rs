//! What the service's log says.

use accord_tests::{World, behaviour, jobs};
use reqwest::Method;
use serde_json::{Value, json};

behaviour! {
    async fn ordinary_work_warns_of_nothing(w: World) {
        let w = w.apart(&[]).await;
        let river = w.alliance().await;
        let indicator = river.ana.does("createIndicator", &river.it, jobs()).await.ok();
        river.ana.sees("getProgress", &indicator).await.ok();
        river.ana.sees("listTodo", ()).await.ok();
        let log = w.service.log();
        let warns = |line: &&str| line.contains("WARN") || line.contains("ERROR");
        assert_eq!(log.lines().filter(warns).collect::<Vec<_>>(), Vec::<&str>::new());
    }
}

/// The last line of the log that has these words.
async fn told(w: &World, words: &str) -> String {
    for _ in 0..100 {
        let log = w.service.log();
        if let Some(line) = log.lines().rev().find(|line| line.contains(words)) {
            return line.to_owned();
        }
        tokio::time::sleep(std::time::Duration::from_millis(20)).await;
    }
    panic!("the log does not tell of {words}:\n{}", w.service.log())
}

behaviour! {
    async fn a_line_tells_from_where_it_is_asked_and_by_which_name(w: World) on rest {
        let w = w.apart(&[("ACCORD_LOG", "json")]).await;
        let ana = w.somebody("Ana").await.with("x-forwarded-for", "203.0.113.9");
        ana.sees("getMe", ()).await.ok();
        let line: Value = serde_json::from_str(&told(&w, "\"/v1/me\"").await).unwrap();
        assert_eq!(line["address"], "203.0.113.9");
        for asked in [
            json!({ "query": "query WhoAmI { me { user { id } } }" }),
            json!({ "query": "query A { __typename } query WhoIsIt { __typename }", "operationName": "WhoIsIt" }),
        ] {
            ana.http(Method::POST, "/graphql").json(&asked).send().await.unwrap();
        }
        for name in ["WhoAmI", "WhoIsIt"] {
            let line: Value = serde_json::from_str(&told(&w, name).await).unwrap();
            assert_eq!((&line["operation"], &line["route"]), (&json!(name), &json!("/graphql")));
        }
    }
}

behaviour! {
    async fn a_sign_in_that_failed_is_a_warning_that_names_nobody(w: World) {
        let w = w.apart(&[("ACCORD_LOG", "json")]).await;
        let from = w.nobody().with("x-forwarded-for", "203.0.113.9");
        let wrong = json!({ "email": "nobody@example.org", "password": "of nobody at all" });
        from.does("signIn", (), wrong).await.refused("sign_in_failed");
        let line: Value = serde_json::from_str(&told(&w, "a sign-in failed").await).unwrap();
        assert_eq!((&line["level"], &line["address"]), (&json!("WARN"), &json!("203.0.113.9")));
        let log = w.service.log();
        assert!(!log.contains("nobody@example.org") && !log.contains("of nobody at all"), "{log}");
    }
}
