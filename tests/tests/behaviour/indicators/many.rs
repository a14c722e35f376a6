//! Many indicators, and many definitions of one.

use accord_tests::{Alliance, Engine, World, behaviour, jobs};
use serde_json::{Value, json};

use super::definitions::{ten_a_month, twice};
use super::todo::{asked, since_spring};

/// The most that an alliance has in use.
const MOST: usize = 500;

/// The columns of an indicator that its copies share.
const SHARED: &str = "alliance_id, title, unit, measure, direction, counting, targets, target_path,
  period_type, starts_on, visibility, status, version, created_at";

/// Copies an indicator so often; the copies have ids before its own.
async fn copy(w: &World, alliance: &Value, code: &str, times: usize) {
    let id = match w.service.engine {
        Engine::Sqlite => "unhex(substr(hex(alliance_id), 1, 24) || printf('%08x', n))",
        Engine::Postgres => "(substr(alliance_id::text, 1, 28) || lpad(to_hex(n), 8, '0'))::uuid",
    };
    let slug = alliance["slug"].as_str().unwrap();
    let copies = format!(
        "INSERT INTO indicator (id, code, {SHARED})
         WITH RECURSIVE copy (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM copy WHERE n < {times})
         SELECT {id}, code || '-' || n, {SHARED} FROM indicator CROSS JOIN copy
         WHERE code = '{code}' AND alliance_id = (SELECT id FROM alliance WHERE slug = '{slug}')"
    );
    w.service.writes(&copies).await;
}

/// An alliance with as many indicators in use as it can have.
pub async fn full(w: &World) -> Alliance {
    let river = w.alliance().await;
    river.ana.does("createIndicator", &river.it, jobs()).await.ok();
    copy(w, &river.it, "jobs", MOST - 1).await;
    river
}

fn another() -> Value {
    let mut another = jobs();
    another["code"] = json!("another");
    another
}

behaviour! {
    async fn an_alliance_has_no_more_indicators_in_use_than_it_is_shown_at_once(w: World) {
        let river = full(&w).await;
        let creates = async || river.ana.does("createIndicator", &river.it, another()).await;
        creates().await.refused("too_many_indicators");
        let progress = river.ana.sees("listAllianceProgress", &river.it).await.ok();
        assert_eq!(progress["items"].as_array().unwrap().len(), MOST);
        let jobs = river.ana.sees("getIndicatorByCode", (&river.it, "jobs")).await.ok();
        river.ana.sees("archiveIndicator", &jobs).await.ok();
        creates().await.ok();
        river.ana.sees("restoreIndicator", &jobs).await.refused("too_many_indicators");
    }
}

behaviour! {
    async fn of_many_indicators_the_last_is_asked_for_too(w: World) {
        let w = w.apart(&[]).await;
        let river = w.alliance().await;
        let mut later = another();
        later["starts_on"] = json!("2027-01-01");
        river.ana.does("createIndicator", &river.it, later).await.ok();
        river.ana.does("createIndicator", &river.it, since_spring()).await.ok();
        copy(&w, &river.it, "another", 2_000).await;
        let may = json!([["measure", "2026-05", "2026-06-01", "2026-07-01"]]);
        assert_eq!(asked(&river.ana).await, may);
    }
}

/// More definitions than are read at once, of one indicator.
async fn redefine(w: &World, code: &str) {
    let columns = "indicator_id, alliance_id, holds_from, direction, counting, baseline_value,
      baseline_on, targets, target_path, version";
    let many = format!(
        "INSERT INTO definition (number, {columns})
         WITH RECURSIVE earlier (n) AS (SELECT 2 UNION ALL SELECT n + 1 FROM earlier WHERE n < 50000)
         SELECT n, {columns} FROM definition CROSS JOIN earlier
         WHERE indicator_id = (SELECT id FROM indicator WHERE code = '{code}')"
    );
    w.service.writes(&many).await;
}

behaviour! {
    async fn of_many_definitions_the_one_in_force_is_found(w: World) {
        let w = w.apart(&[]).await;
        let river = w.alliance().await;
        for code in ["jobs", "another"] {
            let mut it = ten_a_month();
            it["code"] = json!(code);
            let it = river.ana.does("createIndicator", &river.it, it).await.ok();
            river.ana.does("putTargets", &it, twice("2026-07-01")).await.ok();
            let june = ((&river.it, code), "2026-06");
            river.ana.does("recordMeasurement", june, json!({ "value": 58 })).await.ok();
        }
        redefine(&w, "jobs").await;
        let progress = river.ana.sees("listAllianceProgress", &river.it).await.ok();
        let stand: Vec<_> = progress["items"].as_array().unwrap().iter().map(|it| &it["status"]).collect();
        assert_eq!(stand, ["on_track", "on_track"]);
    }
}
