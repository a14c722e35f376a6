//! What is sent again while nothing changed: never what is no longer so.

use accord_tests::{Alliance, Answer, World, behaviour, jobs};
use reqwest::header::ETAG;
use serde_json::{Value, json};

/// Numbers that look drawn by lot, the same in each run (Knuth's MMIX generator).
struct Lots(u64);

impl Lots {
    fn of(&mut self, many: usize) -> usize {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % many
    }
}

const READS: [(&str, bool); 7] = [
    ("getIndicator", true),
    ("listIndicators", false),
    ("listMeasurements", false),
    ("listIndicatorMeasurements", true),
    ("listDefinitions", true),
    ("getProgress", true),
    ("listAllianceProgress", false),
];

/// An alliance with two indicators, that shows some of it to everybody, and who reads there.
async fn play(w: &World) -> (Alliance, Vec<Value>, Vec<accord_tests::Actor>) {
    let river = w.alliance().await;
    river.ana.does("changeAlliance", &river.it, json!({ "public": true })).await.ok();
    let mut indicators = Vec::new();
    for (code, visibility) in [("jobs", "public"), ("homes", "partners")] {
        let mut about = jobs();
        (about["code"], about["visibility"]) = (json!(code), json!(visibility));
        indicators.push(river.ana.does("createIndicator", &river.it, about).await.ok());
    }
    let clinic = river.organization("Clinic").await;
    let partner = river.partner(w, "Paz", &clinic).await.actor;
    let funder = river.funder(w, "Fay").await.actor;
    let who = vec![river.ana.clone(), partner, funder, w.nobody()];
    (river, indicators, who)
}

/// Changes something of an indicator, as lots have it.
async fn changes(river: &Alliance, indicator: &Value, lots: &mut Lots) -> Answer {
    let (ana, code) = (&river.ana, indicator["code"].as_str().unwrap());
    let month = format!("2026-0{}", 1 + lots.of(7));
    let value = json!({ "value": lots.of(50), "reason": "Counted again" });
    match lots.of(6) {
        0 => {
            let title = format!("Title {}", lots.of(3));
            ana.does("changeIndicator", indicator, json!({ "title": title })).await
        }
        1 => {
            let seen = ["partners", "funders", "public"][lots.of(3)];
            ana.does("changeIndicator", indicator, json!({ "visibility": seen })).await
        }
        2 => {
            let story = json!({ "story": format!("Story {}", lots.of(3)) });
            ana.does("changeIndicator", indicator, story).await
        }
        _ => ana.does("recordMeasurement", ((&river.it, code), month.as_str()), value).await,
    }
}

fn sent(answer: &Answer) -> (u16, Option<&str>, &Value) {
    let tag = answer.headers.get(ETAG).map(|tag| tag.to_str().unwrap());
    (answer.status.as_u16(), tag, &answer.body)
}

behaviour! {
    async fn whoever_reads_sees_what_is_there_now_among_random_reads_and_writes(w: World) on rest {
        let (river, indicators, who) = play(&w).await;
        let mut lots = Lots(14);
        for round in 0..1_200 {
            let (indicator, reader) = (&indicators[lots.of(2)], &who[lots.of(4)]);
            if lots.of(3) == 0 {
                changes(&river, indicator, &mut lots).await.ok();
            }
            let (read, of_indicator) = READS[lots.of(READS.len())];
            let at = if of_indicator { indicator } else { &river.it };
            let anew = reader.with("cache-control", "no-store").sees(read, at).await;
            let (once, again) = (reader.sees(read, at).await, reader.sees(read, at).await);
            if anew.status.is_success() {
                assert_eq!(sent(&once), sent(&anew), "round {round}: {once}");
                assert_eq!(sent(&again), sent(&anew), "round {round}: {again}");
            }
            assert_eq!((once.status, again.status), (anew.status, anew.status), "round {round}");
        }
    }
}

behaviour! {
    async fn whoever_may_no_longer_read_is_sent_nothing_of_what_was_sent_before(w: World) on rest {
        let (river, indicators, _) = play(&w).await;
        let funder = river.funder(&w, "Fay").await;
        let reads = async || funder.actor.sees("getIndicator", &indicators[1]).await;
        river.ana.does("changeIndicator", &indicators[1], json!({ "visibility": "funders" })).await.ok();
        reads().await.ok();
        river.ana.does("changeIndicator", &indicators[1], json!({ "visibility": "partners" })).await.ok();
        reads().await.missing();
        river.ana.does("changeIndicator", &indicators[1], json!({ "visibility": "funders" })).await.ok();
        reads().await.ok();
        river.ana.does("removeMember", &funder.member, json!({})).await.ok();
        reads().await.missing();
    }
}
