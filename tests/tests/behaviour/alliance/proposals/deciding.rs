//! How a proposal is decided.

use accord_tests::behaviour;
use serde_json::json;

use super::Council;

behaviour! {
    async fn what_nobody_objects_to_is_accepted_and_in_force(w: World) {
        let council = Council::of(&w, 3).await;
        let (first, it) = (council.proposed("We feed the county").await, &council.river.it);
        council.ana().sees("getStatementInForce", it).await.missing();
        council.takes(0, &first, "accept").await.ok();
        council.takes(1, &first, "accept_with_reservation").await.ok();
        let closed = council.ana().sees("closeProposal", &first).await.ok();
        assert_eq!((&closed["status"], &closed["viewer_can"]), (&json!("accepted"), &json!([])));
        let second = council.proposed("We feed the county, together").await;
        let in_force = council.ana().sees("getStatementInForce", it).await.ok();
        assert_eq!((&in_force["number"], &in_force["status"]), (&json!(1), &json!("in_force")));
        for at in 0..3 {
            council.takes(at, &second, "accept").await.ok();
        }
        council.ana().sees("closeProposal", &second).await.ok();
        let in_force = council.ana().sees("getStatementInForce", it).await.ok();
        assert_eq!(in_force["id"], second["statement_id"]);
        let all = council.ana().sees("listStatements", it).await.ok();
        let stand: Vec<_> = all["items"].as_array().unwrap().iter().map(|it| &it["status"]).collect();
        assert_eq!(stand, ["replaced", "in_force"]);
    }
}

behaviour! {
    async fn the_rule_of_the_alliance_decides(w: World) {
        let council = Council::of(&w, 3).await;
        let table = [
            ("consent", ["accept", "accept", "object"], "rejected"),
            ("consent", ["accept", "abstain", "abstain"], "accepted"),
            ("majority", ["accept", "accept", "object"], "accepted"),
            ("majority", ["accept", "object", "abstain"], "rejected"),
            ("unanimity", ["accept", "accept", "accept_with_reservation"], "accepted"),
            ("unanimity", ["accept", "accept", "abstain"], "rejected"),
        ];
        for (rule, stances, outcome) in table {
            council.decides_by(rule).await;
            let proposal = council.proposed(rule).await;
            council.decides_by("consent").await;
            for (at, stance) in stances.iter().enumerate() {
                council.takes(at, &proposal, stance).await.ok();
            }
            council.ana().sees("closeProposal", &proposal).await.ok();
            assert_eq!(council.stands(&proposal).await, outcome, "{rule}: {stances:?}");
        }
    }
}

behaviour! {
    async fn without_more_than_half_of_the_organizations_it_lapses(w: World) {
        let council = Council::of(&w, 4).await;
        let proposal = council.proposed("We feed the county").await;
        assert_eq!((&proposal["organizations_count"], &proposal["quorum"]), (&json!(4), &json!(3)));
        council.takes(0, &proposal, "accept").await.ok();
        council.takes(1, &proposal, "accept").await.ok();
        council.ana().sees("closeProposal", &proposal).await.ok();
        assert_eq!(council.stands(&proposal).await, "lapsed");
        let statement = council.ana().sees("getStatement", &proposal["statement_id"]).await.ok();
        assert_eq!(statement["status"], "not_accepted");
        let again = council.proposes(&statement, "2026-08-31").await.ok();
        assert_eq!((&again["number"], &again["status"]), (&json!(2), &json!("open")));
    }
}

behaviour! {
    async fn only_organizations_of_the_day_it_opened_count(w: World) {
        let council = Council::of(&w, 2).await;
        let proposal = council.proposed("We feed the county").await;
        let late = council.river.organization("Late").await;
        let lou = council.river.partner(&w, "Lou", &late).await.actor;
        let accepts = json!({ "stance": "accept" });
        let refused = lou.does("putPosition", (&proposal, &late), accepts.clone()).await;
        refused.refused("organization_not_counted").at("{organization}", "organization_not_counted");
        let all = council.ana().sees("listPositions", &proposal).await.ok();
        assert_eq!(all["items"].as_array().unwrap().len(), 2);
        let other = (&proposal, &council.organizations[1]);
        council.partners[0].does("putPosition", other, accepts.clone()).await.refused("not_permitted");
        council.ana().does("putPosition", other, accepts).await.refused("not_permitted");
    }
}
