//! The organizations that work together.

use accord_tests::behaviour;
use serde_json::{Value, json};

fn names(list: &Value) -> Vec<&str> {
    list["items"].as_array().unwrap().iter().map(|it| it["name"].as_str().unwrap()).collect()
}

behaviour! {
    async fn an_organization_is_added_and_described(w: World) {
        let river = w.alliance().await;
        let clinic = json!({ "name": "River Clinic", "mission": "Health for all" });
        let clinic = river.ana.does("createOrganization", &river.it, clinic).await.ok();
        assert_eq!(clinic["alliance_id"], river.it["id"]);
        let bare = json!({ "mission": null });
        let changed = river.ana.does("changeOrganization", &clinic, bare).await.ok();
        assert_eq!((&changed["mission"], &changed["name"]), (&Value::Null, &clinic["name"]));
        assert_eq!(river.ana.sees("getOrganization", &clinic).await.ok(), changed);
    }
}

behaviour! {
    async fn a_change_that_changes_nothing_leaves_no_trace(w: World) {
        let river = w.alliance().await;
        let clinic = json!({ "name": "River Clinic", "mission": "Health for all" });
        let clinic = river.ana.does("createOrganization", &river.it, clinic).await.ok();
        let before = river.ana.sees("getAlliance", &river.it).await.ok();
        for same in [json!({}), json!({ "name": "River Clinic" })] {
            let now = river.ana.does("changeOrganization", &clinic, same).await.ok();
            assert_eq!(now, clinic);
        }
        assert_eq!(river.ana.sees("getAlliance", &river.it).await.ok(), before);
        let events = river.ana.sees("listEvents", &river.it).await.ok();
        let acts: Vec<_> = events["items"].as_array().unwrap().iter().map(|it| &it["act"]).collect();
        assert_eq!(acts, ["create_alliance", "create_organization"]);
    }
}

behaviour! {
    async fn two_organizations_of_an_alliance_have_two_names(w: World) {
        let (river, lake) = (w.alliance().await, w.alliance().await);
        let clinic = json!({ "name": "Clinic" });
        river.ana.does("createOrganization", &river.it, clinic.clone()).await.ok();
        let again = river.ana.does("createOrganization", &river.it, clinic.clone()).await;
        again.refused("name_taken").at("/name", "name_taken");
        lake.ana.does("createOrganization", &lake.it, clinic).await.ok();
    }
}

behaviour! {
    async fn names_that_look_alike_are_one_and_an_archived_one_is_free(w: World) {
        let river = w.alliance().await;
        let adds = |name: &str| river.ana.does("createOrganization", &river.it, json!({ "name": name }));
        let clinic = adds("  River Clinic ").await.ok();
        assert_eq!(clinic["name"], "River Clinic");
        for alike in ["RIVER CLINIC", "River  Clinic", "River Сlinic", "River\u{200b} Clinic"] {
            adds(alike).await.refused("name_taken").at("/name", "name_taken");
        }
        river.ana.sees("archiveOrganization", &clinic).await.ok();
        let other = adds("river clinic").await.ok();
        river.ana.sees("restoreOrganization", &clinic).await.refused("name_taken");
        river.ana.sees("archiveOrganization", &other).await.ok();
        river.ana.sees("restoreOrganization", &clinic).await.ok();
    }
}

behaviour! {
    async fn a_list_is_read_page_by_page_in_its_order(w: World) {
        let river = w.alliance().await;
        for name in ["Delta", "Alpha", "Charlie", "Bravo", "Echo"] {
            river.ana.does("createOrganization", &river.it, json!({ "name": name })).await.ok();
        }
        let mut asked = json!({ "sort": "name", "limit": 2 });
        let mut seen = Vec::new();
        loop {
            let page = river.ana.does("listOrganizations", &river.it, asked.clone()).await.ok();
            seen.extend(names(&page).into_iter().map(str::to_owned));
            if page["next_cursor"].is_null() {
                break;
            }
            asked["cursor"] = page["next_cursor"].clone();
        }
        assert_eq!(seen, ["Alpha", "Bravo", "Charlie", "Delta", "Echo"]);
    }
}

behaviour! {
    async fn a_page_larger_than_any_is_refused(w: World) {
        let river = w.alliance().await;
        for limit in [0, 201] {
            let page = river.ana.does("listOrganizations", &river.it, json!({ "limit": limit }));
            let code = "parameter_invalid";
            page.await.refused(code).at("?limit", code);
        }
    }
}

behaviour! {
    async fn an_archived_organization_is_found_by_its_status(w: World) {
        let river = w.alliance().await;
        let clinic = json!({ "name": "Clinic" });
        let clinic = river.ana.does("createOrganization", &river.it, clinic).await.ok();
        river.ana.sees("archiveOrganization", &clinic).await.ok();
        let of = |status: &str| river.ana.does("listOrganizations", &river.it, json!({ "status": status }));
        assert_eq!(names(&of("archived").await.ok()), ["Clinic"]);
        assert_eq!(names(&of("active").await.ok()), [""; 0]);
    }
}

behaviour! {
    async fn an_organization_is_not_archived_while_partners_speak_for_it(w: World) {
        let river = w.alliance().await;
        let clinic = river.organization("Clinic").await;
        let pia = river.partner(&w, "Pia", &clinic).await;
        let refused = river.ana.sees("archiveOrganization", &clinic).await.refused("in_use");
        assert!(refused.faults[0].message.contains("Pia"), "{refused}");
        river.ana.sees("removeMember", &pia.member).await.ok();
        river.ana.sees("archiveOrganization", &clinic).await.ok();
    }
}
