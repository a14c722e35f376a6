//! What bad input gets: a code of its own, and nothing written.

use accord_tests::{Actor, Answer, Face, behaviour};
use reqwest::Method;
use serde_json::json;

async fn posts(who: &Actor, media: &str, body: impl Into<reqwest::Body>) -> Answer {
    let request = who.http(Method::POST, "/v1/alliances").header("content-type", media);
    who.sends(request.body(body)).await
}

behaviour! {
    async fn a_body_that_cannot_be_read_says_why(w: World) on rest {
        let ana = w.somebody("Ana").await;
        let json = "application/json";
        posts(&ana, json, "{").await.refused("body_unreadable");
        posts(&ana, json, "").await.refused("body_unreadable");
        posts(&ana, json, vec![b'"', 0xff, b'"']).await.refused("body_unreadable");
        let deep = format!(r#"{{"name":{}{}}}"#, "[".repeat(500), "]".repeat(500));
        posts(&ana, json, deep).await.refused("body_too_deep");
        posts(&ana, json, vec![b' '; 3 << 20]).await.refused("body_too_large");
        posts(&ana, "text/csv", "name,slug").await.refused("media_type_unknown");
        assert_eq!(ana.sees("listAlliances", ()).await.ok()["items"], json!([]));
    }
}

behaviour! {
    async fn every_wrong_field_is_named_at_once(w: World) on rest {
        let ana = w.somebody("Ana").await;
        let body = json!({ "name": 7, "slug": "river", "colour": "blue" });
        let answer = ana.does("createAlliance", (), body).await;
        let answer = answer.at("/name", "field_invalid").at("/colour", "field_unknown");
        answer.at("/time_zone", "field_missing");
    }
}

behaviour! {
    async fn each_fault_has_its_own_code_and_all_are_named(w: World) {
        let river = w.alliance().await;
        let about = json!({
            "code": "jobs", "title": "Jobs", "unit": "people", "measure": "colour",
            "direction": "increase", "period_type": "month", "starts_on": "2026-02-30",
            "baseline": { "value": 1234567890123456u64, "on": "2025-13-01" },
        });
        let answer = river.ana.does("createIndicator", &river.it, about).await;
        let answer = answer.at("/measure", "field_invalid").at("/starts_on", "date_not_real");
        answer.at("/baseline/value", "number_too_long").at("/baseline/on", "date_not_real");
        let alliance = json!({ "name": "", "slug": "A", "time_zone": "Mars/Olympus" });
        let mut answer = river.ana.does("createAlliance", (), alliance).await;
        for field in ["/time_zone", "/name", "/slug"] {
            answer = answer.at(field, "field_invalid");
        }
        let invited = json!({ "role": "partner", "organization_id": river.it["id"] });
        let answer = river.ana.does("createInvitation", &river.it, invited).await;
        answer.at("/organization_id", "id_of_another_kind");
    }
}

behaviour! {
    async fn what_a_program_computed_is_rounded_and_what_somebody_quotes_is_not(w: World) {
        let river = w.alliance().await;
        river.ana.does("createIndicator", &river.it, accord_tests::jobs()).await.ok();
        let slot = ((&river.it, "jobs"), "2026-06");
        let quoted = json!({ "value": "33.333333333333336" });
        let answer = river.ana.does("recordMeasurement", slot, quoted).await;
        answer.at("/value", "number_too_long");
        let rate = json!({ "code": "rate", "title": "Rate", "unit": "%", "measure": "sum",
            "direction": "increase", "period_type": "month" });
        river.ana.does("createIndicator", &river.it, rate).await.ok();
        let slot = ((&river.it, "rate"), "2026-06");
        let computed = json!({ "value": 100.0 / 3.0 });
        let kept = river.ana.does("recordMeasurement", slot, computed).await.ok();
        assert_eq!(kept["measurement"]["value"], json!(33.3333333333));
    }
}

behaviour! {
    async fn a_whole_number_may_be_written_with_a_point(w: World) on rest {
        let ana = w.somebody("Ana").await;
        let about = json!({
            "name": "River", "slug": w.unique("river"), "time_zone": "UTC", "fiscal_year_start": 7.0,
        });
        let now = ana.does("createAlliance", (), about).await.ok();
        assert_eq!(now["fiscal_year_start"], 7);
    }
}

behaviour! {
    async fn a_parameter_that_cannot_be_read_says_what_was_expected(w: World) on rest {
        let river = w.alliance().await;
        let at = format!("/v1/alliances/{}/members", river.it["slug"].as_str().unwrap());
        for (query, name, code) in [
            ("limit=many", "?limit", "parameter_invalid"),
            ("sort=colour", "?sort", "parameter_invalid"),
            ("cursor=x&role=king", "?role", "parameter_invalid"),
        ] {
            let asked = river.ana.http(Method::GET, &format!("{at}?{query}"));
            river.ana.sends(asked).await.at(name, code);
        }
    }
}

behaviour! {
    async fn everything_that_is_wrong_with_a_query_is_named_at_once(w: World) on rest {
        let ana = w.somebody("Ana").await;
        let asked = ana.http(Method::GET, "/v1/alliances?limit=0&sort=x&colour=blue&status=a");
        let answer = ana.sends(asked).await.at("?colour", "parameter_unknown");
        let answer = answer.at("?limit", "parameter_invalid").at("?sort", "parameter_invalid");
        assert_eq!(answer.at("?status", "parameter_invalid").faults.len(), 4);
        for (limit, said) in [(0, "expected at least 1"), (201, "expected at most 200")] {
            let answer = ana.does("listAlliances", (), json!({ "limit": limit })).await;
            assert_eq!(answer.faults[0].message, said);
        }
    }
}

behaviour! {
    async fn a_list_within_a_body_is_not_taken_for_an_object(w: World) on rest {
        let river = w.alliance().await;
        let jobs = river.ana.does("createIndicator", &river.it, accord_tests::jobs()).await.ok();
        let targets = json!({ "targets": [["2026-12-31", 5]] });
        let answer = river.ana.does("putTargets", &jobs, targets).await;
        answer.at("/targets/0", "field_invalid");
    }
}

behaviour! {
    async fn a_list_is_not_taken_for_an_object(w: World) on rest {
        let ana = w.somebody("Ana").await;
        let body = json!(["River", w.unique("river"), null, "UTC", 1]).to_string();
        posts(&ana, "application/json", body).await.refused("field_invalid");
        assert_eq!(ana.sees("listAlliances", ()).await.ok()["items"], json!([]));
    }
}

behaviour! {
    async fn a_parameter_that_nobody_knows_is_not_passed_over(w: World) on rest {
        let ana = w.somebody("Ana").await;
        let asked = ana.http(Method::GET, "/v1/alliances?colour=blue&limit=2&limit=3");
        ana.sends(asked).await.refused("parameter_unknown").at("?colour", "parameter_unknown");
    }
}

behaviour! {
    async fn a_list_goes_on_after_a_name_that_reads_as_a_day_or_a_number(w: World) {
        let river = w.alliance().await;
        let names = ["2026-01-01", "2026-01-01T00:00:00Z", "5"];
        for name in names {
            river.ana.does("createOrganization", &river.it, json!({ "name": name })).await.ok();
        }
        let mut asked = json!({ "limit": 1, "sort": "name" });
        for name in names {
            let page = river.ana.does("listOrganizations", &river.it, asked.clone()).await.ok();
            assert_eq!(page["items"][0]["name"], name);
            asked["cursor"] = page["next_cursor"].clone();
        }
    }
}

behaviour! {
    async fn an_id_of_another_kind_is_told_as_such(w: World) on rest {
        let river = w.alliance().await;
        let answer = river.ana.sees("getOrganization", &river.it).await;
        let said = &answer.refused("id_of_another_kind").faults[0].message;
        assert_eq!(said, "expected the id of an organization, this is the id of an alliance");
        let key = "api_key_01jd4r2m8yf5x9vt6k3q7w1c0e";
        let answer = river.ana.sees("getIndicator", key).await.refused("id_of_another_kind");
        let said = &answer.faults[0].message;
        assert_eq!(said, "expected the id of an indicator, this is the id of an API key");
        river.ana.sees("getOrganization", "x").await.refused("id_unreadable");
    }
}

behaviour! {
    async fn an_id_may_hold_any_characters_and_is_answered(w: World) {
        let ana = w.somebody("Ana").await;
        let suffix = "01h455vb4pex5vsknk084sn02q";
        let long = format!("{}é_{suffix}", "a".repeat(62));
        for id in [long.as_str(), "é", "organization_", "_", &format!("ORGANIZATION_{suffix}")] {
            ana.sees("getOrganization", id).await.refused("id_unreadable");
        }
    }
}

behaviour! {
    async fn an_address_says_which_methods_it_takes(w: World) on rest {
        let ana = w.somebody("Ana").await;
        let answer = ana.sends(ana.http(Method::DELETE, "/v1/alliances")).await;
        assert_eq!(answer.headers["allow"], "GET, HEAD, POST");
        answer.refused("method_not_allowed");
        let answer = ana.sends(ana.http(Method::DELETE, "/v1/sessions/refresh")).await;
        assert_eq!(answer.headers["allow"], "POST");
        answer.refused("method_not_allowed");
        ana.sends(ana.http(Method::GET, "/v1/nothing")).await.refused("not_found");
    }
}

behaviour! {
    async fn a_nul_byte_in_an_address_finds_nothing(w: World) {
        let river = w.alliance().await;
        let odd = if w.face == Face::Rest { "a%00b" } else { "a\0b" };
        river.ana.sees("getAlliance", odd).await.missing();
        river.ana.sees("getIndicatorByCode", (&river.it, odd)).await.missing();
        let value = json!({ "value": 1 });
        let at = ((&river.it, odd), "2026-06");
        river.ana.does("recordMeasurement", at, value).await.missing();
    }
}

behaviour! {
    async fn numbers_and_days_out_of_range_are_named_where_they_stand(w: World) on rest {
        let river = w.alliance().await;
        let id = river.it["id"].as_str().unwrap();
        let nines = "9".repeat(20);
        for (list, asked, code) in [
            ("organizations", format!("limit={nines}"), "parameter_invalid"),
            ("events", format!("after_revision={nines}"), "parameter_invalid"),
            ("measurements", "period_from=2026-02-30".to_owned(), "date_not_real"),
            ("organizations", "limit=1&limit=2".to_owned(), "parameter_invalid"),
        ] {
            let path = format!("/v1/alliances/{id}/{list}?{asked}");
            let answer = river.ana.sends(river.ana.http(Method::GET, &path)).await;
            let (name, _) = asked.split_once('=').unwrap();
            answer.refused(code).at(&format!("?{name}"), code);
        }
    }
}

behaviour! {
    async fn a_parameter_that_nobody_knows_is_told_where_there_are_none(w: World) on rest {
        let river = w.alliance().await;
        let path = format!("/v1/alliances/{}", river.it["id"].as_str().unwrap());
        for (method, path) in [(Method::GET, path.clone()), (Method::POST, path + "/archive")] {
            let asked = river.ana.http(method, &format!("{path}?colour=blue"));
            river.ana.sends(asked).await.refused("parameter_unknown");
        }
    }
}

behaviour! {
    async fn only_plain_json_in_utf_8_is_read(w: World) on rest {
        let ana = w.somebody("Ana").await;
        posts(&ana, "application/json; charset=latin1", "{}").await.refused("media_type_unknown");
        let packed = ana.with("content-encoding", "gzip");
        posts(&packed, "application/json", "{}").await.refused("media_type_unknown");
        let twice = r#"{"name":"A","name":"B","slug":"river","time_zone":"UTC"}"#;
        posts(&ana, "application/json", twice).await.refused("field_invalid");
        let number = r#"{"fiscal_year_start":NaN}"#;
        posts(&ana, "application/json", number).await.refused("body_unreadable");
    }
}
