use std::time::Instant;

use super::*;

fn passwords() -> Passwords {
    Passwords::new(2, Randomness::seeded(1))
}

fn ana() -> Email {
    Email("Ana@RiverFood.example".to_owned())
}

const GOOD: &str = "a heron on the river bank";

#[tokio::test]
async fn the_right_password_is_told_from_wrong_ones() {
    let passwords = passwords();
    let stored = passwords.hash(Secret::new(GOOD)).await.expect("hashed");
    for (typed, verdict) in [
        (GOOD, PasswordVerdict::Right { outdated: false }),
        ("A heron on the river bank", PasswordVerdict::Wrong),
        ("a heron on the river bank ", PasswordVerdict::Wrong),
        ("", PasswordVerdict::Wrong),
    ] {
        let said = passwords.verify(Secret::new(typed), Some(stored.clone())).await;
        assert_eq!(said, Ok(verdict), "{typed}");
    }
}

#[tokio::test]
async fn the_same_password_is_stored_differently_and_never_shown() {
    let passwords = passwords();
    let one = passwords.hash(Secret::new(GOOD)).await.expect("hashed");
    assert_ne!(one, passwords.hash(Secret::new(GOOD)).await.expect("hashed"));
    assert!(one.0.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"));
    assert_eq!(format!("{one:?}"), "StoredPassword");
}

/// One keyboard writes é as one letter, another as an e and an accent.
#[tokio::test]
async fn a_password_is_the_same_by_whichever_keyboard() {
    let passwords = passwords();
    let (one, two) = ("Caf\u{e9} am Fluss, immer", "Cafe\u{301} am Fluss, immer");
    let stored = passwords.hash(Secret::new(two)).await.expect("hashed");
    for typed in [one, two] {
        let said = passwords.verify(Secret::new(typed), Some(stored.clone())).await;
        assert_eq!(said, Ok(PasswordVerdict::Right { outdated: false }), "{typed}");
    }
    let argon2 = argon2(SAFE_PASSWORD_MEMORY).expect("parameters");
    let before = argon2.hash_password_with_salt(two.as_bytes(), &[7; 16]).expect("hashed");
    let before = StoredPassword(before.to_string());
    let said = passwords.verify(Secret::new(two), Some(before)).await;
    assert_eq!(said, Ok(PasswordVerdict::Right { outdated: true }), "as it was hashed before");
}

#[tokio::test]
async fn nobody_has_a_password() {
    let said = passwords().verify(Secret::new(GOOD), None).await;
    assert_eq!(said, Ok(PasswordVerdict::Wrong));
}

#[test]
fn nobodys_hash_costs_what_todays_do() {
    let nobody = PasswordHash::new(NOBODYS).expect("a PHC string");
    assert!(!is_outdated(&nobody, &argon2(SAFE_PASSWORD_MEMORY).expect("parameters")));
    let mine = hash(&Secret::new(GOOD), &[7; 16], SAFE_PASSWORD_MEMORY).expect("hashed");
    let mine = PasswordHash::new(&mine.0).expect("a PHC string");
    let lengths =
        |h: &PasswordHash| (h.salt.as_ref().map(|s| s.len()), h.hash.as_ref().map(|o| o.len()));
    assert_eq!(lengths(&nobody), lengths(&mine));
}

/// Not a timed test: it only sees that the work is done at all, which takes a hundred times longer
/// than leaving it out.
#[test]
fn an_unknown_account_is_worked_for() {
    let stored = hash(&Secret::new(GOOD), &[7; 16], SAFE_PASSWORD_MEMORY).expect("hashed");
    let time = |stored: Option<&StoredPassword>| {
        let start = Instant::now();
        verify(&Secret::new("wrong"), stored, SAFE_PASSWORD_MEMORY).expect("checked");
        start.elapsed()
    };
    let fastest = |stored| (0..3).map(|_| time(stored)).min().expect("three");
    assert!(fastest(None) * 10 > fastest(Some(&stored)));
}

#[test]
fn other_parameters_are_outdated_and_still_verify() {
    for (algorithm, version, memory, passes, lanes) in [
        (Algorithm::Argon2id, Version::V0x13, 8 * 1024, 2, 1),
        (Algorithm::Argon2id, Version::V0x13, SAFE_PASSWORD_MEMORY, 1, 1),
        (Algorithm::Argon2id, Version::V0x13, SAFE_PASSWORD_MEMORY, 2, 2),
        (Algorithm::Argon2i, Version::V0x13, SAFE_PASSWORD_MEMORY, 2, 1),
        (Algorithm::Argon2id, Version::V0x10, SAFE_PASSWORD_MEMORY, 2, 1),
    ] {
        let params = Params::new(memory, passes, lanes, None).expect("parameters");
        let former = Argon2::new(algorithm, version, params);
        let hash = former.hash_password_with_salt(GOOD.as_bytes(), &[7; 16]).expect("hashed");
        let stored = StoredPassword(hash.to_string());
        let said = verify(&Secret::new(GOOD), Some(&stored), SAFE_PASSWORD_MEMORY);
        assert_eq!(said, Ok(PasswordVerdict::Right { outdated: true }), "{}", stored.0);
        assert_eq!(
            verify(&Secret::new("wrong"), Some(&stored), SAFE_PASSWORD_MEMORY),
            Ok(PasswordVerdict::Wrong)
        );
    }
}

#[test]
fn what_is_no_hash_is_a_fault_and_no_verdict() {
    for text in
        ["", "plain text", "$argon2id$v=19$m=19456,t=2,p=1$", "$2b$12$abcdefghijklmnopqrstuv"]
    {
        let said = verify(
            &Secret::new(GOOD),
            Some(&StoredPassword(text.to_owned())),
            SAFE_PASSWORD_MEMORY,
        );
        assert_eq!(said, Err(PasswordError::Unreadable), "{text}");
    }
}

#[tokio::test]
async fn no_more_are_worked_on_at_once_than_said() {
    let passwords = passwords();
    let (now, most) = (Arc::new(Semaphore::new(2)), 6);
    let work = |_| {
        let (passwords, now) = (passwords.clone(), now.clone());
        async move {
            let busy = move || {
                let place = now.try_acquire().map_err(|_| PasswordError::Unreadable)?;
                std::thread::sleep(Duration::from_millis(20));
                drop(place);
                Ok(())
            };
            passwords.in_turn(busy).await
        }
    };
    let all = futures_util::future::join_all((0..most).map(work)).await;
    assert!(all.iter().all(Result::is_ok), "{all:?}");
}

#[tokio::test]
async fn who_waits_too_long_is_told() {
    let passwords = Passwords::new(1, Randomness::seeded(1));
    let _taken = passwords.turn().await.expect("a turn");
    tokio::time::pause();
    assert_eq!(passwords.hash(Secret::new(GOOD)).await, Err(PasswordError::Busy));
}

#[test]
fn a_new_password_must_be_long_and_unlikely() {
    let long = |n: usize| "abcde-fghij ".chars().cycle().take(n).collect::<String>();
    for (password, expected) in [
        (GOOD.to_owned(), Ok(())),
        (long(12), Ok(())),
        (long(200), Ok(())),
        ("дракон над рекой".to_owned(), Ok(())),
        (String::new(), Err(WeakPassword::TooShort)),
        (long(11), Err(WeakPassword::TooShort)),
        ("дракон река".to_owned(), Err(WeakPassword::TooShort)),
        (long(201), Err(WeakPassword::TooLong)),
        ("ana@riverfood.example".to_owned(), Err(WeakPassword::TooCommon)),
        (" ANA@riverfood.EXAMPLE ".to_owned(), Err(WeakPassword::TooCommon)),
        ("password1234".to_owned(), Err(WeakPassword::TooCommon)),
        ("WorkingTogether".to_owned(), Err(WeakPassword::TooCommon)),
        ("aaaaaaaaaaaaaaaa".to_owned(), Err(WeakPassword::TooCommon)),
        ("abababcdcdcdcdab".to_owned(), Err(WeakPassword::TooCommon)),
    ] {
        assert_eq!(accept_new(&Secret::new(&*password), &ana()), expected, "{password}");
    }
}

#[test]
fn the_name_before_the_at_is_guessed_too() {
    let email = Email("ana.of.the.river@riverfood.example".to_owned());
    let said = accept_new(&Secret::new("Ana.of.the.River"), &email);
    assert_eq!(said.map_err(WeakPassword::code), Err("password_too_common"));
}

#[test]
fn the_list_of_common_ones_holds_what_length_lets_through_once() {
    let all: Vec<&str> = COMMON.lines().collect();
    for common in &all {
        assert!(common.chars().count() >= *LENGTH.start(), "{common} is too short anyway");
        assert_eq!(*common, common.to_lowercase(), "compared in lower case");
    }
    let once: std::collections::HashSet<_> = all.iter().collect();
    assert_eq!(once.len(), all.len());
}
