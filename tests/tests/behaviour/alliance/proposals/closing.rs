//! How a proposal ends: at its date by itself, by a facilitator, or taken back.

use accord_tests::{Actor, World, behaviour};
use serde_json::{Value, json};

use super::Council;

/// The last moment of the tests' month in the alliance's time zone.
const LAST: &str = "2026-09-01T04:59:59Z";
/// The moment after it.
const OVER: &str = "2026-09-01T05:00:00Z";

/// The same person, signed in anew at this moment: tokens last for minutes.
async fn at(w: &World, moment: &str, who: &Actor) -> Actor {
    w.service.clock.set("2026-08-12T12:00:00Z");
    let mail = who.sees("getMe", ()).await.ok()["user"]["email"].take();
    w.service.clock.set(moment);
    w.signs_in("Somebody", mail.as_str().unwrap()).await
}

behaviour! {
    async fn at_its_date_it_is_decided_by_itself(w: World) {
        let w = w.apart(&[]).await;
        let council = Council::of(&w, 3).await;
        let proposal = council.proposed("We feed the county").await;
        council.takes(0, &proposal, "accept").await.ok();
        council.takes(1, &proposal, "accept").await.ok();
        let ana = at(&w, LAST, council.ana()).await;
        assert_eq!(ana.sees("getProposal", &proposal).await.ok()["status"], "open");
        ana.sees("getStatementInForce", &council.river.it).await.missing();
        w.service.clock.set(OVER);
        let decided = ana.sees("getProposal", &proposal).await.ok();
        assert_eq!((&decided["status"], &decided["decided_at"]), (&json!("accepted"), &decided["closes_at"]));
        assert_eq!((&decided["closes_at"], &decided["viewer_can"]), (&json!("2026-09-01T05:00:00Z"), &json!([])));
        let in_force = ana.sees("getStatementInForce", &council.river.it).await.ok();
        assert_eq!(in_force["accepted_at"], decided["closes_at"]);
        ana.sees("closeProposal", &proposal).await.refused("proposal_closed");
        let taken_back = json!({ "words": "Never mind" });
        ana.does("withdrawProposal", &proposal, taken_back).await.refused("proposal_closed");
    }
}

behaviour! {
    async fn once_its_date_is_over_nobody_takes_a_position_and_the_next_one_opens(w: World) {
        let w = w.apart(&[]).await;
        let council = Council::of(&w, 2).await;
        let first = council.proposed("We feed the county").await;
        let partner = at(&w, OVER, &council.partners[0]).await;
        let accepts = json!({ "stance": "accept" });
        let slot = (&first, &council.organizations[0]);
        partner.does("putPosition", slot, accepts).await.refused("proposal_closed");
        let again = json!({ "statement_id": first["statement_id"], "closes_on": "2026-09-30" });
        let second = partner.does("createProposal", &council.river.it, again).await.ok();
        let of = async |open: bool| {
            let all = partner.does("listProposals", &council.river.it, json!({ "open": open })).await.ok();
            let ids = all["items"].as_array().unwrap().iter().map(|it| it["id"].clone());
            ids.collect::<Value>()
        };
        assert_eq!(of(true).await, json!([second["id"]]));
        assert_eq!(of(false).await, json!([first["id"]]));
        let stands = partner.sees("getProposal", &first).await.ok();
        assert_eq!((&stands["status"], &stands["decided_at"]), (&json!("lapsed"), &stands["closes_at"]));
    }
}

behaviour! {
    async fn who_put_it_forward_or_facilitates_withdraws_it_and_only_a_facilitator_closes_it(w: World) {
        let council = Council::of(&w, 2).await;
        let why = json!({ "words": "We heard something new" });
        let first = council.proposed("We feed the county").await;
        council.partners[1].does("withdrawProposal", &first, why.clone()).await.refused("not_permitted");
        council.partners[0].sees("closeProposal", &first).await.refused("not_permitted");
        let taken = council.partners[0].does("withdrawProposal", &first, why.clone()).await.ok();
        assert_eq!((&taken["status"], &taken["withdrawn_words"]), (&json!("withdrawn"), &why["words"]));
        let second = council.proposed("We feed the county, together").await;
        council.ana().does("withdrawProposal", &second, why.clone()).await.ok();
        council.takes(0, &second, "accept").await.refused("proposal_closed");
        council.ana().does("withdrawProposal", &second, why).await.refused("proposal_closed");
    }
}

behaviour! {
    async fn each_is_told_what_they_may_do_with_an_open_proposal(w: World) {
        let council = Council::of(&w, 2).await;
        let proposal = council.proposed("We feed the county").await;
        let can = async |who: &Actor| who.sees("getProposal", &proposal).await.ok()["viewer_can"].take();
        assert_eq!(can(&council.partners[0]).await, json!(["put_position", "withdraw"]));
        assert_eq!(can(&council.partners[1]).await, json!(["put_position"]));
        assert_eq!(can(council.ana()).await, json!(["close", "withdraw"]));
        let funder = council.river.funder(&w, "Fay").await.actor;
        assert!(funder.sees("getProposal", &proposal).await.denied());
        assert!(funder.sees("listPositions", &proposal).await.denied());
    }
}
