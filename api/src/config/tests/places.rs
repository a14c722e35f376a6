//! Where settings come from, and which of them counts.

use clap::CommandFactory;

use super::*;

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
    assert_eq!(config.cache_bytes, 16 << 20);
    assert_eq!(config.max_push_bytes, 256 << 20);
    assert_eq!(config.body_timeout, std::time::Duration::from_secs(30));
    assert_eq!(config.request_timeout, std::time::Duration::from_secs(60));
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
        ("cache_size", "64"),
        ("log_level", "info,sqlx=warn"),
        ("cors_origins", "https://a.example,http://localhost:3000"),
        ("rate_limit", "60"),
        ("sign_in_limit", "5"),
        ("password_memory", "65536"),
        ("trusted_proxies", "10.0.0.0/8,::1"),
        ("metrics_readers", "10.0.0.0/8"),
        ("clock", "file:/tmp/now"),
        ("workers", "2"),
        ("backup_days", "7"),
        ("max_body_bytes", "4096"),
        ("max_push_bytes", "8192"),
        ("body_timeout", "5"),
        ("request_timeout", "7"),
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
fn an_address_that_stands_for_all_is_called_localhost() {
    let config = serve(&[("ACCORD_LISTEN", "0.0.0.0:8080"), ("ACCORD_SECRET", LONG)]);
    assert_eq!(config.expect("valid").public_url, "http://localhost:8080");
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
    let example = include_str!("../../../../deploy/accord.env.example");
    let lines = example.lines().filter_map(|line| line.trim_start_matches('#').split_once('='));
    let settings: Vec<_> = lines.filter(|(name, _)| !name.contains(' ')).collect();
    assert!(settings.len() >= 4, "{settings:?}");
    for setting in settings {
        let read = serve(&[("ACCORD_SECRET", LONG), setting]);
        assert!(read.is_ok(), "{setting:?}: {read:?}");
    }
}
