//! Encrypting what lies in the database, by the instance's secret.
//!
//! XChaCha20-Poly1305 under a key that HKDF-SHA256 derives from the secret, one for each context,
//! so that what was sealed for one use opens for no other. Its nonce of 24 bytes may be random.

use chacha20poly1305::aead::{Aead, KeyInit, Payload};
use chacha20poly1305::{XChaCha20Poly1305, XNonce};
use entity::types::Secret;
use hkdf::Hkdf;
use sha2::Sha256;

use crate::randomness::Randomness;

/// The first byte of what is sealed in this way, so that a better way can come after it.
const VERSION: u8 = 1;
const NONCE_LENGTH: usize = 24;

/// Why something sealed cannot be opened, or sealed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SealError {
    /// The secret is another than the one it was sealed with, or the bytes were changed.
    #[error(
        "the keys in this database were sealed by another secret: set `secret` to that one; where it is \
         lost for good, `accord secret rotate --lost` makes new keys"
    )]
    WrongSecret,
    /// The bytes are nothing that this release has sealed.
    #[error("the keys in this database are damaged, or were sealed by a later release")]
    Unreadable,
    /// The cipher refused; it does so only for texts of many gigabytes.
    #[error("the keys could not be sealed")]
    Unsealable,
}

/// Derives a key of 32 bytes from the instance's secret, for one use named by `context`.
///
/// # Errors
/// Never in practice: HKDF refuses only keys of more than 8,160 bytes.
pub fn derive(secret: &Secret, context: &str) -> Result<[u8; 32], SealError> {
    let mut key = [0; 32];
    Hkdf::<Sha256>::new(None, secret.reveal().as_bytes())
        .expand(context.as_bytes(), &mut key)
        .map_err(|_| SealError::Unsealable)?;
    Ok(key)
}

/// Encrypts `plain` for storage.
///
/// # Errors
/// Only for texts of many gigabytes.
pub fn seal(
    plain: &[u8],
    context: &str,
    secret: &Secret,
    randomness: &Randomness,
) -> Result<Vec<u8>, SealError> {
    let nonce = randomness.bytes::<NONCE_LENGTH>();
    let payload = Payload { msg: plain, aad: &[VERSION] };
    let hidden = cipher(secret, context)?
        .encrypt(&XNonce::from(nonce), payload)
        .map_err(|_| SealError::Unsealable)?;
    Ok([&[VERSION], &nonce[..], &hidden].concat())
}

/// Decrypts what `seal` made.
///
/// # Errors
/// When the secret or the context is another, or the bytes were changed.
pub fn open(sealed: &[u8], context: &str, secret: &Secret) -> Result<Vec<u8>, SealError> {
    let (&version, rest) = sealed.split_first().ok_or(SealError::Unreadable)?;
    let (nonce, hidden) = rest.split_first_chunk().ok_or(SealError::Unreadable)?;
    if version != VERSION {
        return Err(SealError::Unreadable);
    }
    let payload = Payload { msg: hidden, aad: &[version] };
    cipher(secret, context)?
        .decrypt(&XNonce::from(*nonce as [u8; NONCE_LENGTH]), payload)
        .map_err(|_| SealError::WrongSecret)
}

fn cipher(secret: &Secret, context: &str) -> Result<XChaCha20Poly1305, SealError> {
    Ok(XChaCha20Poly1305::new(&derive(secret, context)?.into()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn secret() -> Secret {
        Secret::new("the secret of an instance, 32 or more")
    }

    fn sealed() -> Vec<u8> {
        seal(b"a seed", "one use", &secret(), &Randomness::seeded(1)).expect("sealed")
    }

    #[test]
    fn what_was_sealed_opens_and_does_not_show() {
        let sealed = sealed();
        assert_eq!(open(&sealed, "one use", &secret()), Ok(b"a seed".to_vec()));
        assert!(!sealed.windows(6).any(|w| w == b"a seed"));
    }

    #[test]
    fn sealing_twice_differs() {
        let randomness = Randomness::seeded(1);
        let once = seal(b"x", "c", &secret(), &randomness);
        assert_ne!(once, seal(b"x", "c", &secret(), &randomness));
    }

    #[test]
    fn another_secret_or_another_use_opens_nothing() {
        let other = Secret::new("the secret of another instance, as long");
        assert_eq!(open(&sealed(), "one use", &other), Err(SealError::WrongSecret));
        assert_eq!(open(&sealed(), "another use", &secret()), Err(SealError::WrongSecret));
    }

    #[test]
    fn every_changed_bit_is_noticed() {
        for place in 0..sealed().len() * 8 {
            let mut changed = sealed();
            changed[place / 8] ^= 1 << (place % 8);
            assert!(open(&changed, "one use", &secret()).is_err(), "bit {place}");
        }
    }

    #[test]
    fn what_is_too_short_is_unreadable() {
        for length in 0..25 {
            let opened = open(&sealed()[..length], "one use", &secret());
            assert_eq!(opened, Err(SealError::Unreadable), "{length} bytes");
        }
    }
}
