//! Whoever takes an account over never reads what it had answered.

use accord_tests::{Actor, behaviour};
use serde_json::{Value, json};

use super::{Table, named, tells, words_of};

impl Table {
    /// An admin resets a partner's password; gives whoever signs in with the new one.
    async fn is_taken_over(&self, nth: usize) -> Actor {
        let member = &self.partners[nth].member;
        let account = json!({ "id": member["user_id"] });
        let reset = self.w.admin().await.sees("resetPassword", &account).await.ok();
        let account = json!({
            "email": reset["user"]["email"], "password": reset["one_time_password"],
        });
        let session = self.w.nobody().does("signIn", (), account).await.ok();
        let bearer = format!("Bearer {}", session["access_token"].as_str().unwrap());
        self.w.nobody().with("authorization", &bearer)
    }
}

async fn acts(who: &Actor, alliance: &Value) -> Vec<Value> {
    let events = who.does("listEvents", alliance, json!({ "limit": 200 })).await.ok();
    events["items"].as_array().unwrap().clone()
}

behaviour! {
    async fn a_reset_destroys_what_was_answered_and_nobody_had_seen(w: World) {
        let table = Table::open(w, &[1, 1], named()).await;
        table.starts(1).await.ok();
        table.all_answer(0..2, 1).await;
        table.drafts_all(0, 1, 2, "A later thought").await;
        let taken = table.is_taken_over(0).await;
        let own = taken.sees("listMyResponses", &table.discussions[0]).await.ok();
        assert_eq!(own["items"], json!([]));
        table.reveals(1).await.ok();
        let shown = table.results(table.ana(), 1).await;
        assert!(!tells(&shown, &words_of(0)) && tells(&shown, &words_of(1)), "{shown}");
    }
}

behaviour! {
    async fn each_alliance_is_told_of_a_reset_whether_or_not_anything_was_answered(w: World) {
        let table = Table::open(w, &[1, 1], named()).await;
        let before = acts(table.ana(), &table.river.it).await.len();
        table.is_taken_over(0).await;
        let events = acts(table.partner(1), &table.river.it).await;
        assert_eq!(events.len(), before + 1);
        let told = events.iter().find(|it| it["act"] == "reset_password").unwrap();
        let member = &table.partners[0].member["id"];
        assert_eq!((&told["about"], &told["member_id"]), (member, &Value::Null));
        let seen = table.ana().sees("getAlliance", &table.river.it).await.ok();
        assert_eq!(seen["revision"], told["revision"], "{seen}");
    }
}

behaviour! {
    async fn a_reset_and_a_new_password_end_the_keys_of_the_account(w: World) {
        let table = Table::of_two(w).await;
        let script = async |who: &Actor| {
            let key = json!({ "name": "Script", "scopes": ["read"] });
            let secret = who.does("createApiKey", (), key).await.ok()["secret"].take();
            table.w.nobody().with("authorization", &format!("Bearer {}", secret.as_str().unwrap()))
        };
        let first = script(table.partner(0)).await;
        first.sees("getAlliance", &table.river.it).await.ok();
        let taken = table.is_taken_over(0).await;
        first.sees("getAlliance", &table.river.it).await.refused("credential_invalid");
        let (kept, gone) = (script(&taken).await, script(table.partner(1)).await);
        let change = |keys: Value| {
            let mut change = json!({ "current_password": "many rivers make one lake",
                "new_password": "more rivers make more lakes" });
            change.as_object_mut().unwrap().extend(keys.as_object().unwrap().clone());
            change
        };
        table.partner(1).does("changePassword", (), change(json!({}))).await.ok();
        gone.sees("getAlliance", &table.river.it).await.refused("credential_invalid");
        kept.sees("getAlliance", &table.river.it).await.ok();
        let mine = script(table.ana()).await;
        let keep = change(json!({ "revoke_api_keys": false }));
        table.ana().does("changePassword", (), keep).await.ok();
        mine.sees("getAlliance", &table.river.it).await.ok();
    }
}

behaviour! {
    async fn the_promise_tells_of_a_reset(w: World) {
        let table = Table::of_two(w).await;
        table.starts(1).await.ok();
        let asked = table.partner(0).sees("listPrompts", &table.discussions[0]).await.ok();
        assert!(tells(&asked["promise"], "resets your password"), "{asked}");
    }
}
