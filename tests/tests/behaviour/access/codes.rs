//! What sign-in, accounts and keys refuse.

use accord_tests::{Actor, World};
use serde_json::{Value, json};

use crate::protocol::codes::Provoked;

async fn signing_in(w: &World) -> Provoked {
    let (nobody, river) = (w.nobody(), w.alliance().await);
    let wrong = json!({ "email": "nobody@example.org", "password": "of nobody at all" });
    let refresh = json!({ "refresh_token": "of nobody at all" });
    let change =
        json!({ "current_password": "of nobody at all", "new_password": "one lake, two rivers" });
    let over =
        json!({ "name": "A script", "scopes": ["read"], "expires_at": "2020-01-01T00:00:00Z" });
    let key = json!({ "name": "A script", "scopes": ["read"] });
    let key = river.ana.does("createApiKey", (), key).await.ok();
    let bearer = |of: &str| nobody.with("authorization", &format!("Bearer {of}"));
    let script = bearer(key["secret"].as_str().unwrap());
    let clinic = json!({ "name": "Clinic" });
    vec![
        ("not_signed_in", nobody.sees("getAlliance", &river.it).await),
        ("credential_invalid", bearer("of nobody").sees("getAlliance", &river.it).await),
        ("sign_in_failed", nobody.does("signIn", (), wrong).await),
        ("refresh_token_invalid", nobody.does("refreshSession", (), refresh).await),
        ("password_wrong", river.ana.does("changePassword", (), change).await),
        ("scope_missing", script.does("createOrganization", &river.it, clinic).await),
        ("time_passed", river.ana.does("createApiKey", (), over).await),
        ("not_permitted", river.ana.sees("listUsers", ()).await),
    ]
}

async fn accounts(w: &World) -> Provoked {
    let admin = w.admin().await;
    let email = format!("{}@example.org", w.unique("user"));
    let with = async |password: &str| {
        let user = json!({ "email": email, "name": "Nia", "password": password });
        admin.does("createUser", (), user).await
    };
    let (short, common) = (with("short").await, with("passwordpassword").await);
    with("many rivers make one lake").await.ok();
    let taken = with("many rivers make one lake").await;
    let clerk = json!({ "email": format!("{}@example.org", w.unique("clerk")), "name": "Clerk" });
    let made = admin.does("createUser", (), clerk.clone()).await.ok();
    let once = json!({ "email": clerk["email"], "password": made["one_time_password"] });
    let signs_in = async || w.nobody().does("signIn", (), once.clone()).await;
    signs_in().await.ok();
    let used = ("one_time_password_used", signs_in().await);
    vec![
        used,
        ("password_too_short", short),
        ("password_too_common", common),
        ("email_taken", taken),
    ]
}

/// An admin who disables all others, and then wants to be none.
async fn last_admin(w: &World) -> Provoked {
    let w = w.apart(&[]).await;
    let admin = w.admin().await;
    let me = admin.sees("getMe", ()).await.ok()["user"].take();
    let admins = admin.does("listUsers", (), json!({ "admin": true })).await.ok();
    let change =
        async |who: &Actor, user: &Value, to: Value| who.does("changeUser", user, to).await;
    for other in admins["items"].as_array().unwrap().iter().filter(|it| it["id"] != me["id"]) {
        change(&admin, other, json!({ "disabled": true })).await.ok();
    }
    vec![("last_admin", change(&admin, &me, json!({ "admin": false })).await)]
}

/// Each of this room's codes.
pub async fn provoke(w: &World) -> Provoked {
    let mut all = signing_in(w).await;
    all.extend(accounts(w).await);
    all.extend(last_admin(w).await);
    all
}
