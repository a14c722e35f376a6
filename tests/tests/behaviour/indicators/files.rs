//! Values that are pushed as a file: a table, or lines of JSON.

use accord_tests::{Alliance, Answer, World, behaviour, jobs};
use reqwest::Method;
use serde_json::{Value, json};

use super::push::{counting, counts, wrong};

const CSV: &str = "text/csv";
const GZIP: &str =
    "H4sIAAAAAAACA8vMS8lMTizJL9IpSC3KzE/RKUvMKU3lyspPKtYxMjAy0zUw0zEx4AIA91lBNScAAAA=";
/// A table of 60,054 bytes, of which most are spaces.
const BOMB: &str = "H4sIAAAAAAACA+3HsQ2DMBAAwJ4pGOAjGZR4HwIUjhBGQDJ/WkaguOuurFMZh7Pusc17qVP8huU7N5/6PqJPfX6kHM90/Su6FgAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAOBmmj+3tpPaluoAAA==";

fn bytes(base64: &str) -> Vec<u8> {
    use base64::{Engine, prelude::BASE64_STANDARD};
    BASE64_STANDARD.decode(base64).unwrap()
}

fn path(river: &Alliance, query: &str) -> String {
    format!("/v1/alliances/{}/measurements{query}", river.it["id"].as_str().unwrap())
}

async fn sends(river: &Alliance, media: &str, file: impl Into<reqwest::Body>) -> Answer {
    let request = river.ana.http(Method::POST, &path(river, "")).header("content-type", media);
    river.ana.sends(request.body(file)).await
}

async fn zips(river: &Alliance, file: Vec<u8>) -> Answer {
    let request = river.ana.http(Method::POST, &path(river, "")).header("content-type", CSV);
    river.ana.sends(request.header("content-encoding", "gzip").body(file)).await
}

async fn values(river: &Alliance) -> Value {
    let by_period = json!({ "sort": "period" });
    let all = river.ana.does("listMeasurements", &river.it, by_period).await.ok();
    all["items"].as_array().unwrap().iter().map(|it| json!([it["period"], it["value"]])).collect()
}

behaviour! {
    async fn a_table_is_read_by_the_names_of_its_columns(w: World) on rest {
        let river = counting(&w, &["jobs"]).await;
        let table = "\u{feff}Value,title,period,Indicator,absence,status,note,error\r\n\
            40,Jobs,2026-04,jobs,,stale,\"'=1+1\nby hand\",\r\n,,,,,,,\r\n,Jobs,2026-05,jobs,withheld,,,\r\n";
        let report = sends(&river, CSV, table).await.ok();
        assert_eq!((counts(&report), &report["rows"]), ([2, 0, 0, 0, 0], &json!([])));
        assert_eq!(values(&river).await, json!([["2026-04", 40], ["2026-05", null]]));
        let by_period = json!({ "sort": "period" });
        let all = river.ana.does("listMeasurements", &river.it, by_period).await.ok();
        assert_eq!(all["items"][0]["note"], "=1+1\nby hand");
        assert_eq!(all["items"][1]["absence"], "withheld");
    }
}

behaviour! {
    async fn a_cell_that_is_wrong_is_told_by_its_row_and_column(w: World) on rest {
        let river = counting(&w, &["jobs"]).await;
        let table = b"indicator,period,value,delete\njobs,2026-01,N/A,\njobs,2026-02,\"1,5\",\n\
            jobs,2026-03,1,5,7\njobs,2026-04,\xe9,\njobs,2026-05,3,maybe\nnobody,2026-06,3\njobs,2026-06,4\n";
        let report = sends(&river, CSV, table.to_vec()).await.ok();
        assert_eq!(counts(&report), [1, 0, 0, 0, 6], "{report}");
        assert_eq!(wrong(&report), json!([
            [2, "value", "field_invalid"], [3, "value", "field_invalid"], [4, null, "field_invalid"],
            [4, "delete", "field_invalid"], [5, "value", "field_invalid"],
            [6, "delete", "field_invalid"], [7, "indicator", "reference_not_found"],
        ]));
        let said = report["rows"][0]["errors"][0]["message"].as_str().unwrap();
        assert!(said.contains("not_collected"), "{said}");
    }
}

behaviour! {
    async fn semicolons_and_decimal_commas_are_told_and_read_where_they_are_declared(w: World) on rest {
        let river = counting(&w, &["jobs"]).await;
        let mut hours = jobs();
        hours["code"] = json!("hours");
        hours["measure"] = json!("sum");
        river.ana.does("createIndicator", &river.it, hours).await.ok();
        let table = "indicator;period;value\nhours;2026-06;12,5\n";
        let told = sends(&river, CSV, table).await.refused("field_unknown");
        assert!(told.faults.iter().any(|it| it.message.contains("delimiter=semicolon")), "{told}");
        let parted = "text/csv; delimiter=semicolon";
        let told = sends(&river, parted, table).await.ok()["rows"][0]["errors"][0]["message"].take();
        assert!(told.as_str().unwrap().contains("decimal=comma"), "{told}");
        let declared = "text/csv; charset=utf-8; delimiter=semicolon; decimal=comma";
        assert_eq!(counts(&sends(&river, declared, table).await.ok()), [1, 0, 0, 0, 0]);
        assert_eq!(values(&river).await, json!([["2026-06", 12.5]]));
        sends(&river, "text/csv; delimiter=bar", table).await.refused("media_type_unknown");
    }
}

behaviour! {
    async fn a_head_is_refused_with_all_that_is_wrong_with_it(w: World) on rest {
        let river = counting(&w, &["jobs"]).await;
        let told = sends(&river, CSV, "value,colour,value\n1,blue,2\n").await;
        let told = told.at("/colour", "field_unknown").at("/value", "field_invalid");
        told.at("/indicator", "field_missing").at("/period", "field_missing");
        sends(&river, CSV, "").await.refused("field_missing");
        sends(&river, CSV, b"\xff\xfei\0n\0".to_vec()).await.refused("body_unreadable");
    }
}

behaviour! {
    async fn lines_of_json_are_read_one_by_one(w: World) on rest {
        let river = counting(&w, &["jobs"]).await;
        let nothing = r#""absence": null, "state": null, "note": null, "reason": null, "delete": null"#;
        let lines = format!(
            "{{\"indicator\": \"jobs\", \"period\": \"2026-06\", \"value\": 4, {nothing}}}\n\nnonsense\n\
             {{\"indicator\": \"jobs\", \"period\": \"2026-05\", \"value\": 123456789.0123450011}}"
        );
        let report = sends(&river, "application/x-ndjson", lines).await.ok();
        assert_eq!(counts(&report), [1, 0, 0, 0, 2]);
        assert_eq!(wrong(&report), json!([[3, null, "body_unreadable"], [4, "value", "value_inconsistent"]]));
    }
}

behaviour! {
    async fn a_row_that_is_too_long_hides_no_other(w: World) on rest {
        let river = counting(&w, &["jobs"]).await;
        let long = "x".repeat(200_000);
        let table = format!("indicator,period,value,note\njobs,2026-05,1,{long}\njobs,2026-06,2,\n");
        let report = sends(&river, CSV, table).await.ok();
        assert_eq!((counts(&report), wrong(&report)), ([1, 0, 0, 0, 1], json!([[2, null, "body_too_large"]])));
        let lines = format!("{{\"note\": \"{long}\"}}\n{{\"indicator\":\"jobs\",\"period\":\"2026-07\",\"value\":3}}\n");
        let report = sends(&river, "application/x-ndjson", lines).await.ok();
        assert_eq!((counts(&report), wrong(&report)), ([1, 0, 0, 0, 1], json!([[1, null, "body_too_large"]])));
    }
}

behaviour! {
    async fn a_compressed_file_is_bounded_by_what_it_expands_to(w: World) on rest {
        let w = w.apart(&[("ACCORD_MAX_PUSH_BYTES", "4096")]).await;
        let river = counting(&w, &["jobs"]).await;
        zips(&river, bytes(BOMB)).await.refused("body_too_large");
        let mut cut = bytes(GZIP);
        cut.truncate(40);
        zips(&river, cut).await.refused("body_unreadable");
        assert_eq!(values(&river).await, json!([]));
        assert_eq!(counts(&zips(&river, bytes(GZIP)).await.ok()), [1, 0, 0, 0, 0]);
        let other = river.ana.http(Method::POST, &path(&river, "")).header("content-type", CSV);
        let other = other.header("content-encoding", "br").body("x");
        river.ana.sends(other).await.refused("media_type_unknown");
    }
}

/// A day of each row, one before the other.
fn days(many: u32) -> String {
    let day = |it: u32| {
        format!("daily,{:04}-{:02}-{:02},{it}\n", 2025 - it / 336, it / 28 % 12 + 1, it % 28 + 1)
    };
    "indicator,period,value\n".to_owned() + &(0..many).map(day).collect::<String>()
}

behaviour! {
    async fn a_long_file_is_written_chunk_by_chunk_and_kept_as_one_import(w: World) on rest {
        let river = w.alliance().await;
        let mut daily = jobs();
        daily["code"] = json!("daily");
        daily["period_type"] = json!("day");
        river.ana.does("createIndicator", &river.it, daily).await.ok();
        let file = days(5_500) + "daily,2025-01-01,7\n";
        let report = sends(&river, CSV, file.clone()).await.ok();
        assert_eq!(counts(&report), [5_500, 0, 0, 0, 1], "{report}");
        assert_eq!(wrong(&report), json!([[5_502, "period", "row_repeated"]]));
        let import = river.ana.sees("getImport", &report["import_id"]).await.ok();
        assert_eq!((&import["total"], &import["complete"]), (&json!(5_501), &json!(true)));
        let about = json!({ "about": report["import_id"] });
        let events = river.ana.does("listEvents", &river.it, about).await.ok();
        assert_eq!(events["items"].as_array().unwrap().len(), 2);
        let atomic = river.ana.http(Method::POST, &path(&river, "?mode=atomic&dry_run=true"));
        let atomic = atomic.header("content-type", CSV).body(days(5_400));
        assert_eq!(counts(&river.ana.sends(atomic).await.ok()), [0, 0, 5_400, 0, 0]);
    }
}

async fn reads(river: &Alliance, path: &str) -> String {
    let answer = river.ana.http(Method::GET, path).send().await.unwrap();
    assert!(answer.status().is_success(), "{path}: {}", answer.status());
    answer.text().await.unwrap()
}

behaviour! {
    async fn refused_rows_are_read_mended_and_sent_again(w: World) on rest {
        let river = counting(&w, &["jobs"]).await;
        let table = "indicator,period,value,note\njobs,2026-06,n/a,\"'=a, \"\"b\"\"\"\njobs,2026-05,3,\n";
        let report = sends(&river, CSV, table).await.ok();
        let import = report["import_id"].as_str().unwrap();
        let kept = river.ana.sees("listRefusedRows", import).await.ok()["items"].take();
        assert_eq!((&kept[0]["row"], &kept[0]["value"]), (&json!(2), &json!("n/a")));
        let refused = reads(&river, &format!("/v1/imports/{import}/refused.csv")).await;
        assert!(refused.starts_with("alliance,indicator,period,value,absence,state,note,reason,delete,error\r\n"), "{refused}");
        let mended = sends(&river, CSV, refused.replace("n/a", "4")).await.ok();
        assert_eq!(counts(&mended), [1, 0, 0, 0, 0], "{refused} {mended}");
        let by_period = json!({ "sort": "period_desc" });
        let all = river.ana.does("listMeasurements", &river.it, by_period).await.ok();
        assert_eq!(all["items"][0]["note"], "=a, \"b\"");
    }
}

const NOTED: &str = "indicator,period,value,absence,note\n\
    jobs,2026-04,40.5,,\"'=1+1, \"\"so\"\"\"\njobs,2026-05,,withheld,-1\nhomes,2026-06,-3,,''quoted\n";

behaviour! {
    async fn what_is_exported_is_imported_unchanged_and_into_no_other_alliance(w: World) on rest {
        let river = summing(&w).await;
        assert_eq!(counts(&sends(&river, CSV, NOTED).await.ok()), [3, 0, 0, 0, 0]);
        let table = reads(&river, &path(&river, ".csv")).await;
        assert_eq!(counts(&sends(&river, CSV, table.clone()).await.ok()), [0, 0, 3, 0, 0], "{table}");
        let lines = reads(&river, &path(&river, ".ndjson")).await;
        let again = sends(&river, "application/x-ndjson", lines.clone()).await.ok();
        assert_eq!(counts(&again), [0, 0, 3, 0, 0], "{lines}");
        let lake = summing(&w).await;
        let refused = sends(&lake, CSV, table).await.ok();
        assert_eq!(counts(&refused), [0, 0, 0, 0, 3], "{refused}");
        assert_eq!(wrong(&refused)[0], json!([2, "alliance", "reference_not_found"]));
        assert_eq!(values(&lake).await, json!([]));
    }
}

/// An alliance with two indicators whose values may be any number.
async fn summing(w: &World) -> Alliance {
    let river = w.alliance().await;
    for code in ["jobs", "homes"] {
        let mut about = jobs();
        (about["code"], about["measure"]) = (json!(code), json!("other"));
        river.ana.does("createIndicator", &river.it, about).await.ok();
    }
    river
}

behaviour! {
    async fn a_template_has_a_row_for_each_indicator_that_is_in_use(w: World) on rest {
        let river = counting(&w, &["jobs"]).await;
        let template = reads(&river, &path(&river, "/template.csv")).await;
        let row = "jobs,People who found work,people,month,,,,";
        assert!(template.contains(row), "{template}");
        let filled = template.replace("month,,", "month,2026-06,7");
        assert_eq!(counts(&sends(&river, CSV, filled).await.ok()), [1, 0, 0, 0, 0]);
    }
}
