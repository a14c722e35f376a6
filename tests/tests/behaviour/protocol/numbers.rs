//! Numbers that are beyond all that is kept.

use accord_tests::{Actor, Answer, behaviour};
use reqwest::Method;
use serde_json::json;

/// A definition of an indicator with this baseline, which no client's own JSON could write.
fn about(baseline: &str) -> String {
    let about = json!({ "name": "1e400", "baseline": { "value": 7, "on": "2025-13-01" } });
    about.to_string().replace('7', baseline)
}

async fn posts(who: &Actor, path: &str, body: String) -> Answer {
    let request = who.http(Method::POST, path).header("content-type", "application/json");
    who.sends(request.body(body)).await
}

behaviour! {
    async fn a_number_beyond_all_that_is_kept_is_named_with_all_else(w: World) on rest {
        let river = w.alliance().await;
        let indicators = format!("/v1/alliances/{}/indicators", river.it["id"].as_str().unwrap());
        for number in ["1e400", "-1E+999", &"9".repeat(400)] {
            let answer = posts(&river.ana, &indicators, about(number)).await;
            let answer = answer.at("/baseline/value", "number_too_long").at("/name", "field_unknown");
            answer.at("/baseline/on", "date_not_real").at("/code", "field_missing");
            let founded = format!(r#"{{"name":"\\\"1e400","fiscal_year_start":{number},"slug":"A"}}"#);
            let answer = posts(&river.ana, "/v1/alliances", founded).await;
            let answer = answer.at("/fiscal_year_start", "field_invalid").at("/slug", "field_invalid");
            assert_eq!(answer.at("/time_zone", "field_missing").faults.len(), 3);
        }
        let archive = format!("/v1/alliances/{}/archive", river.it["id"].as_str().unwrap());
        posts(&river.ana, &archive, r#"{"reason":1e400}"#.to_owned()).await.at("/reason", "field_unknown");
        posts(&river.ana, "/v1/alliances", "[1e400".to_owned()).await.refused("body_unreadable");
    }
}

behaviour! {
    async fn a_number_beyond_all_that_is_kept_is_named_in_variables(w: World) on graphql {
        let ana = w.somebody("Ana").await;
        let input = json!({ "name": "", "slug": "n-n-n", "timeZone": "UTC", "fiscalYearStart": 7 });
        let founds = "mutation ($input: CreateAllianceInput!) { createAlliance(input: $input) { userErrors { code } } }";
        let asked = json!({ "query": founds, "variables": { "input": input } });
        let answer = posts(&ana, "/graphql", asked.to_string().replace(":7", ":1e400")).await;
        let told = answer.body["errors"][0]["extensions"]["errors"].as_array().unwrap().clone();
        let told: Vec<_> = told.iter().map(|it| (&it["code"], &it["path"][0])).collect();
        for field in ["fiscalYearStart", "name"] {
            assert!(told.contains(&(&json!("field_invalid"), &json!(field))), "{answer}");
        }
    }
}
