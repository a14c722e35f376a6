//! Whoever leaves takes along what nobody has seen.

use accord_tests::behaviour;
use serde_json::json;

use super::{Table, named, tells, words_of};

behaviour! {
    async fn what_a_removed_member_had_answered_is_gone_unread(w: World) {
        let table = Table::open(w, &[2, 1], named()).await;
        table.starts(1).await.ok();
        table.all_answer(0..2, 1).await;
        table.ana().sees("removeMember", &table.partners[0].member).await.ok();
        let gone = table.partner(0).sees("submitResponses", &table.discussions[0]).await;
        gone.missing();
        table.reveals(1).await.ok();
        let shown = table.results(table.ana(), 1).await;
        assert!(!tells(&shown, &words_of(0)) && tells(&shown, &words_of(1)), "{shown}");
    }
}

behaviour! {
    async fn what_somebody_had_answered_who_is_a_partner_no_more_is_gone_unread(w: World) {
        for role in ["facilitator", "funder"] {
            let table = Table::open(w.clone(), &[2, 1], named()).await;
            table.starts(1).await.ok();
            table.all_answer(0..2, 1).await;
            let other = json!({ "role": role, "organization_id": null });
            table.ana().does("changeMember", &table.partners[0].member, other).await.ok();
            let back = json!({ "role": "partner", "organization_id": table.organizations[0]["id"] });
            table.ana().does("changeMember", &table.partners[0].member, back).await.ok();
            let own = table.partner(0).sees("listMyResponses", &table.discussions[0]).await.ok();
            assert_eq!(own["items"], json!([]));
            table.reveals(1).await.ok();
            let shown = table.results(table.ana(), 1).await;
            assert!(!tells(&shown, &words_of(0)) && tells(&shown, &words_of(1)), "{shown}");
        }
    }
}

behaviour! {
    async fn a_partner_under_another_name_or_organization_keeps_what_they_answered(w: World) {
        let table = Table::open(w, &[2, 1], named()).await;
        table.starts(1).await.ok();
        table.all_answer(0..2, 1).await;
        let other = json!({ "name": "Pat", "organization_id": table.organizations[1]["id"] });
        table.ana().does("changeMember", &table.partners[0].member, other).await.ok();
        table.reveals(1).await.ok();
        let shown = table.results(table.ana(), 1).await;
        assert!(tells(&shown, &words_of(0)), "{shown}");
    }
}

behaviour! {
    async fn what_was_revealed_stays_when_its_author_leaves(w: World) {
        let table = Table::open(w, &[2, 1], named()).await;
        table.starts(1).await.ok();
        table.all_answer(0..2, 1).await;
        table.reveals(1).await.ok();
        let before = table.results(table.ana(), 1).await;
        table.ana().sees("removeMember", &table.partners[0].member).await.ok();
        assert_eq!(before, table.results(table.ana(), 1).await);
    }
}

behaviour! {
    async fn the_cycles_facilitator_hands_over_before_leaving(w: World) {
        let table = Table::open(w, &[1, 1], named()).await;
        let next = table.river.facilitator(&table.w, "Next").await;
        let to = json!({ "facilitator_id": next.member["id"], "reason": "I go on" });
        table.steps("handOverCycle", to).await.ok();
        table.ana().sees("removeMember", &next.member).await.refused("in_use");
        let funder = json!({ "role": "funder" });
        table.ana().does("changeMember", &next.member, funder).await.refused("in_use");
    }
}

behaviour! {
    async fn whose_account_is_disabled_can_neither_respond_nor_take_over(w: World) {
        let table = Table::open(w, &[2, 1], named()).await;
        table.starts(1).await.ok();
        let admin = table.w.admin().await;
        let disable = async |nth: usize| {
            let account = json!({ "id": table.partners[nth].member["user_id"] });
            admin.does("changeUser", &account, json!({ "disabled": true })).await.ok();
        };
        let alone = async || {
            let asked = table.partner(0).sees("listPrompts", &table.discussions[0]).await.ok();
            asked["promise"]["only_partner"] == true
        };
        assert!(!alone().await);
        disable(1).await;
        assert!(alone().await, "the organization's name points to nobody else");
        disable(2).await;
        let cycle = table.ana().sees("getCycle", &table.cycle).await.ok();
        assert_eq!(cycle["unheard"], json!([table.organizations[1]["id"]]));
        let to = json!({ "facilitator_id": table.partners[2].member["id"], "reason": "Away" });
        table.steps("handOverCycle", to).await.refused("reference_not_found");
    }
}

behaviour! {
    async fn an_organization_without_partners_is_unheard_until_it_names_one(w: World) {
        let table = Table::open(w, &[1, 1], named()).await;
        table.ana().sees("removeMember", &table.partners[0].member).await.ok();
        let cycle = || table.ana().sees("getCycle", &table.cycle);
        let unheard = async || cycle().await.ok()["unheard"].take();
        assert_eq!(unheard().await, json!([table.organizations[0]["id"]]));
        let next = table.river.partner(&table.w, "Next", &table.organizations[0]).await;
        assert_eq!(unheard().await, json!([]));
        table.starts(1).await.ok();
        next.actor.sees("listMyResponses", &table.discussions[0]).await.ok();
    }
}
