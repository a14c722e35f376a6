//! The signing keys in the database.

use entity::types::Secret;

use super::seal::SealError;
use super::signing_keys::SigningKey;
use super::tokens::KeyRing;
use crate::clock::Clock;
use crate::error::AppError;
use crate::randomness::Randomness;
use crate::store::{Db, signing_keys};

/// Why the service has no keys to sign with.
#[derive(Debug, thiserror::Error)]
pub enum NoKeys {
    /// They lie in the database, and cannot be read.
    #[error(transparent)]
    Sealed(#[from] SealError),
    /// The database failed.
    #[error("the signing keys could not be read from the database: {0}")]
    Database(#[from] AppError),
}

/// Reads the keys of the service; makes one where there is none.
///
/// # Errors
/// Where the secret is not the one that they were sealed by, or the database fails.
pub async fn key_ring(
    db: &Db,
    secret: &Secret,
    clock: &Clock,
    random: &Randomness,
) -> Result<KeyRing, NoKeys> {
    if signing_keys::sealed(db).await?.is_empty() {
        let new = SigningKey::generate(random);
        signing_keys::add(db, new.kid(), new.seal(secret, random)?, clock.now()).await?;
    }
    // Another process may have made one at the same time: all go by what was written.
    let ring = read(db, secret).await?;
    Ok(ring.unwrap_or_else(|| KeyRing::new(SigningKey::generate(random), Vec::new())))
}

/// Seals the keys by another secret, and tells how many there are. One that was sealed by it before,
/// when this was broken off, stays.
///
/// # Errors
/// As [`key_ring`]; nothing is changed then.
pub async fn reseal(
    db: &Db,
    (from, to): (&Secret, &Secret),
    random: &Randomness,
) -> Result<usize, NoKeys> {
    let mut keys = signing_keys::all(db).await?;
    for key in &mut keys {
        let open = |by| SigningKey::open(&key.sealed, by);
        key.sealed = open(to).or_else(|_| open(from))?.seal(to, random)?;
    }
    let many = keys.len();
    signing_keys::replace(db, keys).await?;
    Ok(many)
}

/// Puts one new key in the place of all others: no token that was given out is taken any more.
///
/// # Errors
/// Where the database fails.
pub async fn renew(
    db: &Db,
    secret: &Secret,
    clock: &Clock,
    random: &Randomness,
) -> Result<(), NoKeys> {
    let new = SigningKey::generate(random);
    let (kid, sealed) = (new.kid().to_owned(), new.seal(secret, random)?);
    let row = entity::signing_key::Model { kid, sealed, created_at: clock.now() };
    Ok(signing_keys::replace(db, vec![row]).await?)
}

/// Reads the keys of the service, of which the newest signs; none where there is none.
///
/// # Errors
/// As [`key_ring`].
pub async fn read(db: &Db, secret: &Secret) -> Result<Option<KeyRing>, NoKeys> {
    let sealed = signing_keys::sealed(db).await?;
    let keys: Result<Vec<SigningKey>, SealError> =
        sealed.iter().map(|sealed| SigningKey::open(sealed, secret)).collect();
    let mut keys = keys?.into_iter();
    Ok(keys.next().map(|newest| KeyRing::new(newest, keys.collect())))
}
