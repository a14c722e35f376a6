//! Who facilitates is neutral, and there is always somebody who does.

use accord_tests::{Answer, Joined, behaviour};
use serde_json::{Value, json};

use super::{Table, anonymous, by_organization, named, seen_by_name, tells, words_of};

fn to(member: &Value) -> Value {
    json!({ "facilitator_id": member["id"], "reason": "I am away" })
}

impl Table {
    async fn hands_over_to(&self, member: &Value) -> Answer {
        self.steps("handOverCycle", to(member)).await
    }

    /// A steward removes a member, who comes back with another role.
    async fn comes_back_as(&self, joined: &Joined, offer: Value) {
        self.ana().sees("removeMember", &joined.member).await.ok();
        let token = self.river.invites(offer).await["token"].take();
        joined.actor.does("acceptInvitation", (), json!({ "token": token })).await.ok();
    }
}

/// The role of whoever speaks for no organization.
fn facilitator() -> Value {
    json!({ "role": "facilitator", "organization_id": null })
}

behaviour! {
    async fn a_hand_over_names_the_next_facilitator_and_a_reason(w: World) {
        let table = Table::of_two(w).await;
        let next = table.river.facilitator(&table.w, "Next").await;
        let bare = json!({ "facilitator_id": next.member["id"] });
        table.steps("handOverCycle", bare).await.refused("reason_missing");
        let now = table.hands_over_to(&next.member).await.ok();
        assert_eq!(now["facilitator_id"], next.member["id"]);
        table.starts(1).await.refused("not_permitted");
        next.actor.sees("startDiscussion", &table.discussions[0]).await.ok();
    }
}

behaviour! {
    async fn everybody_sees_whether_the_facilitator_is_an_outsider_or_an_insider(w: World) {
        let mut table = Table::empty(w, &[1, 1]).await;
        let mut settings = named();
        settings["facilitator_id"] = table.partners[0].member["id"].clone();
        table.plans(settings).await;
        assert_eq!(table.cycle["facilitator_stance"], "insider");
        let change = async |to| table.steps("changeCycle", json!({ "facilitator_id": to })).await.ok();
        assert_eq!(change(Value::Null).await["facilitator_stance"], Value::Null);
        let founder = table.river.founder().await["id"].take();
        assert_eq!(change(founder).await["facilitator_stance"], "outsider");
        table.steps("openCycle", json!({})).await.ok();
        let seen = table.partner(1).sees("listCycles", &table.river.it).await.ok();
        assert_eq!(seen["items"][0]["facilitator_stance"], "outsider");
        let now = table.hands_over_to(&table.partners[0].member).await.ok();
        assert_eq!(now["facilitator_stance"], "insider");
        let paused = json!({ "reason": "A break" });
        let paused = table.partner(0).does("pauseCycle", &table.cycle, paused).await.ok();
        let seen = table.partner(1).sees("getCycle", &table.cycle).await.ok();
        assert_eq!((&paused["facilitator_stance"], &seen["facilitator_stance"]), (&json!("insider"), &json!("insider")));
        table.ana().does("changeMember", &table.partners[0].member, facilitator()).await.ok();
        let seen = table.partner(1).sees("getCycle", &table.cycle).await.ok();
        assert_eq!(seen["facilitator_stance"], "outsider");
    }
}

behaviour! {
    async fn neither_a_funder_nor_a_stranger_can_take_a_cycle_over(w: World) {
        let table = Table::of_two(w).await;
        let funder = table.river.funder(&table.w, "Fay").await.member;
        let lake = table.w.alliance().await;
        for member in [funder, lake.founder().await, table.river.founder().await] {
            table.hands_over_to(&member).await.refused("reference_not_found");
        }
    }
}

behaviour! {
    async fn whoever_facilitates_or_did_does_not_respond(w: World) {
        let table = Table::open(w, &[1, 1, 1], seen_by_name()).await;
        table.starts(1).await.ok();
        table.hands_over_to(&table.partners[0].member).await.ok();
        let prompt = &table.prompts(1).await[0];
        table.drafts(0, 1, prompt, json!({ "rating": 3 })).await.refused("not_neutral");
        let back = json!({ "facilitator_id": table.river.founder().await["id"], "reason": "Back" });
        table.partner(0).does("handOverCycle", &table.cycle, back).await.ok();
        table.drafts(0, 1, prompt, json!({ "rating": 3 })).await.refused("not_neutral");
        table.submits(0, 1).await.refused("not_neutral");
    }
}

behaviour! {
    async fn where_names_are_seen_whoever_has_responded_cannot_take_over(w: World) {
        let table = Table::open(w, &[1, 1, 1], seen_by_name()).await;
        table.starts(1).await.ok();
        table.drafts_all(1, 1, 3, "A draft is no response").await;
        table.answers(0, 1, 3, "Mine").await;
        table.hands_over_to(&table.partners[0].member).await.refused("not_neutral");
        table.reveals(1).await.ok();
        table.hands_over_to(&table.partners[0].member).await.refused("not_neutral");
        table.hands_over_to(&table.partners[1].member).await.ok();
    }
}

behaviour! {
    async fn where_no_names_are_seen_no_partner_takes_over_once_a_round_has_started(w: World) {
        for settings in [anonymous(), by_organization(), named()] {
            let table = Table::open(w.clone(), &[2, 2, 2], settings).await;
            table.starts(1).await.ok();
            table.answers(0, 1, 3, "Mine").await;
            let answered = table.hands_over_to(&table.partners[0].member).await;
            let silent = table.hands_over_to(&table.partners[1].member).await;
            assert_eq!(answered.refused("not_neutral").faults, silent.faults);
        }
    }
}

behaviour! {
    async fn whoever_was_a_partner_in_a_round_is_no_newcomer_in_another_role(w: World) {
        let table = Table::open(w, &[2, 1, 1], by_organization()).await;
        table.starts(1).await.ok();
        table.answers(0, 1, 3, "Mine").await;
        table.reveals(1).await.ok();
        table.comes_back_as(&table.partners[0], json!({ "role": "facilitator" })).await;
        table.ana().does("changeMember", &table.partners[1].member, facilitator()).await.ok();
        for was_partner in &table.partners[..2] {
            table.hands_over_to(&was_partner.member).await.refused("not_neutral");
        }
    }
}

behaviour! {
    async fn whoever_shared_their_organizations_response_has_responded(w: World) {
        let mut shared = seen_by_name();
        shared["respond_as"] = json!("organization");
        let table = Table::open(w, &[2, 1], shared).await;
        table.starts(1).await.ok();
        table.answers(0, 1, 3, "Ours").await;
        for partner in &table.partners[..2] {
            table.ana().does("changeMember", &partner.member, facilitator()).await.ok();
            table.hands_over_to(&partner.member).await.refused("not_neutral");
        }
    }
}

behaviour! {
    async fn whoever_never_was_a_partner_takes_over_under_a_corrected_name(w: World) {
        let table = Table::open(w, &[2, 2, 2], anonymous()).await;
        let next = table.river.facilitator(&table.w, "Nxt").await;
        table.starts(1).await.ok();
        table.ana().does("changeMember", &next.member, json!({ "name": "Next" })).await.ok();
        table.hands_over_to(&next.member).await.ok();
    }
}

behaviour! {
    async fn whoever_was_a_partner_only_between_rounds_can_take_over(w: World) {
        let table = Table::open(w, &[2, 2, 2], anonymous()).await;
        table.starts(1).await.ok();
        table.sets_aside(1..=1).await;
        let new = table.river.partner(&table.w, "New", &table.organizations[0]).await;
        let was = table.river.partner(&table.w, "Was", &table.organizations[1]).await;
        table.ana().does("changeMember", &was.member, facilitator()).await.ok();
        table.starts(2).await.ok();
        table.hands_over_to(&new.member).await.refused("not_neutral");
        table.hands_over_to(&was.member).await.ok();
    }
}

behaviour! {
    async fn whoever_became_a_partner_once_a_round_was_over_can_take_over(w: World) {
        let table = Table::open(w, &[2, 2, 2], anonymous()).await;
        table.starts(1).await.ok();
        table.sets_aside(1..=1).await;
        let new = table.river.partner(&table.w, "New", &table.organizations[0]).await;
        table.hands_over_to(&new.member).await.ok();
    }
}

behaviour! {
    async fn a_partner_may_take_an_anonymous_cycle_over_before_any_round(w: World) {
        let table = Table::open(w, &[2, 2, 2], anonymous()).await;
        table.hands_over_to(&table.partners[0].member).await.ok();
        table.partner(0).sees("startDiscussion", &table.discussions[0]).await.ok();
    }
}

behaviour! {
    async fn the_next_facilitator_reads_what_came_before_only_from_the_reveal_on(w: World) {
        let table = Table::open(w, &[1, 1], seen_by_name()).await;
        table.starts(1).await.ok();
        table.answers(0, 1, 3, &words_of(0)).await;
        assert!(tells(&table.results(table.ana(), 1).await, &words_of(0)));
        let next = table.river.facilitator(&table.w, "Next").await;
        table.hands_over_to(&next.member).await.ok();
        for who in [&next.actor, table.ana()] {
            let seen = table.results(who, 1).await;
            assert!(!tells(&seen, &words_of(0)), "{seen}");
        }
        table.answers(1, 1, 4, &words_of(1)).await;
        let seen = table.results(&next.actor, 1).await;
        assert!(tells(&seen, &words_of(1)) && !tells(&seen, &words_of(0)), "{seen}");
        let even_so = json!({ "even_if_missing": true });
        next.actor.does("revealDiscussion", &table.discussions[0], even_so).await.ok();
        assert!(tells(&table.results(&next.actor, 1).await, &words_of(0)));
    }
}

behaviour! {
    async fn whether_somebody_answered_is_not_told_by_a_request_that_is_wrong_anyway(w: World) {
        let table = Table::open(w, &[1, 1, 1], seen_by_name()).await;
        table.starts(1).await.ok();
        table.answers(0, 1, 3, "Mine").await;
        for partner in &table.partners[..2] {
            let bare = json!({ "facilitator_id": partner.member["id"] });
            let refused = table.steps("handOverCycle", bare).await.refused("reason_missing");
            assert_eq!(refused.faults.len(), 1, "{refused}");
        }
    }
}

behaviour! {
    async fn an_anonymous_cycle_keeps_enough_people_who_can_respond(w: World) {
        let table = Table::open(w, &[2, 2, 1], anonymous()).await;
        let few = table.hands_over_to(&table.partners[0].member).await;
        few.refused("too_few_for_anonymous");
        table.river.partner(&table.w, "Late", &table.organizations[2]).await;
        let still = table.hands_over_to(&table.partners[0].member).await;
        still.refused("too_few_for_anonymous");
        let next = table.river.facilitator(&table.w, "Next").await;
        table.hands_over_to(&next.member).await.ok();
    }
}

behaviour! {
    async fn a_steward_names_a_facilitator_only_where_one_is_missing(w: World) {
        let mut table = Table::empty(w, &[2, 2]).await;
        let lead = table.river.facilitator(&table.w, "Lead").await;
        let next = table.river.facilitator(&table.w, "Next").await;
        let mut settings = named();
        settings["facilitator_id"] = lead.member["id"].clone();
        table.plans(settings).await;
        lead.actor.sees("openCycle", &table.cycle).await.ok();
        let offered = async || table.ana().sees("getCycle", &table.cycle).await.ok()["viewer_can"].to_string();
        table.hands_over_to(&next.member).await.refused("not_permitted");
        assert!(!offered().await.contains("hand_over"));
        let disabled = json!({ "disabled": true });
        let account = json!({ "id": lead.member["user_id"] });
        table.w.admin().await.does("changeUser", &account, disabled).await.ok();
        assert!(offered().await.contains("hand_over"));
        table.partner(0).does("handOverCycle", &table.cycle, to(&next.member)).await.refused("not_permitted");
        let now = table.hands_over_to(&next.member).await.ok();
        assert_eq!(now["facilitator_id"], next.member["id"]);
        assert!(!offered().await.contains("hand_over"));
        table.hands_over_to(&lead.member).await.refused("not_permitted");
    }
}

behaviour! {
    async fn a_planned_cycle_offers_to_be_handed_over_and_is(w: World) {
        let table = Table::planned(w, &[1, 1], named()).await;
        let offered = table.ana().sees("getCycle", &table.cycle).await.ok()["viewer_can"].take();
        assert!(offered.to_string().contains("\"hand_over\""), "{offered}");
        let next = table.river.facilitator(&table.w, "Next").await;
        let now = table.hands_over_to(&next.member).await.ok();
        assert_eq!((&now["status"], &now["facilitator_id"]), (&"planned".into(), &next.member["id"]));
    }
}
