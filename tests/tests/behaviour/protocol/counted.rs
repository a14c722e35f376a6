//! What is counted, for whoever operates the service.

use accord_tests::{World, behaviour};
use reqwest::{Method, Response};
use serde_json::json;

async fn metrics(w: &World, accept: Option<&str>) -> Response {
    let asks = w.nobody().http(Method::GET, "/metrics");
    let asks = accept.into_iter().fold(asks, |asks, it| asks.header("accept", it));
    asks.send().await.unwrap()
}

behaviour! {
    async fn what_was_counted_is_told_in_the_form_that_is_asked_for(w: World) on rest {
        let scrapes = "application/openmetrics-text;version=1.0.0,text/plain;version=0.0.4;q=0.5";
        for (accept, kind, counter, end) in [
            (None, "text/plain; version=0.0.4", "accord_sql_statements_total", false),
            (Some("text/plain"), "text/plain; version=0.0.4", "accord_sql_statements_total", false),
            (Some(scrapes), "application/openmetrics-text; version=1.0.0", "accord_sql_statements", true),
        ] {
            let told = metrics(&w, accept).await;
            let media = told.headers()["content-type"].to_str().unwrap();
            assert!(media.starts_with(kind), "{accept:?}: {media}");
            let text = told.text().await.unwrap();
            assert!(text.contains(&format!("# TYPE {counter} counter\n")), "{text}");
            assert_eq!(text.contains("# EOF"), end, "{text}");
        }
    }
}

behaviour! {
    async fn routes_pools_and_sign_ins_are_counted(w: World) {
        let w = w.apart(&[]).await;
        let ana = w.somebody("Ana").await;
        let wrong = json!({ "email": "nobody@example.org", "password": "of nobody at all" });
        w.nobody().does("signIn", (), wrong).await.refused("sign_in_failed");
        ana.http(Method::GET, "/v1/users/usr_01jd0000000000000000000000").send().await.unwrap();
        let told = metrics(&w, None).await.text().await.unwrap();
        for line in [
            "accord_sign_ins_total{outcome=\"succeeded\"} 1",
            "accord_sign_ins_total{outcome=\"failed\"} 1",
            "accord_db_connections_max{pool=\"read\"} 8",
            "accord_db_connections_in_use{pool=\"write\"} 0",
            "method=\"GET\",route=\"/v1/users/{user}\"",
        ] {
            assert!(told.contains(line), "{line} is missing: {told}");
        }
    }
}
