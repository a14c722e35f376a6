//! The positions that organizations take.

use accord_tests::behaviour;
use serde_json::{Value, json};

use super::Council;

behaviour! {
    async fn every_organization_that_counts_is_listed_with_its_stand_and_why(w: World) {
        let council = Council::of(&w, 3).await;
        let proposal = council.proposed("We feed the county").await;
        council.takes(1, &proposal, "object").await.ok();
        let all = council.partners[0].sees("listPositions", &proposal).await.ok();
        let told = |name: &str| {
            let all = all["items"].as_array().unwrap().iter();
            all.map(|it| it[name].clone()).collect::<Value>()
        };
        assert_eq!(told("organization_name"), json!(["Organization 0", "Organization 1", "Organization 2"]));
        assert_eq!(told("stance"), json!([null, "object", null]));
        assert_eq!(told("reason"), json!([null, "We talked about it", null]));
        let one = council.ana().sees("getPosition", (&proposal, &council.organizations[1])).await.ok();
        assert_eq!(one, all["items"][1]);
        let objects = json!({ "stance": "object" });
        let objects = council.ana().does("listPositions", &proposal, objects).await.ok();
        assert_eq!(objects["items"], json!([one]));
    }
}

behaviour! {
    async fn a_position_may_change_until_the_proposal_closes(w: World) {
        let council = Council::of(&w, 2).await;
        let proposal = council.proposed("We feed the county").await;
        let counts = async || {
            let it = council.ana().sees("getProposal", &proposal).await.ok();
            ["accept_count", "reservation_count", "object_count", "abstain_count"].map(|of| it[of].as_i64().unwrap())
        };
        for (stance, expected) in [
            ("object", [0, 0, 1, 0]),
            ("abstain", [0, 0, 0, 1]),
            ("accept_with_reservation", [0, 1, 0, 0]),
            ("accept", [1, 0, 0, 0]),
            ("accept", [1, 0, 0, 0]),
        ] {
            council.takes(0, &proposal, stance).await.ok();
            assert_eq!(counts().await, expected);
        }
        let one = council.ana().sees("getPosition", (&proposal, &council.organizations[0])).await.ok();
        assert_eq!((&one["stance"], &one["reason"]), (&json!("accept"), &Value::Null));
        council.ana().sees("closeProposal", &proposal).await.ok();
        council.takes(0, &proposal, "object").await.refused("proposal_closed");
    }
}

behaviour! {
    async fn what_another_partner_of_the_organization_put_meanwhile_is_not_overwritten(w: World) {
        let council = Council::of(&w, 2).await;
        let proposal = council.proposed("We feed the county").await;
        let slot = (&proposal, &council.organizations[0]);
        let seen = council.partners[0].sees("getPosition", slot).await.ok();
        council.takes(0, &proposal, "accept").await.ok();
        let late = council.partners[0].having_seen(&seen);
        let objects = json!({ "stance": "object", "reason": "Late" });
        late.does("putPosition", (&proposal, &council.organizations[0]), objects).await.refused("version_stale");
    }
}
