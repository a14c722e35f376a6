//! The keys that access tokens are signed with, and how they lie in the database.

use std::fmt;

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use entity::types::Secret;
use jsonwebtoken::{DecodingKey, EncodingKey};
use serde::Serialize;
use sha2::{Digest, Sha256};
use utoipa::ToSchema;

use super::seal::{self, SealError};
use crate::randomness::Randomness;

/// Binds what is sealed here to its use.
const CONTEXT: &str = "accord: signing key";
/// What stands before the 32 bytes of an Ed25519 seed in a PKCS#8 document, first version.
const PKCS8_HEAD: [u8; 16] = *b"\x30\x2e\x02\x01\x00\x30\x05\x06\x03\x2b\x65\x70\x04\x22\x04\x20";

/// An Ed25519 key pair, named by the thumbprint of its public half (RFC 7638).
pub struct SigningKey {
    pair: ed25519_dalek::SigningKey,
    kid: String,
}

impl SigningKey {
    /// Makes a new key.
    pub fn generate(randomness: &Randomness) -> Self {
        Self::from_seed(&randomness.bytes())
    }

    fn from_seed(seed: &[u8; 32]) -> Self {
        let pair = ed25519_dalek::SigningKey::from_bytes(seed);
        let kid = thumbprint(&x(&pair));
        Self { pair, kid }
    }

    /// The key's name: what `kid` says in a token's head.
    pub fn kid(&self) -> &str {
        &self.kid
    }

    /// Encrypts the key for the database, by the instance's secret.
    ///
    /// # Errors
    /// Never in practice; see [`seal::seal`].
    pub fn seal(&self, secret: &Secret, randomness: &Randomness) -> Result<Vec<u8>, SealError> {
        seal::seal(self.pair.as_bytes(), CONTEXT, secret, randomness)
    }

    /// Decrypts a key from the database.
    ///
    /// # Errors
    /// [`SealError::WrongSecret`] when the instance's secret is not the one that it was sealed by.
    pub fn open(sealed: &[u8], secret: &Secret) -> Result<Self, SealError> {
        let seed = seal::open(sealed, CONTEXT, secret)?;
        let seed = seed.as_slice().try_into().map_err(|_| SealError::Unreadable)?;
        Ok(Self::from_seed(seed))
    }

    /// The public half, as it is published.
    pub fn public(&self) -> PublicKey {
        let x = x(&self.pair);
        PublicKey {
            kty: "OKP",
            crv: "Ed25519",
            x,
            kid: self.kid.clone(),
            alg: "EdDSA",
            r#use: "sig",
        }
    }

    pub(super) fn encoding(&self) -> EncodingKey {
        EncodingKey::from_ed_der(&[&PKCS8_HEAD[..], self.pair.as_bytes()].concat())
    }

    pub(super) fn decoding(&self) -> DecodingKey {
        DecodingKey::from_ed_der(self.pair.verifying_key().as_bytes())
    }
}

impl fmt::Debug for SigningKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "SigningKey({})", self.kid)
    }
}

/// The public keys that access tokens are verified with (RFC 7517).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct PublicKeys {
    /// The keys, the one that signs now first.
    pub keys: Vec<PublicKey>,
}

/// A public key (RFC 8037).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct PublicKey {
    /// The type of the key.
    #[schema(value_type = String, example = "OKP")]
    pub kty: &'static str,
    /// The curve.
    #[schema(value_type = String, example = "Ed25519")]
    pub crv: &'static str,
    /// The key itself, in base64url.
    pub x: String,
    /// The key's name: its thumbprint by RFC 7638.
    pub kid: String,
    /// The algorithm that it is for.
    #[schema(value_type = String, example = "EdDSA")]
    pub alg: &'static str,
    /// What it is for: signatures.
    #[schema(value_type = String, example = "sig")]
    pub r#use: &'static str,
}

fn x(pair: &ed25519_dalek::SigningKey) -> String {
    URL_SAFE_NO_PAD.encode(pair.verifying_key().as_bytes())
}

/// RFC 7638: the hash of the members that make the key, in this order and without spaces.
fn thumbprint(x: &str) -> String {
    let members = format!(r#"{{"crv":"Ed25519","kty":"OKP","x":"{x}"}}"#);
    URL_SAFE_NO_PAD.encode(Sha256::digest(members))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn secret() -> Secret {
        Secret::new("the secret of an instance, 32 or more")
    }

    /// The example of RFC 8037, appendix A.
    #[test]
    fn the_key_of_rfc_8037_has_its_public_half_and_its_thumbprint() {
        let seed = URL_SAFE_NO_PAD.decode("nWGxne_9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A");
        let seed = seed.expect("base64url").try_into().expect("32 bytes");
        let key = SigningKey::from_seed(&seed);
        assert_eq!(key.public().x, "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo");
        assert_eq!(key.kid(), "kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k");
    }

    #[test]
    fn a_key_comes_back_from_the_database_as_it_was() {
        let randomness = Randomness::seeded(1);
        let key = SigningKey::generate(&randomness);
        let sealed = key.seal(&secret(), &randomness).expect("sealed");
        let opened = SigningKey::open(&sealed, &secret()).expect("opened");
        assert_eq!(opened.pair.as_bytes(), key.pair.as_bytes());
        assert_eq!(opened.kid(), key.kid());
    }

    #[test]
    fn another_secret_is_told_and_says_what_to_do() {
        let randomness = Randomness::seeded(1);
        let sealed = SigningKey::generate(&randomness).seal(&secret(), &randomness);
        let other = Secret::new("another secret that is as long as the first");
        let error = SigningKey::open(&sealed.expect("sealed"), &other).expect_err("refused");
        assert_eq!(error, SealError::WrongSecret);
        assert!(error.to_string().contains("set `secret`"));
    }

    #[test]
    fn what_is_no_seed_is_no_key() {
        let short = seal::seal(b"short", CONTEXT, &secret(), &Randomness::seeded(1));
        let opened = SigningKey::open(&short.expect("sealed"), &secret());
        assert!(matches!(opened, Err(SealError::Unreadable)));
    }

    #[test]
    fn debug_and_jwks_hold_no_private_half() {
        let key = SigningKey::generate(&Randomness::seeded(1));
        let seed = URL_SAFE_NO_PAD.encode(key.pair.as_bytes());
        let shown = serde_json::to_value(key.public()).expect("JSON");
        assert!(shown.get("d").is_none() && !shown.to_string().contains(&seed));
        assert_eq!(shown["use"], "sig");
        assert_eq!(format!("{key:?}"), format!("SigningKey({})", key.kid()));
    }
}
