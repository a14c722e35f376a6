//! Planning a cycle, and what is fixed once it opens.

use accord_tests::behaviour;
use serde_json::{Value, json};

use super::{Table, anonymous, named, plan};

behaviour! {
    async fn a_planned_cycle_is_changed_and_removed(w: World) {
        let table = Table::planned(w, &[1, 1], named()).await;
        let change = json!({ "title": "Spring", "disclosure": "anonymous" });
        let changed = table.steps("changeCycle", change).await.ok();
        assert_eq!(changed["title"], "Spring");
        assert_eq!(changed["disclosure"], "anonymous");
        table.ana().sees("removeCycle", &table.cycle).await.ok();
        table.ana().sees("getCycle", &table.cycle).await.missing();
        table.ana().sees("getDiscussion", &table.discussions[0]).await.missing();
    }
}

behaviour! {
    async fn an_open_cycle_is_not_removed(w: World) {
        let table = Table::of_two(w).await;
        table.ana().sees("removeCycle", &table.cycle).await.refused("wrong_state");
        table.steps("closeCycle", json!({ "reason": "Over" })).await.ok();
        table.ana().sees("removeCycle", &table.cycle).await.refused("wrong_state");
    }
}

behaviour! {
    async fn why_a_cycle_is_held_is_said(w: World) {
        let river = w.alliance().await;
        let plans = |why: Value| river.ana.does("planCycle", &river.it, why);
        assert!(plans(json!({ "prompted_by": [] })).await.code().is_some());
        let other = plans(json!({ "prompted_by": ["other"] })).await.refused("reason_missing");
        other.at("/prompted_by_words", "reason_missing");
        let why = json!(["other", "lost_trust"]);
        let said = json!({ "prompted_by": why, "prompted_by_words": "A quarrel" });
        assert_eq!(plans(said).await.ok()["prompted_by"], why);
    }
}

behaviour! {
    async fn promises_that_cannot_be_kept_together_are_refused_at_once(w: World) {
        let river = w.alliance().await;
        let mut settings = anonymous();
        settings["facilitator_sees"] = json!("names");
        settings["respond_as"] = json!("organization");
        let answer = river.ana.does("planCycle", &river.it, plan(settings)).await;
        let answer = answer.refused("settings_clash").at("/facilitator_sees", "settings_clash");
        answer.at("/respond_as", "settings_clash");
    }
}

behaviour! {
    async fn everything_that_a_cycle_lacks_to_open_is_said_at_once(w: World) {
        let table = Table::planned(w, &[1], json!({})).await;
        let answer = table.steps("openCycle", json!({})).await.refused("too_few_organizations");
        let codes: Vec<_> = answer.faults.iter().map(|it| it.code.as_str()).collect();
        assert_eq!(codes, ["too_few_organizations", "disclosure_missing"]);
        let seen = table.ana().sees("getCycle", &table.cycle).await.ok();
        let blocked = seen["blocked_by"].as_array().unwrap().iter();
        let blocked: Vec<_> = blocked.map(|it| (it["event"].clone(), it["code"].clone())).collect();
        let open = |code: &str| (json!("open"), json!(code));
        assert_eq!(blocked, [open("too_few_organizations"), open("disclosure_missing")]);
    }
}

behaviour! {
    async fn an_anonymous_cycle_needs_enough_people_of_enough_organizations(w: World) {
        for sizes in [&[3, 3][..], &[2, 1, 1], &[4, 1, 1]] {
            let table = Table::planned(w.clone(), sizes, anonymous()).await;
            table.steps("openCycle", json!({})).await.refused("too_few_for_anonymous");
        }
        let table = Table::planned(w, &[2, 2, 1], anonymous()).await;
        table.steps("openCycle", json!({})).await.ok();
    }
}

behaviour! {
    async fn an_organization_whose_only_partner_facilitates_is_not_counted(w: World) {
        let mut table = Table::empty(w, &[1, 1, 1]).await;
        let mut settings = named();
        settings["facilitator_id"] = table.partners[0].member["id"].clone();
        table.plans(settings).await;
        table.partner(0).sees("openCycle", &table.cycle).await.ok();
        let seen = table.ana().sees("getCycle", &table.cycle).await.ok();
        assert_eq!(seen["unheard"], json!([table.organizations[0]["id"]]));
    }
}

behaviour! {
    async fn what_was_promised_is_fixed_when_the_cycle_opens(w: World) {
        let table = Table::open(w, &[2, 2, 1], anonymous()).await;
        let changes = [
            json!({ "disclosure": "named" }),
            json!({ "min_people": 4 }),
            json!({ "facilitator_sees": null }),
            json!({ "respond_as": null }),
        ];
        for change in changes {
            table.steps("changeCycle", change).await.refused("disclosure_fixed");
        }
        table.steps("pauseCycle", json!({ "reason": "x" })).await.ok();
        let late = table.steps("changeCycle", json!({ "disclosure": "named" })).await;
        late.refused("disclosure_fixed");
        let seen = table.ana().sees("getCycle", &table.cycle).await.ok();
        assert_eq!((&seen["disclosure"], &seen["min_people"]), (&json!("anonymous"), &json!(5)));
        table.steps("changeCycle", json!({ "title": "Its title may change" })).await.ok();
    }
}

behaviour! {
    async fn min_people_lies_between_four_and_twenty(w: World) {
        let river = w.alliance().await;
        for many in [3, 21, -1, 2_000_000_000] {
            let mut settings = anonymous();
            settings["min_people"] = json!(many);
            assert!(river.ana.does("planCycle", &river.it, plan(settings)).await.code().is_some());
        }
    }
}
