//! What GraphQL is told where nobody looked at its document: `errors`, as for all that is wrong.

use accord_tests::{Actor, behaviour};
use reqwest::{Method, RequestBuilder, Response, StatusCode};
use serde_json::{Value, json};

const FORM: &str = "application/graphql-response+json";

fn posts(who: &Actor) -> RequestBuilder {
    who.http(Method::POST, "/graphql").json(&json!({ "query": "{ __typename }" }))
}

fn gets(who: &Actor) -> RequestBuilder {
    who.http(Method::GET, "/graphql").query(&[("query", "{ __typename }")])
}

/// Both ways to ask, the second in the form that GraphQL has for itself.
fn asks(who: &Actor) -> [RequestBuilder; 3] {
    [posts(who), posts(who).header("accept", FORM), gets(who)]
}

/// Expects one error of this code, in the form that was asked for, and gives the answer.
async fn turned_away(asked: RequestBuilder, status: u16, code: &str) -> (Response, Value) {
    let request = asked.try_clone().unwrap().build().unwrap();
    let form =
        request.headers().get("accept").map_or("application/json", |it| it.to_str().unwrap());
    let mut answer = asked.send().await.unwrap();
    let media = answer.headers()["content-type"].to_str().unwrap();
    assert!(media.starts_with(form), "{code}: {media}");
    assert_eq!(answer.status(), StatusCode::from_u16(status).unwrap(), "{code}");
    assert!(answer.headers().contains_key("x-request-id"));
    let mut body = Vec::new();
    while let Some(chunk) = answer.chunk().await.unwrap() {
        body.extend(chunk);
    }
    let body: Value = serde_json::from_slice(&body).unwrap();
    let errors = body["errors"].as_array().unwrap_or_else(|| panic!("{code}: {body}"));
    assert_eq!(errors.len(), 1, "{body}");
    assert!(errors[0]["message"].as_str().is_some_and(|it| !it.is_empty()), "{body}");
    assert_eq!(errors[0]["extensions"]["code"], code, "{body}");
    assert_eq!(body.as_object().unwrap().len(), 1, "{body}");
    (answer, body)
}

behaviour! {
    async fn whoever_is_turned_away_finds_the_code_where_graphql_has_it(w: World) on graphql {
        let ana = w.somebody("Ana").await;
        for asked in asks(&w.nobody().with("authorization", "Bearer of nobody")) {
            let (answer, _) = turned_away(asked, 401, "credential_invalid").await;
            assert!(answer.headers().contains_key("www-authenticate"));
        }
        for name in ["Idempotency-Key", "If-Match"] {
            for asked in asks(&ana.with(name, &"k".repeat(1000))) {
                let (_, body) = turned_away(asked, 400, "header_unreadable").await;
                assert_eq!(body["errors"][0]["extensions"]["errors"][0]["path"], json!([name]));
            }
        }
        let large = ana.http(Method::POST, "/graphql").header("content-type", "application/json");
        turned_away(large.body(vec![b' '; 3 << 20]), 413, "body_too_large").await;
        let text = ana.http(Method::POST, "/graphql").header("content-type", "text/plain");
        turned_away(text.body("{ __typename }"), 415, "media_type_unknown").await;
    }
}

behaviour! {
    async fn whoever_asks_too_often_is_told_when_to_ask_again(w: World) on graphql {
        let w = w.apart(&[("ACCORD_RATE_LIMIT", "1")]).await;
        let nobody = w.nobody();
        posts(&nobody).send().await.unwrap();
        let (answer, body) = turned_away(posts(&nobody), 429, "too_many_requests").await;
        let seconds = answer.headers()["retry-after"].to_str().unwrap().parse::<u64>().unwrap();
        assert_eq!(body["errors"][0]["extensions"]["retryAfter"], seconds);
        assert!(answer.headers().contains_key("ratelimit"));
    }
}

behaviour! {
    async fn a_method_that_graphql_does_not_take_is_told_which_it_takes(w: World) on graphql {
        let nobody = w.nobody();
        for method in [Method::PUT, Method::PATCH, Method::DELETE] {
            let asked = nobody.http(method, "/graphql").json(&json!({ "query": "{ __typename }" }));
            let (answer, _) = turned_away(asked, 405, "method_not_allowed").await;
            assert_eq!(answer.headers()["allow"], "GET, HEAD, POST");
        }
    }
}
