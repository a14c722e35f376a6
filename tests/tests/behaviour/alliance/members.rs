//! Members: what they are, and how they leave.

use accord_tests::{Alliance, Joined, World, behaviour};
use serde_json::{Value, json};

/// An alliance with a clinic and a partner who speaks for it.
async fn with_partner(w: &World) -> (Alliance, Value, Joined) {
    let river = w.alliance().await;
    let clinic = river.organization("Clinic").await;
    let pia = river.partner(w, "Pia", &clinic).await;
    (river, clinic, pia)
}

behaviour! {
    async fn a_member_is_known_by_role_and_organization(w: World) {
        let (river, clinic, pia) = with_partner(&w).await;
        let seen = pia.actor.sees("getMember", &pia.member).await.ok();
        let told = (&seen["name"], &seen["role"], &seen["organization_id"], &seen["steward"]);
        assert_eq!(told, (&json!("Pia"), &json!("partner"), &clinic["id"], &json!(false)));
        let asked = json!({ "role": "partner" });
        let partners = river.ana.does("listMembers", &river.it, asked).await.ok();
        assert_eq!(partners["items"].as_array().unwrap().len(), 1);
    }
}

behaviour! {
    async fn role_and_organization_go_together(w: World) {
        let (river, clinic, pia) = with_partner(&w).await;
        let change = |to: Value| river.ana.does("changeMember", &pia.member, to);
        change(json!({ "role": "facilitator" })).await.at("/organization_id", "role_inconsistent");
        change(json!({ "organization_id": null })).await.at("/organization_id", "role_inconsistent");
        let both = change(json!({ "role": "funder", "steward": true })).await;
        both.at("/organization_id", "role_inconsistent").at("/steward", "role_inconsistent");
        let lake = w.alliance().await;
        let theirs = lake.organization("Theirs").await;
        change(json!({ "organization_id": theirs["id"] })).await.refused("reference_not_found");
        let moved = change(json!({ "role": "facilitator", "organization_id": null })).await.ok();
        assert_eq!(moved["role"], "facilitator");
        assert_eq!(moved["organization_id"], Value::Null);
        river.ana.sees("archiveOrganization", &clinic).await.ok();
        let back = change(json!({ "role": "partner", "organization_id": clinic["id"] })).await;
        back.refused("reference_not_found");
    }
}

behaviour! {
    async fn only_a_steward_changes_and_removes_others(w: World) {
        let (river, clinic, pia) = with_partner(&w).await;
        let paul = river.partner(&w, "Paul", &clinic).await;
        let fay = river.funder(&w, "Fay").await;
        let to_steward = json!({ "steward": true });
        for who in [&pia, &paul] {
            let own = who.actor.does("changeMember", &who.member, to_steward.clone()).await;
            own.refused("not_permitted");
        }
        pia.actor.sees("removeMember", &paul.member).await.refused("not_permitted");
        let denied = fay.actor.sees("removeMember", &paul.member).await;
        assert!(denied.denied(), "{denied}");
        river.ana.does("changeMember", &pia.member, to_steward).await.ok();
        pia.actor.sees("removeMember", &paul.member).await.ok();
    }
}

behaviour! {
    async fn a_change_is_refused_for_all_that_stands_against_it(w: World) {
        let river = w.alliance().await;
        let ana = river.founder().await;
        let down = json!({ "role": "partner", "steward": false });
        let answer = river.ana.does("changeMember", &ana, down).await;
        answer.refused("role_inconsistent").at("/organization_id", "role_inconsistent").at("", "last_steward");
    }
}

behaviour! {
    async fn the_last_steward_neither_leaves_nor_steps_down(w: World) {
        let (river, _, pia) = with_partner(&w).await;
        let ana = river.founder().await;
        river.ana.sees("removeMember", &ana).await.refused("last_steward");
        let down = json!({ "steward": false });
        river.ana.does("changeMember", &ana, down.clone()).await.refused("last_steward");
        river.ana.does("changeMember", &pia.member, json!({ "steward": true })).await.ok();
        river.ana.does("changeMember", &ana, down.clone()).await.ok();
        pia.actor.does("changeMember", &pia.member, down).await.refused("last_steward");
    }
}

behaviour! {
    async fn whoever_is_removed_is_out_at_once_and_stays_in_history(w: World) {
        let (river, _, pia) = with_partner(&w).await;
        pia.actor.sees("getAlliance", &river.it).await.ok();
        river.ana.sees("removeMember", &pia.member).await.ok();
        pia.actor.sees("getAlliance", &river.it).await.missing();
        pia.actor.sees("getMember", &pia.member).await.missing();
        assert_eq!(pia.actor.sees("listAlliances", ()).await.ok()["items"], json!([]));
        let seen = river.ana.sees("getMember", &pia.member).await.ok();
        assert_eq!((&seen["name"], &seen["status"]), (&json!("Pia"), &json!("removed")));
        river.ana.sees("removeMember", &pia.member).await.refused("wrong_state");
    }
}

behaviour! {
    async fn anybody_may_leave_and_be_invited_again(w: World) {
        let (river, clinic, pia) = with_partner(&w).await;
        pia.actor.sees("removeMember", &pia.member).await.ok();
        pia.actor.sees("getAlliance", &river.it).await.missing();
        let offer = json!({ "role": "partner", "organization_id": clinic["id"] });
        let token = river.invites(offer).await["token"].take();
        let again = pia.actor.does("acceptInvitation", (), json!({ "token": token })).await.ok()["member"].take();
        assert_eq!((&again["id"], &again["status"]), (&pia.member["id"], &json!("active")));
        pia.actor.sees("getAlliance", &river.it).await.ok();
    }
}

behaviour! {
    async fn a_removed_member_is_not_changed(w: World) {
        let (river, _, pia) = with_partner(&w).await;
        river.ana.sees("removeMember", &pia.member).await.ok();
        let changed = river.ana.does("changeMember", &pia.member, json!({ "steward": true })).await;
        changed.refused("wrong_state");
    }
}

behaviour! {
    async fn a_removed_steward_is_none(w: World) {
        let (river, _, pia) = with_partner(&w).await;
        river.ana.does("changeMember", &pia.member, json!({ "steward": true })).await.ok();
        river.ana.sees("removeMember", &pia.member).await.ok();
        let ana = river.founder().await;
        river.ana.sees("removeMember", &ana).await.refused("last_steward");
    }
}

behaviour! {
    async fn a_steward_whose_account_is_disabled_is_none(w: World) {
        let (river, _, pia) = with_partner(&w).await;
        river.ana.does("changeMember", &pia.member, json!({ "steward": true })).await.ok();
        let account = json!({ "id": pia.member["user_id"] });
        w.admin().await.does("changeUser", &account, json!({ "disabled": true })).await.ok();
        let ana = river.founder().await;
        river.ana.sees("removeMember", &ana).await.refused("last_steward");
    }
}

behaviour! {
    async fn a_funder_sees_nobody_but_themselves_and_may_leave(w: World) {
        let (river, _, pia) = with_partner(&w).await;
        let fay = river.funder(&w, "Fay").await;
        let own = fay.actor.sees("getMember", &fay.member).await.ok();
        assert_eq!(own["viewer_can"], json!(["remove"]));
        fay.actor.sees("getMember", &pia.member).await.missing();
        fay.actor.sees("removeMember", &fay.member).await.ok();
        fay.actor.sees("getAlliance", &river.it).await.missing();
        fay.actor.sees("getMember", &fay.member).await.missing();
    }
}

behaviour! {
    async fn a_removal_is_told_all_that_stands_against_it(w: World) {
        let (river, _, _) = with_partner(&w).await;
        river.partner(&w, "Otto", &river.organization("School").await).await;
        let ana = river.founder().await;
        let plan = json!({
            "prompted_by": ["regular_review"], "facilitator_id": ana["id"],
            "disclosure": "named", "respond_as": "member",
        });
        let cycle = river.ana.does("planCycle", &river.it, plan).await.ok();
        river.ana.sees("openCycle", &cycle).await.ok();
        let both = river.ana.sees("removeMember", &ana).await.refused("last_steward");
        let codes: Vec<_> = both.faults.iter().map(|it| it.code.as_str()).collect();
        assert_eq!(codes, ["last_steward", "in_use"]);
    }
}

behaviour! {
    async fn whoever_steps_down_is_shown_what_they_may_do_from_then_on(w: World) {
        let (river, _, pia) = with_partner(&w).await;
        river.ana.does("changeMember", &pia.member, json!({ "steward": true })).await.ok();
        let down = json!({ "steward": false });
        let seen = pia.actor.does("changeMember", &pia.member, down).await.ok();
        assert_eq!(seen["viewer_can"], json!(["remove"]));
    }
}
