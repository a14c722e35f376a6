//! What stands against a proposal, or a position on one.

use accord_tests::behaviour;
use serde_json::json;

use super::Council;

behaviour! {
    async fn a_reason_goes_with_every_stance_but_accept(w: World) {
        let council = Council::of(&w, 1).await;
        let proposal = council.proposed("We feed the county").await;
        for stance in ["accept_with_reservation", "object", "abstain"] {
            let slot = (&proposal, &council.organizations[0]);
            let bare = council.partners[0].does("putPosition", slot, json!({ "stance": stance })).await;
            bare.refused("reason_missing").at("/reason", "reason_missing");
        }
        let spanish = council.partners[0].with("accept-language", "es");
        let slot = (&proposal, &council.organizations[0]);
        let refused = spanish.does("putPosition", slot, json!({ "stance": "object" })).await;
        assert!(refused.faults[0].message.starts_with("Hace falta un motivo"), "{refused}");
    }
}

behaviour! {
    async fn all_that_stands_against_a_proposal_is_named_at_once(w: World) {
        let (council, other) = (Council::of(&w, 1).await, Council::of(&w, 1).await);
        let early = council.drafts("We feed the county").await;
        council.proposed("We feed the county, together").await;
        let refused = council.proposes(&early, "2026-08-11").await.refused("version_not_last");
        let refused = refused.at("/statement_id", "version_not_last");
        refused.at("", "proposal_already_open").at("/closes_on", "time_passed");
        let refused = other.proposes(&early, "2026-08-31").await;
        refused.refused("reference_not_found").at("/statement_id", "reference_not_found");
        let today = other.drafts("We share").await;
        other.proposes(&today, "2026-08-12").await.ok();
    }
}

behaviour! {
    async fn what_was_accepted_is_not_proposed_again_nor_changed(w: World) {
        let council = Council::of(&w, 1).await;
        let draft = council.drafts("We feed the county").await;
        let words = json!({ "text": "We feed the whole county" });
        council.partners[0].does("changeStatement", &draft, words.clone()).await.ok();
        let proposal = council.proposes(&draft, "2026-08-31").await.ok();
        council.ana().does("changeStatement", &draft, words.clone()).await.refused("wrong_state");
        council.ana().sees("removeStatement", &draft).await.refused("wrong_state");
        council.takes(0, &proposal, "accept").await.ok();
        council.ana().sees("closeProposal", &proposal).await.ok();
        let again = council.proposes(&draft, "2026-08-31").await.refused("wrong_state");
        again.at("/statement_id", "wrong_state");
        let unwanted = council.drafts("Never mind").await;
        assert_eq!(unwanted["viewer_can"], json!(["change", "remove"]));
        council.ana().sees("removeStatement", &unwanted).await.ok();
        council.ana().sees("getStatement", &unwanted).await.missing();
    }
}

behaviour! {
    async fn an_alliance_without_organizations_has_nobody_to_decide(w: World) {
        let river = w.alliance().await;
        let draft = json!({ "text": "We feed the county" });
        let draft = river.ana.does("createStatement", &river.it, draft).await.ok();
        let what = json!({ "statement_id": draft["id"], "closes_on": "2026-08-31" });
        river.ana.does("createProposal", &river.it, what).await.refused("too_few_organizations");
    }
}
