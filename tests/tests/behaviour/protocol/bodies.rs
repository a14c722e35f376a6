//! What is said to an operation that takes nothing.

use accord_tests::{Operation, behaviour};
use reqwest::{Method, StatusCode};
use serde_json::json;

/// The operation's address, of things that need not be there.
fn somewhere(operation: &Operation) -> String {
    let part = |it: &str| if it.starts_with('{') { "x".to_owned() } else { it.to_owned() };
    operation.path.split('/').map(part).collect::<Vec<_>>().join("/")
}

behaviour! {
    async fn what_is_said_where_nothing_is_taken_is_never_passed_over(w: World) on rest {
        let ana = w.somebody("Ana").await;
        let said = json!({ "reason": "Not now", "a/b": 1 });
        let silent = w.contract().operations().filter(|it| !it.body);
        for operation in silent {
            let request = ana.http(operation.method.clone(), &somewhere(operation)).json(&said);
            let answer = ana.sends(request).await.refused("field_unknown");
            answer.at("/reason", "field_unknown").at("/a~1b", "field_unknown");
        }
    }
}

behaviour! {
    async fn nothing_may_be_said_as_an_empty_object_or_not_at_all(w: World) on rest {
        let river = w.alliance().await;
        let archive = format!("/v1/alliances/{}/archive", river.it["id"].as_str().unwrap());
        let says = async |body: String| {
            let request = river.ana.http(Method::POST, &archive);
            let request = request.header("content-type", "application/json");
            river.ana.sends(request.body(body)).await
        };
        let deep = "[".repeat(500) + &"]".repeat(500);
        for (body, code) in [
            (r#"{"reason":"Not now"}"#.to_owned(), "field_unknown"),
            ("[]".to_owned(), "field_invalid"),
            ("null".to_owned(), "field_invalid"),
            ("reason=none".to_owned(), "body_unreadable"),
            (deep, "body_too_deep"),
            (" ".repeat(3 << 20), "body_too_large"),
        ] {
            says(body).await.refused(code);
        }
        let now = river.ana.sees("getAlliance", &river.it).await.ok();
        assert_eq!(now["version"], river.it["version"]);
        says(" {} ".to_owned()).await.ok();
        let restore = archive.replace("archive", "restore");
        let bare = river.ana.http(Method::POST, &restore).header("content-length", "0");
        assert_eq!(river.ana.sends(bare).await.status, StatusCode::OK);
        says(String::new()).await.ok();
    }
}

behaviour! {
    async fn a_body_may_be_left_out_where_none_of_its_fields_must_be_there(w: World) on rest {
        let river = w.alliance().await;
        let plan = json!({ "prompted_by": ["regular_review"] });
        let cycle = river.ana.does("planCycle", &river.it, plan).await.ok();
        let cycle = format!("/v1/cycles/{}", cycle["id"].as_str().unwrap());
        let asks = |method, path: &str| river.ana.http(method, path);
        let kinds = [None, Some("application/json"), Some("text/csv")];
        for kind in kinds {
            let says = async |method, path: &str| {
                let bare = asks(method, path).header("content-length", "0");
                let bare = kind.into_iter().fold(bare, |it, kind| it.header("content-type", kind));
                river.ana.sends(bare).await
            };
            says(Method::PATCH, &cycle).await.ok();
            let close = says(Method::POST, &format!("{cycle}/close")).await;
            let closed = river.ana.sends(asks(Method::POST, &format!("{cycle}/close")).json(&json!({}))).await;
            assert_eq!((close.status, &close.faults), (closed.status, &closed.faults));
            close.refused("wrong_state").at("/reason", "reason_missing");
            let code = if kind == Some("application/json") { "body_unreadable" } else { "media_type_unknown" };
            says(Method::POST, "/v1/alliances").await.refused(code);
        }
        let body = asks(Method::POST, &format!("{cycle}/close")).header("content-type", "text/csv");
        river.ana.sends(body.body("reason")).await.refused("media_type_unknown");
    }
}

behaviour! {
    async fn the_contract_says_which_bodies_may_be_left_out(w: World) on rest {
        let demands = |operation: &str| w.contract().operation(operation).demands_body;
        assert!(demands("createAlliance") && demands("handOverCycle"));
        assert!(!demands("closeCycle") && !demands("setAsideDiscussion"));
    }
}

behaviour! {
    async fn a_field_that_is_said_twice_is_told_by_its_place(w: World) on rest {
        let river = w.alliance().await;
        let jobs = river.ana.does("createIndicator", &river.it, accord_tests::jobs()).await.ok();
        let says = async |method, path: String, body: &'static str| {
            let request = river.ana.http(method, &path).header("content-type", "application/json");
            river.ana.sends(request.body(body)).await
        };
        let twice = r#"{"name":"A","name":"B","slug":"river","time_zone":"UTC"}"#;
        let answer = says(Method::POST, "/v1/alliances".to_owned(), twice).await;
        answer.refused("field_invalid").at("/name", "field_invalid");
        let targets = format!("/v1/indicators/{}/targets", jobs["id"].as_str().unwrap());
        let twice = r#"{"targets":[{"due_on":"2027-12-31","value":5,"value":6}]}"#;
        let answer = says(Method::PUT, targets, twice).await;
        answer.refused("field_invalid").at("/targets/0/value", "field_invalid");
    }
}
