//! Every code of the printed page of refusals, provoked on each face.

use std::collections::{BTreeMap, BTreeSet};
use std::pin::Pin;
use std::task::{Context, Poll};

use accord_tests::{Actor, Answer, Face, World, behaviour};
use reqwest::{Method, RequestBuilder};
use serde_json::{Value, json};

use super::faults::failing;
use crate::{access, alliance, cycle, indicators, purpose};

const PAGE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../openapi/errors.md");

/// Codes that nobody can provoke at will: races that the service loses again and again; and what
/// stands in `blocked_by` of a cycle that nobody may open. This list only shrinks.
const OUT_OF_REACH: [&str; 4] = ["busy", "write_conflict", "already_exists", "facilitator_missing"];

/// What a code was expected of, and what was answered.
pub type Provoked = Vec<(&'static str, Answer)>;

/// The codes of the page with their statuses.
fn page() -> BTreeMap<String, u16> {
    let page = std::fs::read_to_string(PAGE).unwrap();
    let rows = page.lines().filter_map(|it| it.strip_prefix("| `")?.split_once("` | "));
    rows.map(|(code, rest)| (code.to_owned(), rest[..3].parse().unwrap())).collect()
}

async fn sends(who: &Actor, request: RequestBuilder) -> Answer {
    who.sends(request).await
}

/// A request that founds an alliance, or would.
fn founding(who: &Actor, media: &str, body: impl Into<reqwest::Body>) -> RequestBuilder {
    who.http(Method::POST, "/v1/alliances").header("content-type", media).body(body)
}

/// A body that never arrives.
struct Never;

impl http_body::Body for Never {
    type Data = bytes::Bytes;
    type Error = std::convert::Infallible;

    fn poll_frame(
        self: Pin<&mut Self>,
        _: &mut Context<'_>,
    ) -> Poll<Option<Result<http_body::Frame<Self::Data>, Self::Error>>> {
        Poll::Pending
    }
}

async fn slow(w: &World) -> Answer {
    let w = w.apart(&[("ACCORD_BODY_TIMEOUT", "1")]).await;
    let ana = w.somebody("Ana").await;
    sends(&ana, founding(&ana, "application/json", reqwest::Body::wrap(Never))).await
}

async fn late(w: &World) -> Answer {
    let w = w.apart(&[("ACCORD_REQUEST_TIMEOUT", "1")]).await;
    let river = w.alliance().await;
    let _held = w.service.holds_writers().await;
    river.ana.does("createOrganization", &river.it, json!({ "name": "Clinic" })).await
}

/// A browser that asks for a page from elsewhere whether it may ask.
async fn elsewhere(ana: &Actor) -> Answer {
    let asks = ana.http(Method::OPTIONS, "/v1/me").header("origin", "https://app.example");
    sends(ana, asks.header("access-control-request-method", "GET")).await
}

async fn bodies(ana: &Actor) -> Provoked {
    let media = "application/json";
    let founds = async |body: Vec<u8>| sends(ana, founding(ana, media, body)).await;
    let deep = format!(r#"{{"name":{}{}}}"#, "[".repeat(500), "]".repeat(500));
    let unknown = json!({ "name": "N", "slug": "n-n-n", "time_zone": "UTC", "colour": "blue" });
    vec![
        ("body_unreadable", founds(b"{".into()).await),
        ("body_too_deep", founds(deep.into()).await),
        ("body_too_large", founds(vec![b' '; 3 << 20]).await),
        ("media_type_unknown", sends(ana, founding(ana, "text/csv", "name")).await),
        ("field_unknown", founds(unknown.to_string().into()).await),
        ("field_missing", founds(b"{}".into()).await),
        ("field_invalid", founds(br#"{"name":7,"slug":"n-n-n","time_zone":"UTC"}"#.into()).await),
    ]
}

async fn addresses(ana: &Actor) -> Provoked {
    let reads = async |path: &str| sends(ana, ana.http(Method::GET, path)).await;
    let asks = |query: String| ana.http(Method::POST, "/graphql").json(&json!({ "query": query }));
    let deep = "{ alliance ".repeat(20) + "{ id }" + &"}".repeat(20);
    let html = ana.with("accept", "text/html");
    let html = html.http(Method::POST, "/graphql").json(&json!({ "query": "{ __typename }" }));
    vec![
        ("parameter_unknown", reads("/v1/alliances?colour=blue").await),
        ("parameter_invalid", reads("/v1/alliances?limit=many").await),
        ("parameter_of_another_format", reads("/v1/measurements?bom=true").await),
        ("path_unreadable", reads("/v1/alliances/%ff").await),
        ("query_unreadable", reads("/v1/alliances?sort=%ff").await),
        ("not_found", reads("/v1/nothing").await),
        ("method_not_allowed", sends(ana, ana.http(Method::DELETE, "/v1/alliances")).await),
        ("not_acceptable", sends(ana, html).await),
        ("document_unreadable", sends(ana, asks("{".to_owned())).await),
        ("document_too_costly", sends(ana, asks(deep)).await),
    ]
}

async fn headers(w: &World, ana: &Actor, river: &Value) -> Provoked {
    let list = json!({ "cursor": "never" });
    let late = ana.with("if-match", "\"0\"");
    let weak = ana.on(Face::Rest).with("if-match", "W/\"1.0\"");
    let change = json!({ "name": "Rivers" });
    let once = ana.with("idempotency-key", "once");
    once.does("changeAlliance", river, change.clone()).await.ok();
    let key = json!({ "name": "A script", "scopes": ["read"] });
    let secret = ana.with("idempotency-key", "secret");
    let create = async || secret.does("createApiKey", (), key.clone()).await;
    create().await.ok();
    let long = ana.with("idempotency-key", &"k".repeat(1000));
    let named = json!({ "name": "Named" });
    let adds =
        async |name: &str| once.does("createOrganization", river, json!({ "name": name })).await;
    adds("One").await.ok();
    let limited = w.apart(&[("ACCORD_SIGN_IN_LIMIT", "1")]).await;
    let nobody = json!({ "email": "nobody@example.org", "password": "of nobody at all" });
    let signs_in = async || limited.nobody().does("signIn", (), nobody.clone()).await;
    signs_in().await;
    vec![
        ("cursor_unreadable", ana.does("listOrganizations", river, list).await),
        ("version_stale", late.does("changeAlliance", river, change).await),
        ("tag_weak", weak.does("changeAlliance", river, json!({ "name": "Weak" })).await),
        ("header_unreadable", long.does("createOrganization", river, named).await),
        ("idempotency_key_reused", adds("Another").await),
        ("secret_already_shown", create().await),
        ("too_many_requests", signs_in().await),
        ("id_of_another_kind", ana.sees("getOrganization", river).await),
        ("id_unreadable", ana.sees("getOrganization", "x").await),
    ]
}

async fn all(w: &World) -> Provoked {
    let river = w.alliance().await;
    let mut all = bodies(&river.ana).await;
    all.push(("body_too_slow", slow(w).await));
    all.push(("timed_out", late(w).await));
    all.push(("origin_not_allowed", elsewhere(&river.ana).await));
    all.extend(addresses(&river.ana).await);
    all.extend(headers(w, &river.ana, &river.it).await);
    all.push(("fault", failing(w).await.1));
    all.extend(access::codes::provoke(w).await);
    all.extend(alliance::codes::provoke(w).await);
    all.extend(indicators::codes::provoke(w).await);
    all.extend(cycle::codes::provoke(w).await);
    all.extend(purpose::codes::provoke(w).await);
    all
}

behaviour! {
    async fn every_code_of_the_page_is_provoked_and_no_other(w: World) {
        let page = page();
        let (mut provoked, mut wrong) = (BTreeSet::new(), Vec::new());
        for (code, answer) in all(&w).await {
            let status = answer.status.as_u16();
            let told = status == page[code] || status == 200 && answer.over_graphql();
            if answer.code() != Some(code) || !told {
                wrong.push(format!("{code}: {answer}"));
            }
            provoked.insert(code);
        }
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
        let expected = page.keys().map(String::as_str).filter(|it| !OUT_OF_REACH.contains(it));
        assert_eq!(provoked, expected.collect());
    }
}

behaviour! {
    async fn a_code_is_spelt_the_same_wherever_it_stands(w: World) on graphql {
        let nobody = w.nobody();
        let kind = nobody.asks(r#"{ __type(name: "ErrorCode") { enumValues { name } } }"#, Value::Null).await;
        let values = kind["__type"]["enumValues"].as_array().unwrap().iter();
        let values: BTreeSet<_> = values.map(|it| it["name"].as_str().unwrap().to_owned()).collect();
        assert_eq!(values, page().into_keys().collect());
        let river = w.alliance().await;
        let leaves = "mutation ($id: ID!) { archiveAlliance(alliance: $id) { userErrors { code } } }";
        let gone = json!({ "id": "never-was" });
        let told = river.ana.asks(leaves, gone.clone()).await;
        assert_eq!(told["archiveAlliance"]["userErrors"][0]["code"], "not_found");
        let lists = "query ($id: ID!) { organizations(alliance: $id) { nodes { id } } }";
        let asked = json!({ "query": lists, "variables": gone });
        let answer = sends(&river.ana, river.ana.http(Method::POST, "/graphql").json(&asked)).await;
        assert_eq!(answer.body["errors"][0]["extensions"]["code"], "not_found");
    }
}
