//! Flat rows: of one alliance or of all, as pages and as files.

use accord_tests::{Actor, World, behaviour, jobs};
use reqwest::{Method, RequestBuilder};
use serde_json::{Value, json};

use super::Counting;
use super::progress::{DAYS, day_by_day};

/// An alliance that counts jobs on a way of which each month is a tenth or so, for funders to see.
async fn aiming(w: &World) -> Counting {
    let mut aims = jobs();
    aims["visibility"] = json!("funders");
    aims["baseline"] = json!({ "on": "2025-12-31", "value": 0 });
    aims["targets"] = json!([{ "due_on": "2026-12-31", "value": 120 }]);
    Counting::of(w, aims).await
}

async fn text(request: RequestBuilder) -> String {
    let answer = request.send().await.unwrap();
    let (status, text) = (answer.status(), answer.text().await.unwrap());
    assert_eq!(status, 200, "{text}");
    text
}

async fn file(who: &Actor, path: &str) -> String {
    text(who.http(Method::GET, path)).await
}

/// The pages of a list, read to its end.
async fn pages(who: &Actor, operation: &str, limit: u32) -> Vec<Value> {
    let (mut all, mut asked) = (Vec::new(), json!({ "limit": limit }));
    loop {
        let mut page = who.does(operation, (), asked.clone()).await.ok();
        all.extend(page["items"].as_array().unwrap().clone());
        match page["next_cursor"].take() {
            Value::Null => return all,
            cursor => asked["cursor"] = cursor,
        }
    }
}

behaviour! {
    async fn each_value_comes_with_what_it_is_to_be_read_against(w: World) {
        let river = aiming(&w).await;
        river.records("2026-06", json!({ "value": 40 })).await.ok();
        let rows = river.ana.sees("listAllMeasurements", ()).await.ok();
        let row = &rows["items"][0];
        assert_eq!((&row["alliance"], &row["indicator"]), (&river.it["slug"], &json!("jobs")));
        assert_eq!((&row["value"], &row["absence"]), (&json!(40), &Value::Null));
        assert_eq!((&row["period_end"], &row["state"]), (&json!("2026-06-30"), &json!("final")));
        assert_eq!((&row["target"], &row["target_on"]), (&json!(120), &json!("2026-12-31")));
        assert_eq!((&row["baseline"], &row["expected"]), (&json!(0), &json!(59.5068)));
        assert_eq!((&row["status"], &row["definition_version"]), (&json!("at_risk"), &json!(1)));
    }
}

behaviour! {
    async fn a_value_is_read_against_the_definition_that_held(w: World) {
        let river = aiming(&w).await;
        for period in ["2026-05", "2026-06"] {
            river.records(period, json!({ "value": 40 })).await.ok();
        }
        let jobs = river.ana.sees("getIndicatorByCode", (&river.it, "jobs")).await.ok();
        let higher = json!({ "targets": [{ "due_on": "2026-12-31", "value": 200 }], "holds_from": "2026-06-01" });
        river.ana.does("putTargets", &jobs, higher).await.ok();
        let rows = pages(&river.ana, "listAllMeasurements", 1).await;
        let seen: Vec<_> = rows.iter().map(|it| (&it["target"], &it["definition_version"])).collect();
        assert_eq!(seen, [(&json!(120), &json!(1)), (&json!(200), &json!(2))]);
    }
}

behaviour! {
    async fn a_funder_reads_what_is_final_of_all_alliances_in_one_list(w: World) {
        let (river, lake) = (w.alliance().await, w.alliance().await);
        let fay = river.funder(&w, "Fay").await.actor;
        let token = lake.invites(json!({ "role": "funder" })).await["token"].take();
        fay.does("acceptInvitation", (), json!({ "token": token })).await.ok();
        for it in [&river, &lake] {
            for (code, visibility) in [("seen", "funders"), ("inner", "partners")] {
                let mut indicator = jobs();
                indicator["code"] = json!(code);
                indicator["visibility"] = json!(visibility);
                it.ana.does("createIndicator", &it.it, indicator).await.ok();
                for period in ["2026-06", "2026-08"] {
                    let at = ((&it.it, code), period);
                    it.ana.does("recordMeasurement", at, json!({ "value": 7 })).await.ok();
                }
            }
        }
        let rows = pages(&fay, "listAllMeasurements", 1).await;
        let seen: Vec<_> = rows.iter().map(|it| (&it["alliance"], &it["indicator"], &it["period"])).collect();
        let (seen_code, june) = (json!("seen"), json!("2026-06"));
        assert_eq!(seen, [&river, &lake].map(|it| (&it.it["slug"], &seen_code, &june)));
        let progress = pages(&fay, "listAllProgress", 1).await;
        let seen: Vec<_> = progress.iter().map(|it| (&it["indicator"], &it["actual"])).collect();
        assert_eq!(seen, [(&seen_code, &json!(7)), (&seen_code, &json!(7))]);
    }
}

behaviour! {
    async fn a_list_is_narrowed_down(w: World) {
        let river = aiming(&w).await;
        river.records("2026-06", json!({ "value": 40 })).await.ok();
        river.records("2026-05", json!({ "absence": "not_collected" })).await.ok();
        let count = async |asked: Value| {
            let rows = river.ana.does("listAllMeasurements", (), asked).await.ok();
            rows["items"].as_array().unwrap().len()
        };
        assert_eq!(count(json!({})).await, 2);
        assert_eq!(count(json!({ "absent": "omit" })).await, 1);
        assert_eq!(count(json!({ "alliance": river.it["slug"] })).await, 2);
        assert_eq!(count(json!({ "alliance": "never-was" })).await, 0);
        assert_eq!(count(json!({ "code": "homes" })).await, 0);
        assert_eq!(count(json!({ "period_from": "2026-06-01" })).await, 1);
        assert_eq!(count(json!({ "state": "provisional" })).await, 0);
        let missed = json!({ "status": "missed" });
        let rows = river.ana.does("listAllProgress", (), missed).await.ok();
        assert_eq!(rows["items"], json!([]));
    }
}

behaviour! {
    async fn a_file_says_nothing_by_an_empty_cell_and_runs_no_formula(w: World) on rest {
        let river = aiming(&w).await;
        river.records("2026-06", json!({ "value": 40, "note": "=1+1, \"so\"" })).await.ok();
        river.records("2026-05", json!({ "absence": "not_collected" })).await.ok();
        let slug = river.it["slug"].as_str().unwrap();
        let csv = file(&river.ana, &format!("/v1/alliances/{slug}/measurements.csv")).await;
        let lines: Vec<_> = csv.split_terminator("\r\n").collect();
        assert!(lines[0].starts_with("alliance,indicator,period,value,absence,state,note,"), "{csv}");
        assert!(lines[1].starts_with(&format!("{slug},jobs,2026-05,,not_collected,final,,")), "{csv}");
        let noted = format!("{slug},jobs,2026-06,40,,final,\"'=1+1, \"\"so\"\"\",");
        assert!(lines[2].starts_with(&noted), "{csv}");
        assert_eq!(lines.len(), 3, "{csv}");
    }
}

behaviour! {
    async fn a_format_is_chosen_by_header_or_by_ending(w: World) on rest {
        let river = aiming(&w).await;
        river.records("2026-06", json!({ "value": 40 })).await.ok();
        for list in ["measurements", "progress"] {
            let path = format!("/v1/{list}");
            let by_ending = file(&river.ana, &format!("{path}.csv?code=jobs")).await;
            let wants = river.ana.with("accept", "text/html;q=0.1, text/csv, */*;q=0.5");
            assert_eq!(file(&wants, &format!("{path}?code=jobs")).await, by_ending);
            let lines = file(&river.ana, &format!("{path}.ndjson")).await;
            let row: serde_json::Map<String, Value> = serde_json::from_str(&lines).unwrap();
            let names = by_ending.lines().next().unwrap().split(',').count();
            assert_eq!(row.len(), names);
            let first = lines.find("\"alliance\"").unwrap();
            assert!(first < lines.find("\"indicator\"").unwrap(), "{lines}");
            let json = file(&river.ana, &format!("{path}.json")).await;
            let json: Value = serde_json::from_str(&json).unwrap();
            assert_eq!(json["items"][0], Value::Object(row));
            let of_one = format!("/v1/alliances/{}/{list}.csv", river.it["slug"].as_str().unwrap());
            assert_eq!(file(&river.ana, &of_one).await, by_ending);
        }
    }
}

behaviour! {
    async fn a_format_that_is_not_there_is_refused(w: World) on rest {
        let river = w.alliance().await;
        let reads = async |accept: &str, path: &str| {
            let who = river.ana.with("accept", accept);
            who.sends(who.http(Method::GET, path)).await
        };
        for path in ["/v1/alliances", "/v1/me", "/v1/measurements"] {
            let refused = reads("image/png", path).await.refused("not_acceptable");
            assert_eq!(refused.status, 406);
            reads("text/html, */*;q=0.8", path).await.ok();
        }
        reads("application/json;q=0", "/v1/me").await.refused("not_acceptable");
        let csv = river.ana.http(Method::GET, "/v1/alliances.csv");
        river.ana.sends(csv).await.refused("not_acceptable");
        let other = "parameter_of_another_format";
        reads("*/*", "/v1/measurements?bom=true").await.refused(other).at("?bom", other);
        reads("text/csv", "/v1/measurements?limit=5").await.refused(other).at("?limit", other);
        reads("text/csv", "/v1/measurements?bom=maybe").await.refused("parameter_invalid");
        reads("text/csv", "/v1/measurements?colour=blue").await.refused("parameter_unknown");
    }
}

behaviour! {
    async fn a_spreadsheet_comes_with_a_key_as_its_password(w: World) on rest {
        let river = aiming(&w).await;
        let asked = json!({ "name": "Sheet", "scopes": ["read"] });
        let key = river.ana.does("createApiKey", (), asked).await.ok();
        let basic = |path: &str| {
            w.nobody().http(Method::GET, path).basic_auth("sheet", key["secret"].as_str())
        };
        let csv = text(basic("/v1/progress.csv?bom=true")).await;
        assert!(csv.starts_with("\u{feff}alliance,indicator,"), "{csv}");
        let pushes = json!({ "name": "Script", "scopes": ["measurements"] });
        let key = river.ana.does("createApiKey", (), pushes).await.ok();
        let script = w.nobody().with("authorization", &format!("Bearer {}", key["secret"].as_str().unwrap()));
        script.sends(script.http(Method::GET, "/v1/progress")).await.refused("scope_missing");
        w.nobody().sees("listAllProgress", ()).await.refused("not_signed_in");
    }
}

behaviour! {
    async fn of_many_values_each_is_in_the_file_once_and_in_order(w: World) on rest {
        let w = w.apart(&[]).await;
        let river = w.alliance().await;
        for code in ["homes", "jobs"] {
            let mut daily = jobs();
            daily["code"] = json!(code);
            daily["period_type"] = json!("day");
            river.ana.does("createIndicator", &river.it, daily).await.ok();
            let at = ((&river.it, code), "2026-08-10");
            river.ana.does("recordMeasurement", at, json!({ "value": 1 })).await.ok();
        }
        w.service.writes(&day_by_day(w.service.engine)).await;
        let csv = file(&river.ana, "/v1/measurements.csv").await;
        let row = |line: &str| line.split(',').skip(1).take(2).collect::<Vec<_>>().join(" ");
        let rows: Vec<_> = csv.split_terminator("\r\n").skip(1).map(row).collect();
        assert_eq!(rows.len(), 2 * DAYS as usize);
        assert!(rows.is_sorted_by(|one, next| one < next));
    }
}

behaviour! {
    async fn more_alliances_cost_no_more_statements(w: World) on rest {
        let w = w.apart(&[]).await;
        let ana = w.somebody("Ana").await;
        let mut costs = Vec::new();
        for alliances in [2, 6] {
            for _ in 0..alliances {
                let about = json!({ "name": "N", "slug": w.unique("many"), "time_zone": "UTC" });
                let it = ana.does("createAlliance", (), about).await.ok();
                ana.does("createIndicator", &it, jobs()).await.ok();
                ana.does("recordMeasurement", ((&it, "jobs"), "2026-06"), json!({ "value": 1 })).await.ok();
            }
            for path in ["/v1/measurements.csv", "/v1/progress.csv"] {
                let before = w.service.statements().await;
                file(&ana, path).await;
                costs.push(w.service.statements().await - before);
            }
        }
        assert_eq!(costs[..2], costs[2..], "{costs:?}");
    }
}

behaviour! {
    async fn a_file_that_has_not_changed_is_not_sent_again(w: World) on rest {
        let river = aiming(&w).await;
        river.records("2026-06", json!({ "value": 40 })).await.ok();
        for path in ["/v1/measurements.csv", "/v1/progress.ndjson"] {
            let first = river.ana.http(Method::GET, path).send().await.unwrap();
            let tag = first.headers()["etag"].to_str().unwrap().to_owned();
            assert!(first.headers().contains_key("last-modified"));
            let caching = river.ana.with("if-none-match", &tag);
            let again = caching.http(Method::GET, path).send().await.unwrap();
            assert_eq!((again.status().as_u16(), &again.headers()["etag"]), (304, &first.headers()["etag"]));
            let spanish = caching.with("accept-language", "es").http(Method::GET, path).send().await.unwrap();
            assert_eq!(spanish.status(), 200);
            let why = json!({ "value": path.len(), "reason": "Counted again" });
            river.records("2026-06", why).await.ok();
            assert_eq!(caching.http(Method::GET, path).send().await.unwrap().status(), 200);
        }
    }
}

behaviour! {
    async fn the_columns_of_files_are_described(w: World) on rest {
        let package = w.nobody().http(Method::GET, "/datapackage.json").send().await.unwrap();
        let package: Value = package.json().await.unwrap();
        let ana = w.somebody("Ana").await;
        for table in package["resources"].as_array().unwrap() {
            let csv = file(&ana, &format!("/{}", table["path"].as_str().unwrap())).await;
            let names: Vec<_> = csv.trim_end().split(',').collect();
            let fields = table["schema"]["fields"].as_array().unwrap();
            let described: Vec<_> = fields.iter().map(|it| it["name"].as_str().unwrap()).collect();
            assert_eq!(described, names);
            assert!(fields.iter().all(|it| it["description"].is_string()), "{table}");
        }
    }
}
