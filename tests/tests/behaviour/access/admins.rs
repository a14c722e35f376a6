//! Those who keep the instance: there is always one.

use accord_tests::{Actor, Answer, World, behaviour};
use serde_json::{Value, json};

async fn own(who: &Actor) -> Value {
    who.sees("getMe", ()).await.ok()["user"].take()
}

async fn disables(who: &Actor, whom: &Value) -> Answer {
    who.does("changeUser", whom, json!({ "disabled": true })).await
}

/// An admin beside whom there is no other.
async fn alone(w: &World) -> Actor {
    let admin = w.admin().await;
    let me = own(&admin).await["id"].take();
    let all = admin.does("listUsers", (), json!({ "limit": 200 })).await.ok();
    let others = all["items"].as_array().unwrap().iter();
    for other in others.filter(|it| it["admin"] == true && it["id"] != me) {
        disables(&admin, other).await.ok();
    }
    admin
}

behaviour! {
    async fn the_last_admin_stays_one(w: World) {
        let w = w.apart(&[]).await;
        let admin = alone(&w).await;
        let me = own(&admin).await;
        disables(&admin, &me).await.refused("last_admin");
        let down = admin.does("changeUser", &me, json!({ "admin": false })).await;
        down.refused("last_admin");
    }
}

behaviour! {
    async fn of_two_admins_who_disable_each_other_at_once_one_stays(w: World) {
        let w = w.apart(&[]).await;
        let mut stays = alone(&w).await;
        for _ in 0..3 {
            let other = w.admin().await;
            let (mine, theirs) = (own(&stays).await, own(&other).await);
            let (ours, others) = tokio::join!(disables(&stays, &theirs), disables(&other, &mine));
            let (lost, winner) =
                if ours.code().is_none() { (others, stays) } else { (ours, other) };
            lost.refused("credential_invalid");
            stays = winner;
            assert_eq!(own(&stays).await["disabled"], false);
        }
    }
}
