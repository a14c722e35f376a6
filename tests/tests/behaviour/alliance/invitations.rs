//! Invitations: offers that are accepted once.

use accord_tests::{Actor, Answer, World, behaviour};
use serde_json::{Value, json};
use tokio::task::JoinSet;

/// What somebody without an account says to accept.
pub(super) fn account(token: &Value, email: &str) -> Value {
    let password = "many rivers make one lake";
    json!({ "token": token, "name": "Nia", "email": email, "password": password })
}

pub(super) async fn accepts(who: &Actor, token: &Value) -> Answer {
    who.does("acceptInvitation", (), json!({ "token": token })).await
}

pub(super) fn email(w: &World) -> String {
    format!("{}@example.org", w.unique("nia"))
}

behaviour! {
    async fn an_invitation_is_accepted_once(w: World) {
        let river = w.alliance().await;
        let offer = river.invites(json!({ "role": "funder" })).await;
        let nia = w.somebody("Nia").await;
        let member = accepts(&nia, &offer["token"]).await.ok()["member"].take();
        assert_eq!((&member["role"], &member["name"]), (&json!("funder"), &json!("Nia")));
        let seen = river.ana.sees("getInvitation", &offer["invitation"]).await.ok();
        assert_eq!((&seen["status"], &seen["member_id"]), (&json!("accepted"), &member["id"]));
        let other = w.somebody("Otto").await;
        accepts(&other, &offer["token"]).await.refused("invitation_not_open");
        accepts(&nia, &offer["token"]).await.refused("invitation_not_open");
        let mail = email(&w);
        let late = w.nobody().does("acceptInvitation", (), account(&offer["token"], &mail)).await;
        late.refused("invitation_not_open");
    }
}

behaviour! {
    async fn the_token_is_shown_this_once(w: World) {
        let river = w.alliance().await;
        let offer = river.invites(json!({ "role": "funder" })).await;
        let token = offer["token"].as_str().unwrap();
        let seen = river.ana.sees("getInvitation", &offer["invitation"]).await.ok();
        let list = river.ana.sees("listInvitations", &river.it).await.ok();
        let events = river.ana.sees("listEvents", &river.it).await.ok();
        for shown in [seen, list, events] {
            assert!(!shown.to_string().contains(token), "{shown}");
        }
        assert!(!w.service.log().contains(token));
    }
}

behaviour! {
    async fn somebody_without_an_account_gets_one_and_signs_in(w: World) {
        let river = w.alliance().await;
        let (offer, mail) = (river.invites(json!({ "role": "facilitator" })).await, email(&w));
        let mut bare = accepts(&w.nobody(), &offer["token"]).await;
        for field in ["/email", "/name", "/password"] {
            bare = bare.at(field, "fields_clash");
        }
        w.nobody().does("acceptInvitation", (), account(&offer["token"], &mail)).await.ok();
        let nia = w.signs_in("Nia", &mail).await;
        nia.sees("getAlliance", &river.it).await.ok();
        let another = river.invites(json!({ "role": "funder" })).await;
        let taken = account(&another["token"], &mail);
        w.nobody().does("acceptInvitation", (), taken).await.refused("email_taken");
        accepts(&nia, &another["token"]).await.refused("already_member");
        let seen = river.ana.sees("getInvitation", &another["invitation"]).await.ok();
        assert_eq!(seen["status"], "open");
    }
}

behaviour! {
    async fn an_invitation_runs_out(w: World) {
        let w = w.apart(&[]).await;
        let river = w.alliance().await;
        let offer = river.invites(json!({ "role": "funder", "days": 1 })).await;
        let mail = email(&w);
        w.service.clock.set("2026-08-13T12:00:00Z");
        let late = w.nobody().does("acceptInvitation", (), account(&offer["token"], &mail)).await;
        late.refused("invitation_not_open");
        w.service.clock.set("2026-08-12T12:10:00Z");
        let open = json!({ "status": "open" });
        let list = river.ana.does("listInvitations", &river.it, open).await.ok();
        assert_eq!(list["items"][0]["id"], offer["invitation"]["id"]);
        w.nobody().does("acceptInvitation", (), account(&offer["token"], &mail)).await.ok();
    }
}

behaviour! {
    async fn what_has_run_out_is_listed_as_such(w: World) {
        let w = w.apart(&[]).await;
        let river = w.alliance().await;
        let offer = json!({ "role": "funder", "days": 1 });
        let offer = river.invites(offer).await["invitation"].take();
        let mail = river.ana.sees("getMe", ()).await.ok()["user"]["email"].take();
        w.service.clock.set("2026-08-13T12:00:00Z");
        let ana = w.signs_in("Ana", mail.as_str().unwrap()).await;
        let seen = ana.sees("getInvitation", &offer).await.ok();
        assert_eq!(seen["status"], "expired");
        for (status, many) in [("expired", 1), ("open", 0)] {
            let asked = json!({ "status": status });
            let list = ana.does("listInvitations", &river.it, asked).await.ok();
            assert_eq!(list["items"].as_array().unwrap().len(), many);
        }
    }
}

behaviour! {
    async fn one_made_for_an_address_is_that_accounts_only(w: World) {
        let river = w.alliance().await;
        let mail = email(&w);
        let offer = river.invites(json!({ "role": "funder", "email": mail })).await;
        accepts(&w.somebody("Otto").await, &offer["token"]).await.refused("invitation_not_open");
        let other = account(&offer["token"], &email(&w));
        w.nobody().does("acceptInvitation", (), other).await.refused("invitation_not_open");
        let shouted = mail.to_uppercase();
        w.nobody().does("acceptInvitation", (), account(&offer["token"], &shouted)).await.ok();
    }
}

behaviour! {
    async fn what_was_taken_back_is_not_accepted(w: World) {
        let river = w.alliance().await;
        let offer = river.invites(json!({ "role": "funder" })).await;
        let taken = river.ana.sees("revokeInvitation", &offer["invitation"]).await.ok();
        assert_eq!(taken["status"], "revoked");
        accepts(&w.somebody("Nia").await, &offer["token"]).await.refused("invitation_not_open");
        river.ana.sees("revokeInvitation", &offer["invitation"]).await.refused("wrong_state");
    }
}

behaviour! {
    async fn only_stewards_invite_and_see_invitations(w: World) {
        let river = w.alliance().await;
        let clinic = river.organization("Clinic").await;
        let pia = river.partner(&w, "Pia", &clinic).await.actor;
        let otto = river.facilitator(&w, "Otto").await.actor;
        let offer = river.invites(json!({ "role": "funder" })).await["invitation"].take();
        for who in [&pia, &otto] {
            let funder = json!({ "role": "funder" });
            who.does("createInvitation", &river.it, funder).await.refused("not_permitted");
            for (read, at) in [("getInvitation", &offer), ("listInvitations", &river.it)] {
                let answer = who.sees(read, at).await;
                assert!(answer.denied(), "{answer}");
            }
        }
    }
}

behaviour! {
    async fn an_offer_must_make_sense(w: World) {
        let river = w.alliance().await;
        let clinic = river.organization("Clinic").await;
        let invites = |offer: Value| river.ana.does("createInvitation", &river.it, offer);
        invites(json!({ "role": "partner" })).await.at("/organization_id", "role_inconsistent");
        let both = json!({ "role": "funder", "steward": true, "organization_id": clinic["id"] });
        invites(both).await.at("/organization_id", "role_inconsistent").at("/steward", "role_inconsistent");
        for days in [0, 91, -1] {
            assert!(invites(json!({ "role": "funder", "days": days })).await.code().is_some());
        }
    }
}

behaviour! {
    async fn of_many_who_accept_at_once_one_joins(w: World) {
        let river = w.alliance().await;
        let token = river.invites(json!({ "role": "funder" })).await["token"].take();
        let mut all = JoinSet::new();
        for _ in 0..20 {
            let (nobody, said) = (w.nobody(), account(&token, &email(&w)));
            all.spawn(async move { nobody.does("acceptInvitation", (), said).await });
        }
        let all = all.join_all().await.into_iter();
        let (lost, won): (Vec<_>, Vec<_>) = all.partition(|it| it.code().is_some());
        lost.into_iter().for_each(|it| drop(it.refused("invitation_not_open")));
        assert_eq!(won.len(), 1);
        let members = river.ana.sees("listMembers", &river.it).await.ok();
        assert_eq!(members["items"].as_array().unwrap().len(), 2);
    }
}

behaviour! {
    async fn no_key_accepts_an_invitation(w: World) {
        let river = w.alliance().await;
        let offer = river.invites(json!({ "role": "funder" })).await;
        let nia = w.somebody("Nia").await;
        let key = json!({ "name": "Script", "scopes": ["write"] });
        let key = nia.does("createApiKey", (), key).await.ok()["secret"].take();
        let key = nia.with("authorization", &format!("Bearer {}", key.as_str().unwrap()));
        accepts(&key, &offer["token"]).await.refused("scope_missing");
        let seen = river.ana.sees("getInvitation", &offer["invitation"]).await.ok();
        assert_eq!(seen["status"], "open");
        accepts(&nia, &offer["token"]).await.ok();
    }
}

behaviour! {
    async fn no_sign_in_that_has_ended_accepts_an_invitation(w: World) {
        let river = w.alliance().await;
        let offer = river.invites(json!({ "role": "funder" })).await;
        let nia = w.somebody("Nia").await;
        let session = nia.sees("listSessions", ()).await.ok()["items"][0].take();
        nia.sees("signOut", &session).await.ok();
        accepts(&nia, &offer["token"]).await.refused("credential_invalid");
        let seen = river.ana.sees("getInvitation", &offer["invitation"]).await.ok();
        assert_eq!(seen["status"], "open");
    }
}

behaviour! {
    async fn nobody_joins_an_archived_alliance(w: World) {
        let river = w.alliance().await;
        let offer = river.invites(json!({ "role": "funder" })).await;
        let (nia, mail) = (w.somebody("Nia").await, email(&w));
        river.ana.sees("archiveAlliance", &river.it).await.ok();
        accepts(&nia, &offer["token"]).await.refused("alliance_archived");
        let new = w.nobody().does("acceptInvitation", (), account(&offer["token"], &mail)).await;
        new.refused("alliance_archived");
        river.ana.sees("restoreAlliance", &river.it).await.ok();
        accepts(&nia, &offer["token"]).await.ok();
    }
}

behaviour! {
    async fn nobody_joins_to_speak_for_an_archived_organization(w: World) {
        let river = w.alliance().await;
        let clinic = river.organization("Clinic").await;
        let offer = json!({ "role": "partner", "organization_id": clinic["id"] });
        let token = river.invites(offer).await["token"].take();
        river.ana.sees("archiveOrganization", &clinic).await.ok();
        let nia = w.somebody("Nia").await;
        accepts(&nia, &token).await.refused("invitation_not_open");
        river.ana.sees("restoreOrganization", &clinic).await.ok();
        assert_eq!(accepts(&nia, &token).await.ok()["member"]["organization_id"], clinic["id"]);
    }
}

behaviour! {
    async fn whoever_repeats_an_acceptance_is_shown_the_member(w: World) {
        let river = w.alliance().await;
        let (offer, mail) = (river.invites(json!({ "role": "funder" })).await, email(&w));
        let new = w.nobody().with("idempotency-key", &mail);
        let accept = || new.does("acceptInvitation", (), account(&offer["token"], &mail));
        let member = accept().await.ok()["member"].take();
        assert_eq!(accept().await.ok(), json!({ "member": member, "session": null }));
        river.ana.sees("removeMember", &member).await.ok();
        accept().await.missing();
        let (offer, otto) = (river.invites(json!({ "role": "funder" })).await, w.somebody("Otto").await);
        let otto = otto.with("idempotency-key", "once");
        let member = accepts(&otto, &offer["token"]).await.ok();
        assert_eq!(member["session"], Value::Null, "Otto is signed in already");
        assert_eq!(accepts(&otto, &offer["token"]).await.ok(), member);
    }
}

behaviour! {
    async fn whoever_is_signed_in_makes_no_new_account(w: World) {
        let river = w.alliance().await;
        let offer = river.invites(json!({ "role": "funder" })).await;
        let nia = w.somebody("Nia").await;
        let both = nia.does("acceptInvitation", (), account(&offer["token"], &email(&w))).await;
        let code = "fields_clash";
        both.refused(code).at("/email", code).at("/password", code);
        let named = json!({ "token": offer["token"], "name": "Nia of the river" });
        let member = nia.does("acceptInvitation", (), named).await.ok()["member"].take();
        assert_eq!(member["name"], "Nia of the river");
    }
}

behaviour! {
    async fn what_is_over_can_no_longer_be_taken_back(w: World) {
        let w = w.apart(&[]).await;
        let river = w.alliance().await;
        let offers = async |days: i32| {
            let offer = json!({ "role": "funder", "days": days });
            river.invites(offer).await["invitation"].take()
        };
        let (short, long) = (offers(1).await, offers(90).await);
        assert_eq!(short["viewer_can"], json!(["revoke"]));
        let mail = river.ana.sees("getMe", ()).await.ok()["user"]["email"].take();
        w.service.clock.set("2026-08-13T12:00:00Z");
        let ana = w.signs_in("Ana", mail.as_str().unwrap()).await;
        assert_eq!(ana.sees("getInvitation", &short).await.ok()["viewer_can"], json!([]));
        ana.sees("revokeInvitation", &short).await.refused("wrong_state");
        assert_eq!(ana.sees("revokeInvitation", &long).await.ok()["viewer_can"], json!([]));
    }
}
