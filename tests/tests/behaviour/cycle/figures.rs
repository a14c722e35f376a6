//! The figures of rated prompts, worked by hand beforehand.

use accord_tests::{World, behaviour};
use serde_json::{Value, json};

use super::{Table, anonymous, by_organization, fitting, named};

/// What six partners rate, and what comes of it: counts, median, level, consensus, label.
fn worked() -> [([u8; 6], Value); 5] {
    let figures = |counts: [u8; 5], median: Value, level: Value, consensus: Value, label: &str| {
        json!({ "n": 6, "counts": counts, "median": median, "level": level,
            "consensus": consensus, "consensus_label": label })
    };
    [
        ([4, 4, 4, 4, 4, 4], figures([0, 0, 0, 6, 0], json!(4), json!(75), json!(1), "shared")),
        ([3, 4, 5, 4, 4, 4], figures([0, 0, 1, 4, 1], json!(4), json!(75), json!(0.75), "shared")),
        (
            [2, 5, 3, 4, 3, 4],
            figures([0, 1, 2, 2, 1], json!(3.5), json!(62.5), json!(0.4167), "mixed"),
        ),
        ([2, 4, 2, 4, 2, 4], figures([0, 3, 0, 3, 0], json!(3), json!(50), json!(0.1667), "mixed")),
        (
            [1, 5, 1, 5, 2, 4],
            figures([2, 1, 0, 1, 2], json!(3), json!(50), json!(-0.4259), "split"),
        ),
    ]
}

/// Six partners have rated five questions of their alliance's own, after the framework's two.
async fn rated(w: World, settings: Value) -> Table {
    let table = Table::planned(w, &[2, 2, 2], settings).await;
    for number in 1..=5 {
        let own = json!({ "component": "purpose", "text": format!("Question {number}"),
            "asks_about": "alliance", "answer_type": "rating" });
        table.ana().does("createQuestion", &table.river.it, own).await.ok();
    }
    table.steps("openCycle", json!({})).await.ok();
    table.starts(1).await.ok();
    let prompts = table.prompts(1).await;
    for nth in 0..6 {
        table.drafts(nth, 1, &prompts[0], fitting(&prompts[0], 5, "")).await.ok();
        for (prompt, (ratings, _)) in prompts[2..].iter().zip(worked()) {
            table.drafts(nth, 1, prompt, json!({ "rating": ratings[nth] })).await.ok();
        }
        table.submits(nth, 1).await.ok();
    }
    table.reveals(1).await.ok();
    table
}

behaviour! {
    async fn the_figures_are_those_worked_by_hand(w: World) {
        let table = rated(w, anonymous()).await;
        let shown = table.results(table.partner(0), 1).await;
        for (at, (ratings, figures)) in worked().into_iter().enumerate() {
            assert_eq!(shown["items"][at + 2]["figures"], figures, "{ratings:?}");
        }
    }
}

behaviour! {
    async fn what_to_talk_about_first_is_where_partners_agree_least(w: World) {
        let table = rated(w, anonymous()).await;
        let shown = table.results(table.ana(), 1).await;
        let place = |id: &Value| {
            let all = shown["items"].as_array().unwrap();
            all.iter().find(|it| &it["prompt"]["id"] == id).unwrap()["prompt"]["position"].clone()
        };
        let order: Vec<_> = shown["talk_order"].as_array().unwrap().iter().map(place).collect();
        // Among the unanimous the lower level first; what nobody rated comes last.
        assert_eq!(json!(order), json!([7, 6, 5, 4, 3, 1, 2]));
    }
}

behaviour! {
    async fn organizations_stand_side_by_side_where_they_are_named(w: World) {
        let table = rated(w, by_organization()).await;
        let shown = table.results(table.ana(), 1).await;
        let split = &shown["items"][4]["by_organization"];
        let medians = split["medians"].as_array().unwrap();
        for organization in &table.organizations {
            let own = medians.iter().find(|it| it["organization_id"] == organization["id"]);
            assert_eq!(own.unwrap()["median"], 3.5);
        }
        assert_eq!(split["median"], 3.5);
        assert_eq!(split["organizations_differ"], false);
        assert_eq!(shown["items"][4]["figures"], worked()[2].1);
    }
}

behaviour! {
    async fn organizations_differ_where_their_medians_lie_two_apart(w: World) {
        let table = Table::open(w, &[1, 1], named()).await;
        table.starts(1).await.ok();
        table.answers(0, 1, 2, "Low").await;
        table.answers(1, 1, 4, "High").await;
        table.reveals(1).await.ok();
        let shown = table.results(table.ana(), 1).await;
        let first = &shown["items"][0];
        assert_eq!(first["by_organization"]["organizations_differ"], true);
        assert_eq!(first["figures"]["n"], 2);
        assert_eq!(first["figures"]["consensus_label"], Value::Null);
    }
}
