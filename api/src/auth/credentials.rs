//! What a request says of itself: reading its `Authorization` header.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use entity::types::Secret;

use super::keys::{self, KeyError, KeyKind, SecretHash};

/// How a caller asks to be recognized.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Credential {
    /// By an access token, not yet verified.
    Token(Secret),
    /// By an API key, of which only the hash goes on from here.
    Key(SecretHash),
    /// Not at all.
    None,
}

/// Why an `Authorization` header cannot be read. Tells nothing of what it holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CredentialError {
    /// The scheme is neither Bearer nor Basic.
    #[error("expected `Authorization: Bearer …`, or `Basic …` with an API key as the password")]
    Scheme,
    /// The scheme is known, what follows it is not what it should be.
    #[error("expected a scheme, one space and a token of RFC 6750, or base64 of `name:key`")]
    Malformed,
    /// It is, or should be, an API key, and is not a whole one.
    #[error(transparent)]
    Key(#[from] KeyError),
}

/// Reads the value of an `Authorization` header.
///
/// A bearer is an access token or, by its prefix, an API key. Basic takes an API key as the
/// password under any user name, since some spreadsheets and dashboards offer no other.
///
/// # Errors
/// When the header is there and holds neither: such a request is refused, never taken for one
/// without credentials.
pub fn read(header: Option<&[u8]>) -> Result<Credential, CredentialError> {
    let Some(header) = header else {
        return Ok(Credential::None);
    };
    let header = std::str::from_utf8(header).map_err(|_| CredentialError::Malformed)?;
    let (scheme, rest) = header.trim().split_once(' ').unwrap_or((header.trim(), ""));
    let rest = rest.trim_start_matches(' ');
    if scheme.eq_ignore_ascii_case("bearer") {
        bearer(rest)
    } else if scheme.eq_ignore_ascii_case("basic") {
        basic(rest)
    } else {
        Err(CredentialError::Scheme)
    }
}

fn bearer(token: &str) -> Result<Credential, CredentialError> {
    if !is_token68(token) {
        return Err(CredentialError::Malformed);
    }
    match KeyKind::of(token) {
        Some(_) => key(token),
        None => Ok(Credential::Token(Secret::new(token))),
    }
}

fn basic(encoded: &str) -> Result<Credential, CredentialError> {
    let decoded = STANDARD.decode(encoded).map_err(|_| CredentialError::Malformed)?;
    let pair = std::str::from_utf8(&decoded).map_err(|_| CredentialError::Malformed)?;
    let (_, password) = pair.split_once(':').ok_or(CredentialError::Malformed)?;
    key(password)
}

fn key(text: &str) -> Result<Credential, CredentialError> {
    Ok(Credential::Key(keys::read(KeyKind::ApiKey, text)?))
}

/// The characters that RFC 9110 allows in a token of this place (`token68`).
fn is_token68(text: &str) -> bool {
    let body = text.trim_end_matches('=');
    let allowed = |b: u8| b.is_ascii_alphanumeric() || b"-._~+/".contains(&b);
    !body.is_empty() && body.bytes().all(allowed)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::randomness::Randomness;

    fn minted(kind: KeyKind) -> (String, SecretHash) {
        let made = keys::mint(kind, &Randomness::seeded(1));
        (made.secret.reveal().to_owned(), made.hash)
    }

    fn encoded(pair: &str) -> String {
        format!("Basic {}", STANDARD.encode(pair))
    }

    fn token(text: &str) -> Result<Credential, CredentialError> {
        Ok(Credential::Token(Secret::new(text)))
    }

    #[test]
    fn what_can_be_read() {
        let (key, hash) = minted(KeyKind::ApiKey);
        let by_key = Ok(Credential::Key(hash));
        assert_eq!(read(None), Ok(Credential::None));
        for (header, expected) in [
            ("Bearer a.b.c".to_owned(), token("a.b.c")),
            ("bearer a.b.c".to_owned(), token("a.b.c")),
            ("BEARER   a.b.c ".to_owned(), token("a.b.c")),
            ("Bearer not-a-jwt==".to_owned(), token("not-a-jwt==")),
            (format!("Bearer {key}"), by_key.clone()),
            (encoded(&format!("anybody:{key}")), by_key.clone()),
            (encoded(&format!(":{key}")), by_key.clone()),
            (encoded(&format!("josé:{key}")), by_key.clone()),
            (encoded(&format!("anybody:{key}")).replace("Basic", "bAsIc"), by_key),
        ] {
            assert_eq!(read(Some(header.as_bytes())), expected, "{header}");
        }
    }

    #[test]
    fn what_cannot_be_read() {
        let (key, _) = minted(KeyKind::ApiKey);
        let (refresh, _) = minted(KeyKind::Refresh);
        let expected = KeyKind::ApiKey;
        let other = KeyError::OtherKind { expected, found: KeyKind::Refresh }.into();
        let mistyped = KeyError::Mistyped(expected).into();
        let unrecognized = KeyError::Unrecognized(expected).into();
        for (header, error) in [
            (String::new(), CredentialError::Scheme),
            ("Digest username=x".to_owned(), CredentialError::Scheme),
            (key.clone(), CredentialError::Scheme),
            (format!("Bearer: {key}"), CredentialError::Scheme),
            ("Bearer".to_owned(), CredentialError::Malformed),
            ("Bearer ".to_owned(), CredentialError::Malformed),
            ("Bearer =".to_owned(), CredentialError::Malformed),
            ("Bearer a b".to_owned(), CredentialError::Malformed),
            ("Bearer a,b".to_owned(), CredentialError::Malformed),
            ("Bearer é".to_owned(), CredentialError::Malformed),
            ("Basic %%%".to_owned(), CredentialError::Malformed),
            (encoded("no colon"), CredentialError::Malformed),
            (encoded("ana:her password"), unrecognized),
            (encoded(&format!("{key}:")), unrecognized),
            (encoded(&format!("a:b:{key}")), unrecognized),
            (format!("Bearer {refresh}"), other),
            (encoded(&format!("x:{refresh}")), other),
            (format!("Bearer {}", &key[..key.len() - 1]), mistyped),
            (encoded(&format!("x:{key}x")), mistyped),
        ] {
            assert_eq!(read(Some(header.as_bytes())), Err(error), "{header}");
        }
        assert_eq!(read(Some(b"Bearer \xff")), Err(CredentialError::Malformed));
        let latin1 = format!("Basic {}", STANDARD.encode(b"jos\xe9:x"));
        assert_eq!(read(Some(latin1.as_bytes())), Err(CredentialError::Malformed));
    }

    #[test]
    fn neither_credential_nor_fault_shows_the_secret() {
        let (key, _) = minted(KeyKind::ApiKey);
        let cut = &key[..50];
        for header in [format!("Bearer {key}"), format!("Bearer {cut}"), "Bearer a.b.c".to_owned()]
        {
            let shown = format!("{:?}", read(Some(header.as_bytes())));
            assert!(!shown.contains("a.b.c") && !shown.contains(&key[11..40]), "{shown}");
        }
    }

    proptest! {
        #[test]
        fn any_bytes_are_answered(header in proptest::collection::vec(any::<u8>(), 0..80)) {
            let _ = read(Some(&header));
        }

        #[test]
        fn a_header_is_never_taken_for_none(header in ".{0,80}") {
            prop_assert_ne!(read(Some(header.as_bytes())), Ok(Credential::None));
        }
    }
}
