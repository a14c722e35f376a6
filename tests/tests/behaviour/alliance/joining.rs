//! Who joined by which invitation, and what becomes of the others.

use accord_tests::behaviour;
use serde_json::{Value, json};

use super::invitations::{accepts, account, email};

behaviour! {
    async fn whoever_makes_an_account_by_accepting_is_signed_in(w: World) {
        let river = w.alliance().await;
        let (offer, mail) = (river.invites(json!({ "role": "facilitator" })).await, email(&w));
        let joined = w.nobody().does("acceptInvitation", (), account(&offer["token"], &mail)).await.ok();
        let bearer = format!("Bearer {}", joined["session"]["access_token"].as_str().unwrap());
        let nia = w.nobody().with("authorization", &bearer);
        assert_eq!(nia.sees("getMember", &joined["member"]).await.ok()["name"], "Nia");
        let renew = json!({ "refresh_token": joined["session"]["refresh_token"] });
        w.nobody().does("refreshSession", (), renew).await.ok();
    }
}

behaviour! {
    async fn whoever_is_a_member_is_not_invited_again(w: World) {
        let (river, mail) = (w.alliance().await, email(&w));
        let for_her = json!({ "role": "facilitator", "email": mail });
        let offer = river.invites(for_her.clone()).await;
        w.nobody().does("acceptInvitation", (), account(&offer["token"], &mail)).await.ok();
        let again = river.ana.does("createInvitation", &river.it, for_her).await;
        again.refused("already_member").at("/email", "already_member");
    }
}

behaviour! {
    async fn an_address_has_one_open_invitation_the_last(w: World) {
        let (river, mail) = (w.alliance().await, email(&w));
        let first = river.invites(json!({ "role": "funder", "email": mail })).await;
        let other = river.invites(json!({ "role": "funder", "email": email(&w) })).await;
        let last = river.invites(json!({ "role": "facilitator", "email": mail.to_uppercase() })).await;
        let status = async |of: &Value| {
            river.ana.sees("getInvitation", &of["invitation"]).await.ok()["status"].take()
        };
        assert_eq!((status(&first).await, status(&other).await), (json!("revoked"), json!("open")));
        let late = w.nobody().does("acceptInvitation", (), account(&first["token"], &mail)).await;
        late.refused("invitation_not_open");
        w.nobody().does("acceptInvitation", (), account(&last["token"], &mail)).await.ok();
    }
}

behaviour! {
    async fn whoever_joins_or_leaves_keeps_no_other_invitation(w: World) {
        let (river, mail) = (w.alliance().await, email(&w));
        let bare = river.invites(json!({ "role": "facilitator" })).await;
        let hers = river.invites(json!({ "role": "funder", "email": mail })).await;
        let joined = w.nobody().does("acceptInvitation", (), account(&bare["token"], &mail)).await.ok();
        let seen = river.ana.sees("getInvitation", &hers["invitation"]).await.ok();
        assert_eq!(seen["status"], "revoked");
        river.ana.sees("removeMember", &joined["member"]).await.ok();
        let nia = w.signs_in("Nia", &mail).await;
        accepts(&nia, &hers["token"]).await.refused("invitation_not_open");
    }
}

behaviour! {
    async fn a_member_shows_who_invited_them_and_since_when_they_are_a_partner(w: World) {
        let river = w.alliance().await;
        let clinic = river.organization("Clinic").await;
        let pia = river.partner(&w, "Pia", &clinic).await;
        let founder = river.founder().await;
        assert_eq!((&founder["invited_by"], &founder["partner_since"]), (&Value::Null, &Value::Null));
        assert_eq!(pia.member["invited_by"], founder["id"]);
        assert_eq!(pia.member["partner_since"], pia.member["created_at"]);
        let role = json!({ "role": "facilitator", "organization_id": null });
        let now = river.ana.does("changeMember", &pia.member, role).await.ok();
        assert_eq!((&now["partner_since"], &now["invited_by"]), (&Value::Null, &founder["id"]));
        let role = json!({ "role": "partner", "organization_id": clinic["id"] });
        let now = river.ana.does("changeMember", &pia.member, role).await.ok();
        assert!(now["partner_since"].is_string(), "{now}");
    }
}
