//! A service that is reached under a path, which something before it takes away.

use accord_tests::behaviour;
use reqwest::{Method, RequestBuilder};
use serde_json::{Value, json};

behaviour! {
    async fn every_link_leads_through_the_path_under_which_the_service_is_reached(w: World) on rest {
        let w = w.apart(&[("ACCORD_PUBLIC_URL", "https://example.org/of/accord/")]).await;
        let river = w.alliance().await;
        let header = async |request: RequestBuilder, name: &str| {
            let answer = request.send().await.unwrap();
            answer.headers()[name].to_str().unwrap().to_owned()
        };
        let at = format!("/v1/alliances/{}", river.it["id"].as_str().unwrap());
        let adds = |name: &str| {
            river.ana.http(Method::POST, &format!("{at}/organizations")).json(&json!({ "name": name }))
        };
        assert!(header(adds("Clinic"), "location").await.starts_with("/of/accord/v1/organizations/"));
        adds("Bank").send().await.unwrap();
        let list = river.ana.http(Method::GET, &format!("{at}/organizations?limit=1"));
        let next = format!("</of/accord{at}/organizations?limit=1&cursor=");
        assert!(header(list, "link").await.starts_with(&next));
        let by_slug = format!("/v1/alliances/{}", river.it["slug"].as_str().unwrap());
        let by_slug = river.ana.http(Method::GET, &by_slug);
        assert_eq!(header(by_slug, "content-location").await, format!("/of/accord{at}"));
        let reads = async |path: &str| -> Value {
            w.nobody().http(Method::GET, path).send().await.unwrap().json().await.unwrap()
        };
        assert_eq!(reads("/v1/nothing").await["type"], "/of/accord/docs/errors#not_found");
        assert_eq!(reads("/").await["links"]["docs"], "/of/accord/docs");
        assert_eq!(reads("/openapi.json").await["servers"][0]["url"], "/of/accord");
    }
}
