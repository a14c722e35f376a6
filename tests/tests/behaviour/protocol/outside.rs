//! Addresses outside the contract: what the service is, how it is, and its pages.

use accord_tests::{Actor, behaviour};
use reqwest::{Client, Method, Response, StatusCode, redirect};

/// What a browser says that it takes.
const BROWSER: &str = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8";

behaviour! {
    async fn whoever_writes_where_one_reads_is_told_so(w: World) on rest {
        let nobody = w.nobody();
        for path in ["/", "/healthz", "/metrics", "/openapi.json", "/docs", "/docs/errors", "/graphiql"] {
            let answer = nobody.sends(nobody.http(Method::PUT, path)).await;
            let answer = answer.refused("method_not_allowed");
            assert_eq!(answer.status, StatusCode::METHOD_NOT_ALLOWED);
            assert_eq!(answer.headers["allow"], "GET, HEAD");
        }
    }
}

/// The first answer to somebody who takes this, wherever it sends them.
async fn first(who: &Actor, accept: &str) -> Response {
    let request = who.http(Method::GET, "/").header("accept", accept).build().unwrap();
    let stays = Client::builder().redirect(redirect::Policy::none()).build().unwrap();
    stays.execute(request).await.unwrap()
}

behaviour! {
    async fn the_root_leads_to_everything(w: World) on rest {
        let nobody = w.nobody();
        let root = nobody.sends(nobody.http(Method::GET, "/")).await.ok();
        let document = nobody.sends(nobody.http(Method::GET, "/openapi.json")).await.ok();
        assert_eq!((&root["service"], &root["version"]), (&document["info"]["title"], &document["info"]["version"]));
        let links = root["links"].as_object().unwrap();
        let names: Vec<_> = links.keys().map(String::as_str).collect();
        assert_eq!(names, ["docs", "graphiql", "graphql", "health", "openapi"]);
        for (name, path) in links.iter().filter(|(name, _)| *name != "graphql") {
            let answer = nobody.http(Method::GET, path.as_str().unwrap()).send().await.unwrap();
            assert_eq!(answer.status(), StatusCode::OK, "{name}");
        }
        nobody.asks("{ __typename }", serde_json::Value::Null).await;
    }
}

behaviour! {
    async fn a_browser_at_the_root_is_sent_to_the_documentation(w: World) on rest {
        let nobody = w.nobody();
        let sent = first(&nobody, BROWSER).await;
        assert_eq!(sent.status(), StatusCode::SEE_OTHER);
        assert_eq!(sent.url().join(sent.headers()["location"].to_str().unwrap()).unwrap().path(), "/docs");
        for accept in ["*/*", "application/json", "application/json, text/html;q=0.5"] {
            let told = first(&nobody, accept).await;
            assert_eq!(told.status(), StatusCode::OK, "{accept}");
            assert!(told.headers()["vary"].to_str().unwrap().contains("Accept"), "{accept}");
        }
    }
}

behaviour! {
    async fn what_was_counted_is_for_those_who_keep_the_machine(w: World) on rest {
        let nobody = w.nobody();
        let reads = async |who: &Actor| who.sends(who.http(Method::GET, "/metrics")).await;
        reads(&nobody).await.ok();
        let from = |address: &str| nobody.with("x-forwarded-for", address);
        reads(&from("203.0.113.9")).await.missing();
        let w = w.apart(&[("ACCORD_METRICS_READERS", "203.0.113.0/24")]).await;
        reads(&w.nobody()).await.missing();
        reads(&w.nobody().with("x-forwarded-for", "203.0.113.9")).await.ok();
    }
}

behaviour! {
    async fn an_address_that_cannot_be_read_is_told_as_such(w: World) on rest {
        let nobody = w.nobody();
        for path in ["/v1/alliances/%zz", "/v1/alliances/%ff/members", "/nowhere/%2", "/docs/%", "/%e2%28%a1"] {
            let answer = nobody.sends(nobody.http(Method::GET, path)).await;
            assert_eq!(answer.refused("path_unreadable").status, StatusCode::BAD_REQUEST, "{path}");
        }
        let long = format!("/v1/{}", "a".repeat(60_000));
        nobody.sends(nobody.http(Method::GET, &long)).await.missing();
        for path in ["/v1/alliances/caf%C3%A9", "/%25zz"] {
            let answer = nobody.sends(nobody.http(Method::GET, path)).await;
            assert_ne!(answer.status, StatusCode::BAD_REQUEST, "{path}");
        }
    }
}
