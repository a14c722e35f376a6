//! What goals refuse.

use accord_tests::{Engine, World};

use super::{Aiming, fed};
use crate::protocol::codes::Provoked;

/// The most active goals that an alliance has.
const MOST: usize = 200;

/// Copies the goals of an alliance until it has as many as it can have.
async fn fill(w: &World, at: &Aiming) {
    let id = match w.service.engine {
        Engine::Sqlite => "unhex(substr(hex(alliance_id), 1, 24) || printf('%08x', n))",
        Engine::Postgres => "(substr(alliance_id::text, 1, 28) || lpad(to_hex(n), 8, '0'))::uuid",
    };
    let slug = at.river.it["slug"].as_str().unwrap();
    let shared = "alliance_id, number, title, benefit, indicator_ids, status, version, created_at";
    let copies = format!(
        "INSERT INTO goal (id, {shared})
         WITH RECURSIVE copy (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM copy WHERE n < {})
         SELECT {id}, {shared} FROM goal CROSS JOIN copy
         WHERE alliance_id = (SELECT id FROM alliance WHERE slug = '{slug}')",
        MOST - 1
    );
    w.service.writes(&copies).await;
}

/// Each of this room's codes.
pub async fn provoke(w: &World) -> Provoked {
    let at = Aiming::alone(w).await;
    at.goal().await;
    fill(w, &at).await;
    vec![("too_many_goals", at.writes(fed()).await)]
}
