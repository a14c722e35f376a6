//! Events: what changed, who changed it, in which order; never what it says.

use accord_tests::behaviour;
use serde_json::{Value, json};

fn revisions(list: &Value) -> Vec<Value> {
    list["items"].as_array().unwrap().iter().map(|it| it["revision"].clone()).collect()
}

behaviour! {
    async fn each_change_is_one_event_with_the_next_revision(w: World) {
        let river = w.alliance().await;
        let clinic = river.organization("Clinic").await;
        river.ana.does("changeOrganization", &clinic, json!({ "name": "Hospital" })).await.ok();
        let events = river.ana.sees("listEvents", &river.it).await.ok();
        let told = |it: &Value| json!([it["revision"], it["act"]]);
        let all: Vec<_> = events["items"].as_array().unwrap().iter().map(told).collect();
        assert_eq!(json!(all), json!([
            [1, "create_alliance"], [2, "create_organization"], [3, "change_organization"],
        ]));
        let last = &events["items"][2];
        assert_eq!(last["about"], clinic["id"]);
        assert_eq!(last["member_id"], river.founder().await["id"]);
        assert!(!events.to_string().contains("Hospital"), "{events}");
    }
}

behaviour! {
    async fn whoever_follows_asks_only_for_what_is_new(w: World) {
        let river = w.alliance().await;
        for name in ["A", "B", "C"] {
            river.organization(name).await;
        }
        let asks = |asked: Value| river.ana.does("listEvents", &river.it, asked);
        let first = asks(json!({ "after_revision": 1, "limit": 2 })).await.ok();
        assert_eq!(revisions(&first), [2, 3]);
        let next = json!({ "after_revision": 1, "limit": 2, "cursor": first["next_cursor"] });
        let second = asks(next).await.ok();
        assert_eq!((json!(revisions(&second)), &second["next_cursor"]), (json!([4]), &Value::Null));
        assert_eq!(asks(json!({ "after_revision": 4 })).await.ok()["items"], json!([]));
        assert!(asks(json!({ "after_revision": -1 })).await.code().is_some());
    }
}

behaviour! {
    async fn what_was_refused_leaves_no_event(w: World) {
        let river = w.alliance().await;
        river.organization("Clinic").await;
        let events = async || river.ana.sees("listEvents", &river.it).await.ok();
        let before = events().await;
        let again = json!({ "name": "Clinic" });
        river.ana.does("createOrganization", &river.it, again).await.refused("name_taken");
        river.ana.sees("removeMember", &river.founder().await).await.refused("last_steward");
        assert_eq!(before, events().await);
    }
}

behaviour! {
    async fn partners_follow_and_funders_do_not(w: World) {
        let river = w.alliance().await;
        let clinic = river.organization("Clinic").await;
        let pia = river.partner(&w, "Pia", &clinic).await.actor;
        let fay = river.funder(&w, "Fay").await.actor;
        pia.sees("listEvents", &river.it).await.ok();
        let denied = fay.sees("listEvents", &river.it).await;
        assert!(denied.denied(), "{denied}");
    }
}

behaviour! {
    async fn the_newest_come_first_where_they_are_asked_to(w: World) {
        let river = w.alliance().await;
        for name in ["A", "B", "C"] {
            river.organization(name).await;
        }
        let asks = |asked: Value| river.ana.does("listEvents", &river.it, asked);
        let newest = json!({ "sort": "revision_desc", "limit": 3 });
        let first = asks(newest.clone()).await.ok();
        assert_eq!(revisions(&first), [4, 3, 2]);
        let next = |sort: &str| {
            asks(json!({ "sort": sort, "limit": 3, "cursor": first["next_cursor"] }))
        };
        assert_eq!(revisions(&next("revision_desc").await.ok()), [1]);
        next("revision").await.refused("cursor_unreadable");
    }
}

behaviour! {
    async fn events_are_found_by_what_was_done_and_to_what(w: World) {
        let river = w.alliance().await;
        let [clinic, school] = [river.organization("A").await, river.organization("B").await];
        for (it, name) in [(&clinic, "Clinic"), (&school, "School"), (&clinic, "Hospital")] {
            river.ana.does("changeOrganization", it, json!({ "name": name })).await.ok();
        }
        let asks = |asked: Value| river.ana.does("listEvents", &river.it, asked);
        let changed = json!({ "act": "change_organization" });
        assert_eq!(revisions(&asks(changed).await.ok()), [4, 5, 6]);
        let of_clinic = json!({ "about": clinic["id"] });
        assert_eq!(revisions(&asks(of_clinic).await.ok()), [2, 4, 6]);
        let both = json!({
            "about": clinic["id"], "act": "change_organization", "sort": "revision_desc",
            "after_revision": 4,
        });
        assert_eq!(revisions(&asks(both).await.ok()), [6]);
        for wrong in [json!({ "act": "Change!" }), json!({ "about": "clinic" })] {
            assert!(asks(wrong).await.code().is_some());
        }
    }
}
