//! What alliances, organizations and invitations refuse.

use accord_tests::{Alliance, World};
use serde_json::{Value, json};

use super::proposals::Council;
use crate::protocol::codes::Provoked;

async fn names(w: &World, river: &Alliance) -> Provoked {
    let ana = &river.ana;
    let again = json!({ "name": "Again", "slug": river.it["slug"], "time_zone": "UTC" });
    let clinic = river.organization("Clinic").await;
    river.partner(w, "Pia", &clinic).await;
    let token = river.invites(json!({ "role": "funder" })).await["token"].take();
    let accepts =
        async |token: Value| ana.does("acceptInvitation", (), json!({ "token": token })).await;
    let funder = json!({ "role": "funder", "steward": true });
    let nowhere =
        json!({ "role": "partner", "organization_id": "organization_01h455vb4pex5vsknk084sn02q" });
    vec![
        ("slug_taken", ana.does("createAlliance", (), again).await),
        (
            "name_taken",
            ana.does("createOrganization", &river.it, json!({ "name": "Clinic" })).await,
        ),
        ("in_use", ana.sees("archiveOrganization", &clinic).await),
        ("fields_clash", w.nobody().does("acceptInvitation", (), json!({ "token": token })).await),
        ("already_member", accepts(token).await),
        ("invitation_not_open", accepts(json!("of nobody at all")).await),
        ("role_inconsistent", ana.does("createInvitation", &river.it, funder).await),
        ("reference_not_found", ana.does("createInvitation", &river.it, nowhere).await),
        ("last_steward", ana.sees("removeMember", &river.founder().await).await),
    ]
}

async fn proposals(w: &World) -> Provoked {
    let council = Council::of(w, 2).await;
    let early = council.drafts("We feed the county").await;
    let proposal = council.proposed("We feed the county, together").await;
    let not_last = council.proposes(&early, "2026-08-31").await;
    let last = json!(proposal["statement_id"]);
    let open = council.proposes(&json!({ "id": last }), "2026-08-31").await;
    let late = council.river.organization("Late").await;
    let lou = council.river.partner(w, "Lou", &late).await.actor;
    let accepts = json!({ "stance": "accept" });
    let uncounted = lou.does("putPosition", (&proposal, &late), accepts).await;
    council.ana().sees("closeProposal", &proposal).await.ok();
    vec![
        ("version_not_last", not_last),
        ("proposal_already_open", open),
        ("organization_not_counted", uncounted),
        ("proposal_closed", council.takes(0, &proposal, "accept").await),
    ]
}

/// Each of this room's codes.
pub async fn provoke(w: &World) -> Provoked {
    let river = w.alliance().await;
    let mut all = names(w, &river).await;
    all.extend(proposals(w).await);
    river.ana.sees("archiveAlliance", &river.it).await.ok();
    let late = json!({ "name": "Rivers" });
    all.push(("alliance_archived", river.ana.does("changeAlliance", &river.it, late).await));
    all
}
