//! What stands against the settings of a command.

use accord_tests::{Database, fails};

#[test]
fn a_wrong_value_hides_no_other_wherever_it_stands() {
    let settings = [("ACCORD_LISTEN", "8080".to_owned()), ("ACCORD_POOL_SIZE", "many".to_owned())];
    for (flag, value) in [("--rate-limit", "-1"), ("--workers", "-1.5"), ("--backup-days", "many")]
    {
        let told = fails(&["serve", flag, value], &settings);
        for place in [flag, "ACCORD_LISTEN", "ACCORD_POOL_SIZE"] {
            assert!(told.contains(&format!("{place}: expected")), "{flag} {value}: {told}");
        }
        assert!(told.contains(&format!("found `{value}`")), "{told}");
    }
}

#[test]
fn a_database_that_cannot_hold_every_text_is_refused() {
    let latin = Database::in_latin_1();
    let secret = "a secret that only this test knows and keeps".to_owned();
    let settings = [("DATABASE_URL", latin.url.clone()), ("ACCORD_SECRET", secret)];
    let told = fails(&["serve"], &settings);
    assert!(told.contains("its encoding is LATIN1") && told.contains("ENCODING 'UTF8'"), "{told}");
}
