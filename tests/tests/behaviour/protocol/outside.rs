//! Addresses outside the contract: how the service is, and its pages.

use accord_tests::behaviour;
use reqwest::{Method, StatusCode};

behaviour! {
    async fn whoever_writes_where_one_reads_is_told_so(w: World) on rest {
        let nobody = w.nobody();
        for path in ["/healthz", "/metrics", "/openapi.json", "/docs", "/docs/errors", "/graphiql"] {
            let answer = nobody.sends(nobody.http(Method::PUT, path)).await;
            let answer = answer.refused("method_not_allowed");
            assert_eq!(answer.status, StatusCode::METHOD_NOT_ALLOWED);
            assert_eq!(answer.headers["allow"], "GET");
        }
    }
}
