//! Pages that browsers loaded from elsewhere, which ask before they ask.

use accord_tests::{World, behaviour};
use reqwest::{Method, Response, StatusCode};
use serde_json::Value;

const PAGE: &str = "https://app.example";

async fn asks_before(w: &World, header: &str) -> Response {
    let asks = w.nobody().http(Method::OPTIONS, "/v1/me").header("origin", PAGE);
    let asks = asks.header("access-control-request-method", "GET");
    asks.header("access-control-request-headers", header).send().await.unwrap()
}

/// The problem by which it is refused: where, and in which words.
async fn refused(answer: Response) -> (Value, String) {
    assert_eq!(answer.status(), StatusCode::FORBIDDEN);
    assert_eq!(answer.headers()["content-type"], "application/problem+json");
    assert!(answer.headers().contains_key("x-request-id"));
    let mut problem: Value = answer.json().await.unwrap();
    assert_eq!(problem["code"], "origin_not_allowed");
    (problem["errors"][0]["pointer"].take(), problem["detail"].as_str().unwrap().to_owned())
}

behaviour! {
    async fn a_page_that_may_not_ask_is_told_which_setting_lets_it(w: World) on rest {
        let (at, said) = refused(asks_before(&w, "authorization").await).await;
        assert_eq!(at, "Origin");
        assert!(said.contains(PAGE) && said.contains("ACCORD_CORS_ORIGINS"), "{said}");
        let w = w.apart(&[("ACCORD_CORS_ORIGINS", PAGE)]).await;
        let may = asks_before(&w, "authorization").await;
        assert_eq!(may.status(), StatusCode::OK);
        assert_eq!(may.headers()["access-control-allow-origin"], PAGE);
        let (at, said) = refused(asks_before(&w, "x-of-its-own").await).await;
        assert_eq!(at, "Access-Control-Request-Headers");
        assert!(said.contains("x-of-its-own"), "{said}");
    }
}
