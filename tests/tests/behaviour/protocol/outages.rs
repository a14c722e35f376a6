//! What callers are told while the database is away.

use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

use accord_tests::{Engine, Face, Service, World, behaviour};
use reqwest::{Method, StatusCode};
use serde_json::json;
use tempfile::TempDir;
use tokio::task::JoinSet;

behaviour! {
    async fn whoever_asks_while_the_database_is_away_may_come_again(w: World) {
        let w = w.apart(&[]).await;
        let river = w.alliance().await;
        for write in [false, true] {
            w.service.breaks_connections().await;
            let mut answers = 0;
            loop {
                let answer = match write {
                    false => river.ana.sees("getAlliance", &river.it).await,
                    true => river.ana.does("changeAlliance", &river.it, json!({ "name": "R" })).await,
                };
                if answer.code().is_none() {
                    break;
                }
                answer.refused("busy");
                answers += 1;
                assert!(answers < 20, "it never came back");
            }
        }
    }
}

behaviour! {
    async fn no_request_fails_once_the_database_is_back(w: World) on rest {
        let w = w.apart(&[]).await;
        let river = w.alliance().await;
        let at = format!("/v1/alliances/{}", river.it["id"].as_str().unwrap());
        let asks = |nth: usize| {
            let reads = river.ana.http(Method::GET, &at);
            let changes = river.ana.http(Method::PATCH, &at);
            if nth.is_multiple_of(2) { reads } else { changes.json(&json!({ "name": format!("R{nth}") })) }
        };
        for _ in 0..3 {
            let mut all = JoinSet::new();
            (0..12).for_each(|nth| drop(all.spawn(asks(nth).send())));
            all.join_all().await;
            w.service.breaks_connections().await;
            assert_eq!(readiness(&w).await, (StatusCode::OK, "ready\n".to_owned()));
            for nth in 0..4 {
                let answer = asks(nth).send().await.unwrap();
                assert_eq!(answer.status(), StatusCode::OK, "{nth}");
            }
        }
    }
}

behaviour! {
    async fn whoever_waits_too_long_for_a_lock_is_told_that_the_service_is_busy(w: World) on rest {
        let w = w.apart(&[]).await;
        let river = w.alliance().await;
        let at = format!("/v1/alliances/{}", river.it["id"].as_str().unwrap());
        let held = w.service.holds_writers().await;
        let began = Instant::now();
        let change = river.ana.http(Method::PATCH, &at).json(&json!({ "name": "R" }));
        river.ana.sends(change).await.refused("busy");
        assert!(began.elapsed() < Duration::from_secs(20), "{:?}", began.elapsed());
        drop(held);
        river.ana.does("changeAlliance", &river.it, json!({ "name": "R" })).await.ok();
    }
}

/// What the service says of its readiness.
async fn readiness(w: &World) -> (StatusCode, String) {
    let answer = w.nobody().http(Method::GET, "/readyz").send().await.unwrap();
    (answer.status(), answer.text().await.unwrap())
}

/// Expects that nothing is written, and that whoever operates the service is told why.
async fn is_away(w: &World, file: &Path) {
    let (status, said) = readiness(w).await;
    assert_eq!(status, StatusCode::SERVICE_UNAVAILABLE);
    assert_eq!(said, "the database's file is not where it was opened\n");
    assert!(w.service.log().contains(file.to_str().unwrap()));
}

#[test]
fn nothing_is_written_into_a_file_that_nobody_will_find() {
    let folder = TempDir::new().unwrap();
    let file = folder.path().join("own.db");
    let url = format!("sqlite://{}", file.display());
    let service = Arc::new(Service::with(Engine::Sqlite, &[("DATABASE_URL", &url)]));
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    runtime.block_on(async {
        moved_about(World::open(Face::Rest, service.clone()).await, &file).await
    });
}

async fn moved_about(w: World, file: &Path) {
    let away = file.with_extension("away");
    let river = w.alliance().await;
    let alliance = format!("/v1/alliances/{}", river.it["id"].as_str().unwrap());
    let changes = async |name: &str| {
        let request = river.ana.http(Method::PATCH, &alliance);
        river.ana.sends(request.json(&json!({ "name": name }))).await
    };
    assert_eq!(readiness(&w).await, (StatusCode::OK, "ready\n".to_owned()));
    std::fs::rename(file, &away).unwrap();
    changes("Gone").await.refused("busy");
    is_away(&w, file).await;
    std::fs::copy(&away, file).unwrap();
    changes("Another").await.refused("busy");
    is_away(&w, file).await;
    std::fs::rename(&away, file).unwrap();
    changes("Back").await.ok();
    assert_eq!(readiness(&w).await, (StatusCode::OK, "ready\n".to_owned()));
}
