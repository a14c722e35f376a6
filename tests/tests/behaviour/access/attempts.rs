//! How often a secret can be guessed, and whom that holds up.

use accord_tests::{Answer, Engine, Service, World, behaviour};
use reqwest::Client;
use serde_json::{Value, json};
use tokio::task::JoinSet;

const PASSWORD: &str = "many rivers make one lake";

async fn signs_in(w: &World, email: &Value, password: &str) -> Answer {
    let account = json!({ "email": email, "password": password });
    w.nobody().does("signIn", (), account).await
}

async fn renews(w: &World, with: &Value) -> Answer {
    let token = json!({ "refresh_token": with["refresh_token"] });
    w.nobody().does("refreshSession", (), token).await
}

async fn with_limit(w: &World, limit: &str) -> World {
    w.apart(&[("ACCORD_SIGN_IN_LIMIT", limit)]).await
}

behaviour! {
    async fn a_meeting_room_behind_one_address_joins_at_once(w: World) {
        let w = with_limit(&w, "10").await;
        let river = w.alliance().await;
        let mut joins = JoinSet::new();
        for nth in 0..30 {
            let token = river.invites(json!({ "role": "facilitator" })).await["token"].take();
            let email = format!("{}@example.org", w.unique("guest"));
            let account = json!({ "token": token, "name": format!("Guest {nth}"), "email": email,
                "password": PASSWORD });
            let (w, it) = (w.clone(), river.it.clone());
            joins.spawn(async move {
                let joined = w.nobody().does("acceptInvitation", (), account).await.ok();
                let bearer = format!("Bearer {}", joined["session"]["access_token"].as_str().unwrap());
                w.nobody().with("authorization", &bearer).sees("getAlliance", &it).await.ok();
                signs_in(&w, &json!(email), PASSWORD).await.ok();
            });
        }
        joins.join_all().await;
    }
}

behaviour! {
    async fn who_guesses_is_held_up_and_others_are_not(w: World) {
        let w = with_limit(&w, "2").await;
        let email = async |name: &str| w.somebody(name).await.sees("getMe", ()).await.ok()["user"]["email"].take();
        let (ana, bea) = (email("Ana").await, email("Bea").await);
        for _ in 0..2 {
            signs_in(&w, &ana, "of nobody at all").await.refused("sign_in_failed");
        }
        signs_in(&w, &ana, PASSWORD).await.refused("too_many_requests");
        for _ in 0..5 {
            signs_in(&w, &bea, PASSWORD).await.ok();
        }
    }
}

behaviour! {
    async fn a_token_that_comes_back_after_the_leeway_ends_its_session(w: World) {
        let w = w.apart(&[]).await;
        let ana = w.somebody("Ana").await;
        let email = ana.sees("getMe", ()).await.ok()["user"]["email"].take();
        let session = signs_in(&w, &email, PASSWORD).await.ok();
        let renews = async |with: &Value| renews(&w, with).await;
        let (one, other) = (renews(&session).await.ok(), renews(&session).await.ok());
        w.service.clock.set("2026-08-12T12:00:20Z");
        let (next, _) = (renews(&one).await.ok(), renews(&other).await.ok());
        w.service.clock.set("2026-08-12T12:01:00Z");
        let last = renews(&next).await.ok();
        w.service.clock.set("2026-08-12T12:01:20Z");
        renews(&other).await.refused("refresh_token_invalid");
        renews(&last).await.refused("refresh_token_invalid");
    }
}

behaviour! {
    async fn the_branch_that_is_not_used_ends_once_the_leeway_is_over(w: World) {
        let w = w.apart(&[]).await;
        let ana = w.somebody("Ana").await;
        let email = ana.sees("getMe", ()).await.ok()["user"]["email"].take();
        let session = signs_in(&w, &email, PASSWORD).await.ok();
        let renews = async |with: &Value| renews(&w, with).await;
        let (one, other) = (renews(&session).await.ok(), renews(&session).await.ok());
        w.service.clock.set("2026-08-12T12:00:31Z");
        let next = renews(&one).await.ok();
        renews(&other).await.refused("refresh_token_invalid");
        renews(&next).await.ok();
    }
}

/// Tells how it is answered to who guesses at an account, at one of several processes.
async fn guesses(at: &str, email: &str, password: &str) -> u16 {
    let account = json!({ "email": email, "password": password });
    let asks = Client::new().post(format!("{at}/v1/sessions")).json(&account);
    asks.send().await.unwrap().status().as_u16()
}

#[tokio::test]
async fn two_that_serve_one_database_count_together_who_guesses() {
    let service = Service::with(Engine::Postgres, &[("ACCORD_SIGN_IN_LIMIT", "4")]);
    let other = service.replica();
    let create = ["user", "create", "--name", "Ana", "--password-stdin", "--email"];
    for email in ["ana@example.org", "bea@example.org"] {
        service.accord(&[&create[..], &[email]].concat(), PASSWORD);
    }
    let both = [&*service.url, &*other.url];
    for at in both.repeat(2) {
        assert_eq!(guesses(at, "ana@example.org", "of nobody at all").await, 401);
    }
    for at in both {
        assert_eq!(guesses(at, "ana@example.org", PASSWORD).await, 429);
        for _ in 0..5 {
            assert_eq!(guesses(at, "bea@example.org", PASSWORD).await, 201);
        }
    }
}
