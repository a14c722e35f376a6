//! Goals: what makes one measurable, what its indicators say of it, and how it ends.

use accord_tests::behaviour;
use serde_json::{Value, json};

use super::{Aiming, fed};

behaviour! {
    async fn a_partner_writes_a_goal_down_and_all_partners_read_it(w: World) {
        let at = Aiming::alone(&w).await;
        let clinic = at.river.organization("Clinic").await;
        let pia = at.river.partner(&w, "Pia", &clinic).await.actor;
        let goal = pia.does("createGoal", &at.river.it, fed()).await.ok();
        assert_eq!((&goal["status"], &goal["number"]), (&json!("active"), &json!(1)));
        assert_eq!(goal["viewer_can"], json!(["change", "end"]));
        assert_eq!(at.river.ana.sees("getGoal", &goal).await.ok(), goal);
        let all = at.river.ana.sees("listGoals", &at.river.it).await.ok();
        assert_eq!(all["items"], json!([goal]));
        let funder = at.river.funder(&w, "Fay").await.actor;
        assert!(funder.sees("getGoal", &goal).await.denied());
        funder.sees("listGoals", &at.river.it).await.refused("not_permitted");
    }
}

behaviour! {
    async fn a_goal_says_what_it_lacks_until_it_is_measurable(w: World) {
        let at = Aiming::alone(&w).await;
        let bare = at.writes(json!({ "title": "Eat well", "benefit": "both" })).await.ok();
        let all = json!(["outcome", "for_whom", "due_on", "indicator_with_target"]);
        assert_eq!((&bare["measurable"], &bare["lacks"]), (&json!(false), &all));
        let aimless = at.indicator("meals", json!({})).await;
        let target = json!({
            "baseline": { "on": "2026-01-01", "value": 10 },
            "targets": [{ "due_on": "2027-12-31", "value": 100 }],
        });
        let aimed = at.indicator("jobs", target).await;
        let changes = async |it: Value| at.river.ana.does("changeGoal", &bare, it).await.ok();
        let mut whole = fed();
        whole["indicator_ids"] = json!([aimless["id"]]);
        assert_eq!(changes(whole).await["lacks"], json!(["indicator_with_target"]));
        let named = json!({ "indicator_ids": [aimless["id"], aimed["id"], aimed["id"]] });
        let goal = changes(named).await;
        assert_eq!((&goal["measurable"], &goal["lacks"]), (&json!(true), &json!([])));
        assert_eq!(goal["indicator_ids"], json!([aimless["id"], aimed["id"]]));
    }
}

/// How many of a goal's indicators stand so.
fn count(progress: &Value, status: &str) -> Value {
    let counts = progress["counts"].as_array().unwrap();
    counts.iter().find(|it| it["status"] == status).unwrap()["count"].clone()
}

behaviour! {
    async fn a_goal_stands_as_the_worst_of_its_indicators_in_use(w: World) {
        let at = Aiming::alone(&w).await;
        let (jobs, meals) = (at.indicator("jobs", json!({})).await, at.indicator("meals", json!({})).await);
        let mut goal = fed();
        goal["indicator_ids"] = json!([jobs["id"], meals["id"]]);
        let goal = at.writes(goal).await.ok();
        let june = ((&at.river.it, "jobs"), "2026-06");
        at.river.ana.does("recordMeasurement", june, json!({ "value": 40 })).await.ok();
        let stands = async || at.river.ana.sees("getGoal", &goal).await.ok()["progress"].take();
        let now = stands().await;
        assert_eq!((&now["status"], count(&now, "no_target")), (&json!("no_data"), json!(1)));
        at.river.ana.sees("archiveIndicator", &meals).await.ok();
        let now = stands().await;
        assert_eq!((&now["status"], count(&now, "no_data")), (&json!("no_target"), json!(0)));
    }
}

behaviour! {
    async fn a_goal_names_indicators_of_its_own_alliance(w: World) {
        let (river, lake) = (Aiming::alone(&w).await, Aiming::alone(&w).await);
        let (own, other) = (river.indicator("jobs", json!({})).await, lake.indicator("jobs", json!({})).await);
        let mut goal = fed();
        goal["indicator_ids"] = json!([own["id"], other["id"]]);
        let refused = river.writes(goal).await.refused("reference_not_found");
        refused.at("/indicator_ids/1", "reference_not_found");
        let ana = &river.river.ana;
        assert_eq!(ana.sees("listGoals", &river.river.it).await.ok()["items"], json!([]));
        let goal = river.goal().await;
        let names = async |all: Value| ana.does("changeGoal", &goal, json!({ "indicator_ids": all })).await.ok();
        names(json!([own["id"]])).await;
        ana.sees("removeIndicator", &own).await.refused("in_use");
        names(json!([])).await;
        ana.sees("removeIndicator", &own).await.ok();
    }
}

behaviour! {
    async fn a_goal_ends_with_words_and_can_be_reopened(w: World) {
        let at = Aiming::alone(&w).await;
        let goal = at.goal().await;
        let does = async |step: &str, input: Value| at.river.ana.does(step, &goal, input).await;
        does("reopenGoal", json!({ "words": "Why not" })).await.refused("wrong_state");
        for status in ["completed", "changed", "dropped"] {
            let ended = json!({ "status": status, "words": "The survey says so" });
            let ended = does("endGoal", ended).await.ok();
            assert_eq!((&ended["status"], &ended["status_words"]), (&json!(status), &json!("The survey says so")));
            assert_eq!(ended["viewer_can"], json!(["reopen"]));
            does("changeGoal", json!({ "title": "Late" })).await.refused("wrong_state");
            does("endGoal", json!({ "status": "dropped", "words": "Again" })).await.refused("wrong_state");
            let again = does("reopenGoal", json!({ "words": "It was not so" })).await.ok();
            assert_eq!((&again["status"], &again["ended_on"]), (&json!("active"), &Value::Null));
        }
    }
}

behaviour! {
    async fn what_a_goal_was_before_each_change_can_be_read(w: World) {
        let at = Aiming::alone(&w).await;
        let goal = at.goal().await;
        let does = async |step: &str, input: Value| at.river.ana.does(step, &goal, input).await.ok();
        does("changeGoal", json!({ "title": "All are fed", "outcome": null })).await;
        does("changeGoal", json!({ "title": "All are fed" })).await;
        does("endGoal", json!({ "status": "completed", "words": "The survey says so" })).await;
        let versions = at.river.ana.sees("listGoalVersions", &goal).await.ok();
        let told = |name: &str| {
            let all = versions["items"].as_array().unwrap().iter();
            all.map(|it| it[name].clone()).collect::<Value>()
        };
        assert_eq!(told("number"), json!([3, 2, 1]));
        assert_eq!(told("title"), json!(["All are fed", "All are fed", "Nobody goes hungry"]));
        assert_eq!(told("outcome"), json!([null, null, fed()["outcome"]]));
        assert_eq!(told("status"), json!(["completed", "active", "active"]));
        assert_eq!(told("member_id")[0], at.river.founder().await["id"]);
    }
}

behaviour! {
    async fn a_refusal_of_a_goal_speaks_the_language_of_the_caller(w: World) {
        let at = Aiming::alone(&w).await;
        let goal = at.goal().await;
        let spanish = at.river.ana.with("accept-language", "es");
        let refused = spanish.does("reopenGoal", &goal, json!({ "words": "Sí" })).await;
        assert!(refused.faults[0].message.contains("La meta está activa"), "{refused}");
    }
}
