use std::os::unix::fs::PermissionsExt;

use clap::{CommandFactory, FromArgMatches, Parser};

use super::*;

const LONG: &str = "the secret of an instance, 32 or more";

#[derive(Parser)]
struct Command {
    #[command(flatten)]
    flags: Flags,
}

fn flags(arguments: &[&str]) -> Flags {
    let all = std::iter::once(&"accord").chain(arguments);
    let matches = Command::command().get_matches_from(all);
    Command::from_arg_matches(&matches).expect("flags").flags
}

fn pairs(environment: &[(&str, &str)]) -> Vec<(String, String)> {
    environment.iter().map(|(name, text)| ((*name).to_owned(), (*text).to_owned())).collect()
}

fn serve(environment: &[(&str, &str)]) -> Result<Config, ConfigFaults> {
    Config::load_from(&Flags::default(), pairs(environment), Purpose::Serve)
}

fn file(text: &str) -> (tempfile::NamedTempFile, Flags) {
    let file = tempfile::NamedTempFile::new().expect("a file");
    std::fs::write(file.path(), text).expect("written");
    let flags = Flags { config: Some(file.path().to_owned()), ..Flags::default() };
    (file, flags)
}

/// Every fault as a line, with the file's name shortened.
fn faults(read: Result<Config, ConfigFaults>) -> Vec<String> {
    let faults = read.expect_err("refused").0;
    let short = |fault: &ConfigFault| match fault.place.split_once(" in /") {
        Some((name, _)) => format!("{name}: {}", fault.message),
        None => fault.to_string(),
    };
    faults.iter().map(short).collect()
}

#[test]
fn without_a_word_it_serves_a_file_on_loopback() {
    let config = serve(&[]).expect("defaults");
    assert_eq!(config.listen, "127.0.0.1:8080".parse().expect("an address"));
    assert_eq!(config.database, Database::Sqlite("accord.db".into()));
    assert_eq!(config.database.url(), "sqlite://accord.db");
    assert_eq!(config.public_url, "http://127.0.0.1:8080");
    assert_eq!(
        (config.log, config.log_level.as_str()),
        (LogFormat::Text, "info,sqlx=warn,sea_orm_migration=warn,actix_server=warn")
    );
    assert_eq!(config.cors_origins, Vec::<String>::new());
    assert_eq!((config.rate_limit, config.sign_in_limit), (None, 10));
    assert_eq!((config.workers, config.pool_size), (None, 8));
    assert_eq!((config.backup_days, config.max_body_bytes), (30, 1 << 20));
    assert_eq!(config.clock, ClockSource::System);
}

#[test]
fn flags_override_the_environment_and_that_the_file() {
    let (_file, named) = file("backup_days = 1\npool_size = 1\nworkers = 1\n");
    let flags = Flags { backup_days: Some("3".into()), ..named };
    let environment = [("ACCORD_BACKUP_DAYS", "2"), ("ACCORD_POOL_SIZE", "2")];
    let config = Config::load_from(&flags, pairs(&environment), Purpose::Serve).expect("valid");
    assert_eq!((config.backup_days, config.pool_size, config.workers), (3, 2, Some(1)));
}

#[test]
fn every_setting_can_be_said_in_every_place() {
    let said = [
        ("listen", "127.0.0.1:9"),
        ("database_url", "sqlite:///x/y.db"),
        ("pool_size", "3"),
        ("public_url", "https://accord.example/api/"),
        ("log", "json"),
        ("log_level", "info,sqlx=warn"),
        ("cors_origins", "https://a.example,http://localhost:3000"),
        ("rate_limit", "60"),
        ("sign_in_limit", "5"),
        ("trusted_proxies", "10.0.0.0/8,::1"),
        ("clock", "file:/tmp/now"),
        ("workers", "2"),
        ("backup_days", "7"),
        ("max_body_bytes", "4096"),
    ];
    assert_eq!(said.len() + 1, SETTINGS.len(), "a setting is missing here; `secret` has no flag");
    let toml: String = said.iter().map(|(name, text)| format!("{name} = \"{text}\"\n")).collect();
    let (_file, in_file) = file(&toml);
    let variables: Vec<(String, String)> = said
        .iter()
        .map(|(name, text)| (format!("ACCORD_{}", name.to_uppercase()), (*text).to_owned()))
        .collect();
    let arguments: Vec<String> =
        said.iter().map(|(name, text)| format!("--{}={text}", name.replace('_', "-"))).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let read = |flags: &Flags, environment: Vec<(String, String)>| {
        let config = Config::load_from(flags, environment, Purpose::Serve).expect("valid");
        format!("{config:?}")
    };
    let by_flag = read(&flags(&arguments), Vec::new());
    assert_eq!(read(&in_file, Vec::new()), by_flag);
    assert_eq!(read(&Flags::default(), variables), by_flag);
    assert!(by_flag.contains("https://accord.example/api\""), "no slash at its end: {by_flag}");
}

#[test]
fn a_file_may_hold_numbers_and_lists() {
    let (_file, flags) =
        file("cors_origins = [\"https://a.example\", \"https://b.example\"]\nrate_limit = 60");
    let config = Config::load_from(&flags, [], Purpose::Serve).expect("valid");
    assert_eq!(config.cors_origins, ["https://a.example", "https://b.example"]);
    assert_eq!(config.rate_limit, Some(60));
}

#[test]
fn the_shared_variable_gives_way_to_our_own_and_both_to_the_flag() {
    let shared = ("DATABASE_URL", "sqlite://shared.db");
    let own = ("ACCORD_DATABASE_URL", "sqlite://own.db");
    for (environment, expected) in [(&[shared][..], "shared.db"), (&[own, shared], "own.db")] {
        let config = serve(environment).expect("valid");
        assert_eq!(config.database, Database::Sqlite(expected.into()));
    }
    let flags = flags(&["--database-url", "sqlite://flag.db"]);
    let config = Config::load_from(&flags, pairs(&[own]), Purpose::Serve).expect("valid");
    assert_eq!(config.database, Database::Sqlite("flag.db".into()));
}

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
    let found = faults(Config::load_from(&flags, environment, Purpose::Serve));
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
        assert!(found.iter().any(|fault| fault == expected), "{expected}\nin {found:#?}");
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
    assert_eq!(faults(found), ["ACCORD_SECRET: expected a text in UTF-8"]);
}

#[test]
fn beyond_loopback_and_on_postgres_a_secret_must_be_set() {
    let postgres = ("DATABASE_URL", "postgres://accord:pw@db/accord");
    for (environment, said) in [
        (&[("ACCORD_LISTEN", "0.0.0.0:8080")][..], Some("beyond loopback")),
        (&[("ACCORD_LISTEN", "[::]:8080")], Some("beyond loopback")),
        (&[("ACCORD_LISTEN", "192.0.2.1:80")], Some("beyond loopback")),
        (&[("ACCORD_LISTEN", "[::ffff:192.0.2.1]:80")], Some("beyond loopback")),
        (&[("ACCORD_LISTEN", "127.8.0.1:80")], None),
        (&[("ACCORD_LISTEN", "[::1]:80")], None),
        (&[("ACCORD_LISTEN", "[::ffff:127.0.0.1]:80")], None),
        (&[postgres], Some("on PostgreSQL")),
        (&[postgres, ("ACCORD_LISTEN", "0.0.0.0:80")], Some("beyond loopback")),
    ] {
        let without = serve(environment);
        match said {
            None => assert!(without.is_ok(), "{environment:?}"),
            Some(said) => {
                let found = faults(without);
                assert_eq!(found.len(), 1, "{found:?}");
                assert!(found[0].starts_with("secret: ") && found[0].contains(said), "{found:?}");
            }
        }
        let with = [environment, &[("ACCORD_SECRET", LONG)]].concat();
        assert!(serve(&with).is_ok(), "{environment:?}");
        let command = Config::load_from(&Flags::default(), pairs(environment), Purpose::Command);
        assert!(command.is_ok(), "a command serves nobody: {environment:?}");
    }
}

#[test]
fn a_clock_read_from_a_file_is_for_loopback_only() {
    let told = ("ACCORD_CLOCK", "file:/tmp/now");
    assert!(serve(&[told]).is_ok());
    let found = faults(serve(&[told, ("ACCORD_LISTEN", "0.0.0.0:80"), ("ACCORD_SECRET", LONG)]));
    assert_eq!(found.len(), 1, "{found:?}");
    assert!(found[0].starts_with("ACCORD_CLOCK: a clock read from a file is for tests"));
}

#[test]
fn values_that_are_taken_and_values_that_are_not() {
    for (variable, good, bad) in [
        (
            "ACCORD_DATABASE_URL",
            &["sqlite://a/b.db", "sqlite:///a.db", "postgres://u:p@h:1/d", "postgresql://h/d"][..],
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
            ][..],
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
        (
            "ACCORD_CLOCK",
            &["system", "file:x"],
            &["file:", "file", "2026-10-03T09:30:00Z", "system:x"],
        ),
        (
            "ACCORD_TRUSTED_PROXIES",
            &["10.0.0.0/8", "::1, 192.0.2.1"],
            &["localhost", "10.0.0.0/33", "10.0.0.0/8;::1"],
        ),
        (
            "ACCORD_WORKERS",
            &["0", "512"],
            &["513", "-1", "1.0", "two", " 1", "99999999999999999999"],
        ),
        ("ACCORD_MAX_BODY_BYTES", &["1024", "1073741824"], &["1023", "1073741825", "1MB"]),
        ("ACCORD_SIGN_IN_LIMIT", &["1"], &["0"]),
    ] {
        for text in good {
            assert!(
                serve(&[(variable, text), ("ACCORD_SECRET", LONG)]).is_ok(),
                "{variable}={text}"
            );
        }
        for text in bad {
            let found = faults(serve(&[(variable, text), ("ACCORD_SECRET", LONG)]));
            assert_eq!(found.len(), 1, "{found:?}");
            assert!(found[0].starts_with(&format!("{variable}: expected ")), "{found:?}");
        }
    }
}

#[test]
fn an_address_that_stands_for_all_is_called_localhost() {
    let config = serve(&[("ACCORD_LISTEN", "0.0.0.0:8080"), ("ACCORD_SECRET", LONG)]);
    assert_eq!(config.expect("valid").public_url, "http://localhost:8080");
}

#[test]
fn debug_shows_no_secret() {
    let environment =
        [("ACCORD_SECRET", LONG), ("DATABASE_URL", "postgres://accord:hunter2@db/accord")];
    let config = serve(&environment).expect("valid");
    let shown = format!("{config:?}");
    assert!(!shown.contains("hunter2") && !shown.contains(LONG), "{shown}");
    assert_eq!(config.database.url(), "postgres://accord:hunter2@db/accord");
    assert_eq!(config.secret(&Randomness::seeded(1)).expect("set").reveal(), LONG);
}

#[test]
fn a_secret_is_made_beside_the_file_once_and_for_its_owner_only() {
    let folder = tempfile::tempdir().expect("a folder");
    let url = format!("sqlite://{}/a.db", folder.path().display());
    let config = serve(&[("DATABASE_URL", &url)]).expect("valid");
    let first = config.secret(&Randomness::seeded(1)).expect("made");
    let again = config.secret(&Randomness::seeded(2)).expect("read");
    assert_eq!(first, again);
    assert!(first.reveal().len() >= 32);
    let path = folder.path().join("a.db.secret");
    let mode = std::fs::metadata(&path).expect("made").permissions().mode();
    assert_eq!(mode & 0o777, 0o600);
    std::fs::write(&path, "cut off").expect("written");
    let fault = config.secret(&Randomness::seeded(1)).expect_err("refused");
    assert!(matches!(&fault, SecretFileFault::Empty(_)) && !fault.to_string().contains("cut off"));
}

#[test]
fn a_secret_has_no_place_on_postgres_or_in_a_folder_that_is_not_there() {
    let config = |url| {
        let environment = pairs(&[("DATABASE_URL", url)]);
        Config::load_from(&Flags::default(), environment, Purpose::Command).expect("valid")
    };
    let made = |url| config(url).secret(&Randomness::seeded(1));
    assert!(matches!(made("postgres://db/accord"), Err(SecretFileFault::NoPlace)));
    assert!(matches!(made("sqlite:///nowhere/a.db"), Err(SecretFileFault::Unusable(..))));
}

#[test]
fn the_clock_of_a_file_is_opened_and_one_that_is_not_there_is_told() {
    let file = tempfile::NamedTempFile::new().expect("a file");
    std::fs::write(file.path(), "2026-10-03T09:30:00Z").expect("written");
    let source = format!("file:{}", file.path().display());
    let clock = serve(&[("ACCORD_CLOCK", &source)]).expect("valid").clock().expect("a clock");
    assert_eq!(clock.now().time().to_rfc3339(), "2026-10-03T09:30:00+00:00");
    assert!(serve(&[("ACCORD_CLOCK", "file:/nowhere/now")]).expect("valid").clock().is_err());
}

#[test]
fn help_teaches_each_setting_and_its_default_and_offers_no_flag_for_the_secret() {
    let help = Command::command().term_width(0).render_long_help().to_string();
    for setting in SETTINGS.iter().filter(|setting| setting.name != "secret") {
        assert!(help.contains(&format!("--{} <", setting.name.replace('_', "-"))), "{help}");
        assert!(help.contains(setting.about), "{help}");
        if let Some(default) = setting.default {
            assert!(help.contains(&format!("[default: {default}]")), "{help}");
        }
    }
    assert!(!help.contains("--secret"), "{help}");
}

#[test]
fn the_example_of_an_environment_holds_only_what_is_taken() {
    let example = include_str!("../../../deploy/accord.env.example");
    let lines = example.lines().filter_map(|line| line.trim_start_matches('#').split_once('='));
    let settings: Vec<_> = lines.filter(|(name, _)| !name.contains(' ')).collect();
    assert!(settings.len() >= 4, "{settings:?}");
    for setting in settings {
        let read = serve(&[("ACCORD_SECRET", LONG), setting]);
        assert!(read.is_ok(), "{setting:?}: {read:?}");
    }
}
