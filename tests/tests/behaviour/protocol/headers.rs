//! What answers say in their headers, and what is served beside the contract.

use accord_tests::behaviour;
use reqwest::Method;

behaviour! {
    async fn no_page_is_framed_by_another(w: World) on rest {
        for path in ["/docs", "/docs/errors", "/graphiql"] {
            let page = w.nobody().http(Method::GET, path).send().await.unwrap();
            let policy = page.headers()["content-security-policy"].to_str().unwrap();
            assert!(policy.contains("frame-ancestors 'none'"), "{path}: {policy}");
            assert_eq!(page.headers()["x-frame-options"], "DENY", "{path}");
        }
    }
}

behaviour! {
    async fn whoever_is_not_signed_in_is_told_both_ways_the_simpler_first(w: World) on rest {
        let refused = w.nobody().http(Method::GET, "/v1/me").send().await.unwrap();
        let schemes = refused.headers().get_all("www-authenticate").iter();
        let schemes: Vec<_> = schemes.map(|it| it.to_str().unwrap().split(' ').next()).collect();
        assert_eq!(schemes, [Some("Basic"), Some("Bearer")]);
    }
}

behaviour! {
    async fn the_schema_is_served_as_it_is_kept(w: World) on rest {
        let served = w.nobody().http(Method::GET, "/schema.graphql").send().await.unwrap();
        let kept = concat!(env!("CARGO_MANIFEST_DIR"), "/../openapi/schema.graphql");
        assert_eq!(served.text().await.unwrap(), std::fs::read_to_string(kept).unwrap());
    }
}
