//! What is wrong with settings, and how it is told.

use super::*;

#[test]
fn everything_that_is_wrong_is_said_at_once_and_where() {
    let (_file, named) =
        file("lisen = \"x\"\nlog = \"xml\"\nworkers = 1.5\nbackup_days = -1\n[smtp]\n");
    let flags = Flags { pool_size: Some("0".into()), ..named };
    let environment = pairs(&[
        ("ACCORD_LISTEN", "8080"),
        ("ACCORD_RATE_LIMITS", "5"),
        ("ACCORD_XYZ", "5"),
        ("ACCORD_log", "json"),
        ("DATABASE_URL", "mysql://root:hunter2@db/x"),
        ("ACCORD_SECRET", "short and secret"),
        ("LISTEN", "not ours"),
        ("ACCORD_CLOCK", ""),
    ]);
    let found = errors(Config::load_from(&flags, environment, Purpose::Serve));
    for expected in [
        "lisen: there is no such setting; did you mean `listen`?",
        "log: expected `text` or `json`; found `xml`",
        "workers: expected a text, a number or a list of texts",
        "backup_days: expected a whole number from 0 to 3650; found `-1`",
        "smtp: there is no such setting",
        "--pool-size: expected a whole number from 1 to 1000; found `0`",
        "ACCORD_LISTEN: expected an address and a port, like 127.0.0.1:8080 or [::1]:8080; found `8080`",
        "ACCORD_RATE_LIMITS: there is no such setting; did you mean `ACCORD_RATE_LIMIT`?",
        "ACCORD_XYZ: there is no such setting",
        "ACCORD_log: there is no such setting; did you mean `ACCORD_LOG`?",
        "DATABASE_URL: expected sqlite://PATH of a file, or postgres://USER:PASSWORD@HOST:PORT/NAME",
        "ACCORD_SECRET: expected 32 to 1000 characters",
    ] {
        assert!(found.iter().any(|error| error == expected), "{expected}\nin {found:#?}");
    }
    assert_eq!(found.len(), 12, "{found:#?}");
    let all = found.join("\n");
    assert!(!all.contains("hunter2") && !all.contains("short and secret"), "{all}");
}

#[test]
fn a_file_that_cannot_be_read_is_told_without_what_stands_in_it() {
    let (_file, flags) = file("listen = \"127.0.0.1:1\"\nsecret = hunter2 hunter2\n");
    let found = Config::load_from(&flags, [], Purpose::Serve).expect_err("refused").to_string();
    assert!(found.contains("line 2") && !found.contains("hunter2"), "{found}");
    let missing = Flags { config: Some("/nowhere/accord.toml".into()), ..Flags::default() };
    let found = Config::load_from(&missing, [], Purpose::Serve).expect_err("refused").to_string();
    assert!(found.contains("/nowhere/accord.toml: No such file"), "{found}");
    let found = serve(&[("ACCORD_CONFIG", "/nowhere/else.toml")]).expect_err("refused").to_string();
    assert!(found.contains("/nowhere/else.toml"), "{found}");
}

#[test]
fn what_is_no_utf_8_is_told() {
    use std::os::unix::ffi::OsStringExt;
    let (name, value) = ("ACCORD_SECRET".into(), std::ffi::OsString::from_vec(vec![0xff; 40]));
    let found = Config::load_from(&Flags::default(), [lossy((name, value))], Purpose::Serve);
    assert_eq!(errors(found), ["ACCORD_SECRET: expected a text in UTF-8"]);
}

/// A setting, what it takes, and what it does not.
const VALUES: &[(&str, &[&str], &[&str])] = &[
    (
        "ACCORD_DATABASE_URL",
        &["sqlite://a/b.db", "sqlite:///a.db", "postgres://u:p@h:1/d", "postgresql://h/d"],
        &[
            "a.db",
            "sqlite://",
            "sqlite::memory:",
            "sqlite://:memory:",
            "sqlite://a?mode=rwc",
            "sqlite://..",
            "postgres://",
            "postgres:///d",
            "mysql://h/d",
        ],
    ),
    (
        "ACCORD_PUBLIC_URL",
        &["https://a.example", "http://localhost:1/x/"],
        &[
            "a.example",
            "ftp://a.example",
            "https://",
            "https://u@a.example",
            "https://a/?x",
            "https://a/#x",
        ],
    ),
    (
        "ACCORD_LOG_LEVEL",
        &["off", "INFO", "warn,accord=debug", "accord::store=trace"],
        &["loud", "info,", "accord=loud", "=info", "accord[x]=info", "accord="],
    ),
    (
        "ACCORD_CORS_ORIGINS",
        &["https://a.example", "https://a.example, http://localhost:3000"],
        &[
            "*",
            "null",
            "a.example",
            "https://a.example/",
            "https://a.example:443",
            "https://A.example",
        ],
    ),
    ("ACCORD_CLOCK", &["system", "file:x"], &["file:", "file", "2026-10-03T09:30:00Z", "system:x"]),
    (
        "ACCORD_TRUSTED_PROXIES",
        &["10.0.0.0/8", "::1, 192.0.2.1"],
        &["localhost", "10.0.0.0/33", "10.0.0.0/8;::1"],
    ),
    ("ACCORD_WORKERS", &["0", "512"], &["513", "-1", "1.0", "two", " 1", "99999999999999999999"]),
    ("ACCORD_MAX_BODY_BYTES", &["1024", "1073741824"], &["1023", "1073741825", "1MB"]),
    ("ACCORD_SIGN_IN_LIMIT", &["1"], &["0"]),
    ("ACCORD_PASSWORD_MEMORY", &["8", "1048576"], &["7", "1048577", "19 MiB"]),
];

#[test]
fn values_that_are_taken_and_values_that_are_not() {
    for &(variable, good, bad) in VALUES {
        for text in good {
            assert!(
                serve(&[(variable, text), ("ACCORD_SECRET", LONG)]).is_ok(),
                "{variable}={text}"
            );
        }
        for text in bad {
            let found = errors(serve(&[(variable, text), ("ACCORD_SECRET", LONG)]));
            assert_eq!(found.len(), 1, "{found:?}");
            assert!(found[0].starts_with(&format!("{variable}: expected ")), "{found:?}");
        }
    }
}
