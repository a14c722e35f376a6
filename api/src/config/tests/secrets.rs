//! The secret, and what is for loopback only.

use std::os::unix::fs::PermissionsExt;

use super::*;

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
                let found = errors(without);
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
    let found = errors(serve(&[told, ("ACCORD_LISTEN", "0.0.0.0:80"), ("ACCORD_SECRET", LONG)]));
    assert_eq!(found.len(), 1, "{found:?}");
    assert!(found[0].starts_with("ACCORD_CLOCK: a clock read from a file is for tests"));
}

#[test]
fn a_password_is_hashed_cheaply_on_loopback_only() {
    let told = ("ACCORD_PASSWORD_MEMORY", "8");
    assert_eq!(serve(&[told]).expect("valid").password_memory, 8);
    let beyond = [("ACCORD_LISTEN", "0.0.0.0:80"), ("ACCORD_SECRET", LONG)];
    let found = errors(serve(&[&[told], &beyond[..]].concat()));
    assert_eq!(found.len(), 1, "{found:?}");
    assert!(found[0].starts_with("ACCORD_PASSWORD_MEMORY: less than 19456 KiB is for tests"));
    assert!(serve(&[&[("ACCORD_PASSWORD_MEMORY", "19456")], &beyond[..]].concat()).is_ok());
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
fn debug_shows_no_secret() {
    let environment =
        [("ACCORD_SECRET", LONG), ("DATABASE_URL", "postgres://accord:hunter2@db/accord")];
    let config = serve(&environment).expect("valid");
    let shown = format!("{config:?}");
    assert!(!shown.contains("hunter2") && !shown.contains(LONG), "{shown}");
    assert_eq!(config.database.url(), "postgres://accord:hunter2@db/accord");
    assert_eq!(config.secret(&Randomness::seeded(1), true).expect("set").reveal(), LONG);
}

#[test]
fn a_secret_is_made_beside_the_file_once_and_for_its_owner_only() {
    let folder = tempfile::tempdir().expect("a folder");
    let url = format!("sqlite://{}/a.db", folder.path().display());
    let config = serve(&[("DATABASE_URL", &url)]).expect("valid");
    let first = config.secret(&Randomness::seeded(1), false).expect("made");
    let again = config.secret(&Randomness::seeded(2), true).expect("read");
    assert_eq!(first, again);
    assert!(first.reveal().len() >= 32);
    let path = folder.path().join("a.db.secret");
    let mode = std::fs::metadata(&path).expect("made").permissions().mode();
    assert_eq!(mode & 0o777, 0o600);
    std::fs::write(&path, "cut off").expect("written");
    let error = config.secret(&Randomness::seeded(1), true).expect_err("refused");
    assert!(matches!(&error, SecretFileError::Empty(_)) && !error.to_string().contains("cut off"));
}

#[test]
fn a_secret_has_no_place_on_postgres_or_in_a_folder_that_is_not_there() {
    let config = |url| {
        let environment = pairs(&[("DATABASE_URL", url)]);
        Config::load_from(&Flags::default(), environment, Purpose::Command).expect("valid")
    };
    let made = |url| config(url).secret(&Randomness::seeded(1), false);
    assert!(matches!(made("postgres://db/accord"), Err(SecretFileError::NoPlace)));
    assert!(matches!(made("sqlite:///nowhere/a.db"), Err(SecretFileError::Unusable(..))));
}

#[test]
fn a_secret_that_is_lost_is_not_made_anew() {
    let folder = tempfile::tempdir().expect("a folder");
    let url = format!("sqlite://{}/a.db", folder.path().display());
    let config = serve(&[("DATABASE_URL", &url)]).expect("valid");
    let lost = config.secret(&Randomness::seeded(1), true).expect_err("refused");
    assert!(matches!(lost, SecretFileError::Lost(_)) && lost.to_string().contains("--lost"));
    assert_eq!(std::fs::read_dir(folder.path()).expect("there").count(), 0);
}

#[test]
fn a_new_secret_takes_the_place_of_the_file_once_it_is_put() {
    let folder = tempfile::tempdir().expect("a folder");
    let url = format!("sqlite://{}/a.db", folder.path().display());
    let config = serve(&[("DATABASE_URL", &url)]).expect("valid");
    let random = Randomness::seeded(1);
    let now = || config.secret(&Randomness::seeded(2), true).expect("read");
    let first = config.secret(&random, false).expect("made");
    let next = config.next_secret(None, &random).expect("made").secret;
    assert_eq!((now(), next != first), (first, true));
    let again = config.next_secret(None, &random).expect("the one of before");
    assert_eq!(again.secret, next);
    again.put().expect("put");
    assert_eq!(now(), next);
    assert!(config.next_secret(Some("short"), &random).is_err());
    config.next_secret(Some(LONG), &random).expect("made").put().expect("put");
    assert_eq!(now().reveal(), LONG);
}
