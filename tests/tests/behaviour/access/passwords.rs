//! What is asked of a password.

use accord_tests::behaviour;
use serde_json::json;

behaviour! {
    async fn a_wrong_password_hides_nothing_of_the_new_one(w: World) {
        let ana = w.somebody("Ana").await;
        let change =
            json!({ "current_password": "of nobody at all", "new_password": "passwordpassword" });
        let answer = ana.does("changePassword", (), change).await.refused("password_wrong");
        answer.at("/current_password", "password_wrong").at("/new_password", "password_too_common");
    }
}
