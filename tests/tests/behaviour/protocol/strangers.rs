//! What is not yours answers as what never was.

use accord_tests::behaviour;
use reqwest::Method;
use serde_json::Value;

/// Nothing ever had this id.
const NEVER: &str = "01h455vb4pex5vsknk084sn02q";

/// The answer without what names the request.
fn told(mut problem: Value) -> Value {
    problem["instance"].take();
    problem
}

behaviour! {
    async fn a_stranger_is_told_what_is_told_of_a_thing_that_never_was(w: World) on rest {
        let river = w.alliance().await;
        let stranger = w.somebody("a stranger").await;
        let id = river.it["id"].as_str().unwrap();
        let real = format!("/v1/alliances/{id}");
        let never = format!("/v1/alliances/alliance_{NEVER}");
        let mine = serde_json::json!({ "name": "Mine" });
        for (method, body) in [(Method::GET, None), (Method::PATCH, Some(mine))] {
            let [real, never] = [&real, &never].map(|path| {
                let request = stranger.http(method.clone(), path);
                stranger.sends(body.iter().fold(request, |it, body| it.json(body)))
            });
            let (real, never) = (real.await.refused("not_found"), never.await.refused("not_found"));
            assert_eq!(told(real.body), told(never.body));
        }
    }
}
