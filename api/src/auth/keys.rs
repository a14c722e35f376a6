//! Opaque secrets: API keys, invitations, refresh tokens.
//!
//! Each is `accord_` and a word, 43 random characters (256 bits) and a checksum of six. The prefix
//! lets people and secret scanners recognize one in a log or a repository, the checksum tells a
//! mistyped one without a query. The database holds a hash only: with 256 random bits a plain
//! SHA-256 is enough, and as a lookup goes by the hash no comparison needs constant time.

use std::fmt;

use entity::types::Secret;
use sha2::{Digest, Sha256};

use crate::randomness::Randomness;

const DIGITS: &[u8; 62] = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
/// 62^43 is just above 2^256.
const RANDOM_LENGTH: usize = 43;
/// 62^6 is just above 2^32.
const CHECKSUM_LENGTH: usize = 6;
/// About 119 bits: what a person types once.
const PASSWORD_LENGTH: usize = 20;

/// What a secret is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum KeyKind {
    /// A script's or a dashboard's access.
    ApiKey,
    /// Opens an alliance to whom it was handed.
    Invitation,
    /// Renews a session.
    Refresh,
}

impl KeyKind {
    const ALL: [Self; 3] = [Self::ApiKey, Self::Invitation, Self::Refresh];

    /// What each secret of this kind begins with.
    pub const fn prefix(self) -> &'static str {
        match self {
            Self::ApiKey => "accord_key_",
            Self::Invitation => "accord_inv_",
            Self::Refresh => "accord_ref_",
        }
    }

    /// The kind that a text claims to be by its prefix.
    pub fn of(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| text.starts_with(kind.prefix()))
    }
}

impl fmt::Display for KeyKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::ApiKey => "an API key",
            Self::Invitation => "an invitation's token",
            Self::Refresh => "a refresh token",
        })
    }
}

/// Why a text is not the secret that was asked for. Tells nothing of the text itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum KeyError {
    /// It has not the prefix.
    #[error("expected {0}, which begins with `{prefix}`", prefix = .0.prefix())]
    Unrecognized(KeyKind),
    /// It is a secret of another kind.
    #[error("expected {expected}, this is {found}")]
    OtherKind {
        /// What was asked for.
        expected: KeyKind,
        /// What it says that it is.
        found: KeyKind,
    },
    /// Its length or its checksum is wrong: mistyped, or cut off while copying.
    #[error("{0} was mistyped or cut off: its checksum is wrong")]
    Mistyped(KeyKind),
}

/// What is stored of a secret, and what it is looked up by: its SHA-256.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct SecretHash(pub [u8; 32]);

impl SecretHash {
    /// Hashes a text that has at least 128 random bits; never a password.
    pub fn of(text: &str) -> Self {
        Self(Sha256::digest(text).into())
    }

    /// The bytes as a column takes them.
    pub fn to_vec(self) -> Vec<u8> {
        self.0.to_vec()
    }
}

impl fmt::Debug for SecretHash {
    /// The first bytes only: enough to tell two apart in a log, too few to look one up.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [a, b, c, ..] = self.0;
        write!(f, "SecretHash({a:02x}{b:02x}{c:02x}…)")
    }
}

/// A secret just made: shown once, stored as its hash.
#[derive(Debug)]
pub struct Minted {
    /// What its owner gets to see, once.
    pub secret: Secret,
    /// What is stored.
    pub hash: SecretHash,
}

/// Makes a new secret.
pub fn mint(kind: KeyKind, randomness: &Randomness) -> Minted {
    let body = format!("{}{}", kind.prefix(), random_text(RANDOM_LENGTH, randomness));
    let text = format!("{body}{}", checksum(&body));
    Minted { hash: SecretHash::of(&text), secret: Secret::new(text) }
}

/// Reads a secret that somebody presents, into what it is looked up by.
///
/// # Errors
/// When it is no secret of this kind, or was mistyped: no lookup is needed then.
pub fn read(kind: KeyKind, text: &str) -> Result<SecretHash, KeyError> {
    match KeyKind::of(text) {
        None => Err(KeyError::Unrecognized(kind)),
        Some(found) if found != kind => Err(KeyError::OtherKind { expected: kind, found }),
        Some(_) if !is_whole(kind, text) => Err(KeyError::Mistyped(kind)),
        Some(_) => Ok(SecretHash::of(text)),
    }
}

/// Makes a password for somebody to sign in with once: 20 characters, about 119 bits.
pub fn one_time_password(randomness: &Randomness) -> Secret {
    Secret::new(random_text(PASSWORD_LENGTH, randomness))
}

fn is_whole(kind: KeyKind, text: &str) -> bool {
    let body_length = kind.prefix().len() + RANDOM_LENGTH;
    text.len() == body_length + CHECKSUM_LENGTH
        && text.split_at_checked(body_length).is_some_and(|(body, end)| end == checksum(body))
}

fn checksum(body: &str) -> String {
    let [a, b, c, d, ..] = SecretHash::of(body).0;
    let mut rest = u32::from_be_bytes([a, b, c, d]);
    let digit = |_| {
        let digit = DIGITS[(rest % 62) as usize];
        rest /= 62;
        char::from(digit)
    };
    (0..CHECKSUM_LENGTH).map(digit).collect()
}

fn random_text(length: usize, randomness: &Randomness) -> String {
    let mut text = String::with_capacity(length);
    while text.len() < length {
        let digits = randomness.bytes::<64>().into_iter().filter_map(digit);
        text.extend(digits.take(length - text.len()));
    }
    text
}

/// Leaves out the bytes that would make some digits likelier than others: 248 is 4 times 62.
fn digit(byte: u8) -> Option<char> {
    (byte < 248).then(|| char::from(DIGITS[usize::from(byte % 62)]))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_secret_has_prefix_length_and_alphabet_and_reads_back() {
        let randomness = Randomness::seeded(1);
        for kind in KeyKind::ALL {
            let made = mint(kind, &randomness);
            let text = made.secret.reveal();
            assert!(text.starts_with(kind.prefix()));
            assert_eq!(text.len(), 11 + 43 + 6);
            assert!(text[11..].bytes().all(|b| b.is_ascii_alphanumeric()));
            assert_eq!(read(kind, text), Ok(made.hash));
            assert_eq!(made.hash, SecretHash::of(text));
        }
    }

    #[test]
    fn no_two_are_alike() {
        let randomness = Randomness::system().expect("randomness");
        let made: std::collections::HashSet<SecretHash> =
            (0..500).map(|_| mint(KeyKind::ApiKey, &randomness).hash).collect();
        assert_eq!(made.len(), 500);
    }

    #[test]
    fn another_kind_and_no_kind_are_told() {
        let invitation = mint(KeyKind::Invitation, &Randomness::seeded(1));
        let (expected, found) = (KeyKind::ApiKey, KeyKind::Invitation);
        let error = read(expected, invitation.secret.reveal()).expect_err("of another kind");
        assert_eq!(error, KeyError::OtherKind { expected, found });
        assert_eq!(error.to_string(), "expected an API key, this is an invitation's token");
        for text in ["", "accord_", "accord_kex_", "xaccord_key_", "ACCORD_KEY_1", "é"] {
            assert_eq!(read(expected, text), Err(KeyError::Unrecognized(expected)), "{text}");
        }
    }

    #[test]
    fn debug_shows_neither_secret_nor_whole_hash() {
        let made = mint(KeyKind::ApiKey, &Randomness::seeded(1));
        let shown = format!("{made:?}");
        assert!(!shown.contains("accord_key_"));
        assert!(shown.len() < 80, "{shown}");
    }

    #[test]
    fn digits_are_all_used_and_evenly() {
        let text = random_text(62_000, &Randomness::seeded(1));
        for digit in DIGITS {
            let count = text.bytes().filter(|b| b == digit).count();
            assert!((850..1150).contains(&count), "{} {count}", char::from(*digit));
        }
    }

    proptest! {
        #[test]
        fn one_wrong_character_is_noticed(seed: u64, place in 11usize..60, digit in 0usize..62) {
            let made = mint(KeyKind::ApiKey, &Randomness::seeded(seed));
            let mut bytes = made.secret.reveal().as_bytes().to_vec();
            prop_assume!(bytes[place] != DIGITS[digit]);
            bytes[place] = DIGITS[digit];
            let wrong = String::from_utf8(bytes).expect("ASCII");
            prop_assert_eq!(read(KeyKind::ApiKey, &wrong), Err(KeyError::Mistyped(KeyKind::ApiKey)));
        }

        #[test]
        fn a_cut_or_lengthened_one_is_noticed(cut in 11usize..60, more in "[0-9a-zé]{1,9}") {
            let made = mint(KeyKind::Refresh, &Randomness::seeded(1));
            let text = made.secret.reveal();
            let mistyped = Err(KeyError::Mistyped(KeyKind::Refresh));
            prop_assert_eq!(read(KeyKind::Refresh, &text[..cut]), mistyped);
            prop_assert_eq!(read(KeyKind::Refresh, &format!("{text}{more}")), mistyped);
        }

        #[test]
        fn no_text_makes_reading_fail_otherwise(text in "(accord_key_)?.{0,70}") {
            prop_assert!(read(KeyKind::ApiKey, &text).is_err());
        }
    }
}
