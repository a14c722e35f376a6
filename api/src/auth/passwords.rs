//! Passwords: Argon2id, a few at a time; and what a new one must be.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use argon2::password_hash::phc::PasswordHash;
use argon2::{Algorithm, Argon2, Params, PasswordHasher, PasswordVerifier, Version};
use entity::types::{Email, Secret};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use unicode_normalization::UnicodeNormalization;

use crate::config::SAFE_PASSWORD_MEMORY;
use crate::randomness::Randomness;

/// Beside the memory, what OWASP asks of Argon2id at least: two passes, one lane.
const PASSES: u32 = 2;
const LANES: u32 = 1;
/// Of nobody's password: an unknown account costs as much time as a wrong password.
const NOBODYS: &str = "$argon2id$v=19$m=19456,t=2,p=1$bm9ib2R5IG5vYm9keSBubw$\
                       QWNjb3JkIGtub3dzIG5vIHBhc3N3b3JkIGxpa2UgaXQ";
/// How long a check waits for its turn, like a write for its lock.
const PATIENCE: Duration = Duration::from_secs(3);
const COMMON: &str = include_str!("common_passwords.txt");
/// How many characters a new password has, at least and at most.
pub const LENGTH: std::ops::RangeInclusive<usize> = 12..=200;
/// Fewer different characters than this are a pattern, whatever its length.
const DIFFERENT: usize = 5;

/// A password's hash as it is stored: a PHC string.
#[derive(Clone, PartialEq, Eq)]
pub struct StoredPassword(pub String);

impl fmt::Debug for StoredPassword {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("StoredPassword")
    }
}

/// What a check of a password said.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PasswordVerdict {
    /// It is not this account's, or there is no such account.
    Wrong,
    /// It is this account's.
    Right {
        /// It was hashed with other parameters than today's: hash it anew while it is known.
        outdated: bool,
    },
}

/// Why a password could be neither hashed nor checked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PasswordError {
    /// Too many are waiting: try again in some seconds.
    #[error("too many passwords are being checked at once")]
    Busy,
    /// What is stored is no Argon2 hash.
    #[error("a stored password hash cannot be read")]
    Unreadable,
    /// Hashing failed, or its thread did.
    #[error("a password could not be hashed")]
    Unhashable,
}

/// Why a new password is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum WeakPassword {
    /// It has fewer than 12 characters.
    #[error("expected at least {} characters", LENGTH.start())]
    TooShort,
    /// It has more than 200 characters.
    #[error("expected at most {} characters", LENGTH.end())]
    TooLong,
    /// It is the e-mail address, one that many use, or a pattern.
    #[error("expected a password that is neither the e-mail address nor one that many use")]
    TooCommon,
}

impl WeakPassword {
    /// The code that both faces answer with.
    pub const fn code(self) -> &'static str {
        match self {
            Self::TooShort => "password_too_short",
            Self::TooLong => "password_too_long",
            Self::TooCommon => "password_too_common",
        }
    }
}

/// Says whether a password may become somebody's.
///
/// Length counts most; beyond it only what is guessed first is refused, and no mix of characters
/// is asked for (NIST SP 800-63B).
///
/// # Errors
/// When it is too short, too long, or too common.
pub fn accept_new(password: &Secret, email: &Email) -> Result<(), WeakPassword> {
    let password = password.reveal();
    let length = password.chars().count();
    if length < *LENGTH.start() {
        Err(WeakPassword::TooShort)
    } else if length > *LENGTH.end() {
        Err(WeakPassword::TooLong)
    } else if is_common(&password.trim().to_lowercase(), &email.key()) {
        Err(WeakPassword::TooCommon)
    } else {
        Ok(())
    }
}

fn is_common(password: &str, email: &str) -> bool {
    let different: std::collections::HashSet<char> = password.chars().collect();
    let name = email.split('@').next().unwrap_or_default();
    password == email
        || password == name
        || different.len() < DIFFERENT
        || COMMON.lines().any(|common| common == password)
}

/// Hashes and checks passwords on blocking threads, a few at a time: each takes 19 MiB and about
/// 20 ms of a core, so that a flood of sign-ins can eat neither memory nor all cores.
#[derive(Clone, Debug)]
pub struct Passwords {
    memory_kib: u32,
    turns: Arc<Semaphore>,
    randomness: Randomness,
}

impl Passwords {
    /// `at_once` is how many are worked on at a time, at least one.
    pub fn new(at_once: usize, randomness: Randomness) -> Self {
        Self {
            memory_kib: SAFE_PASSWORD_MEMORY,
            turns: Arc::new(Semaphore::new(at_once.max(1))),
            randomness,
        }
    }

    /// The same, taking this memory for each; with less than [`SAFE_PASSWORD_MEMORY`] it can be told by the time
    /// that an account does not exist.
    #[must_use]
    pub fn with_memory(self, memory_kib: u32) -> Self {
        Self { memory_kib, ..self }
    }

    /// Hashes a new password with a salt of its own.
    ///
    /// # Errors
    /// [`PasswordError::Busy`] when no turn came within 3 s.
    pub async fn hash(&self, password: Secret) -> Result<StoredPassword, PasswordError> {
        let salt = self.randomness.bytes::<16>();
        let memory_kib = self.memory_kib;
        self.in_turn(move || hash(&password, &salt, memory_kib)).await
    }

    /// Checks a password against what is stored; `None` for an account that does not exist.
    ///
    /// # Errors
    /// [`PasswordError::Busy`] when no turn came within 3 s.
    pub async fn verify(
        &self,
        password: Secret,
        stored: Option<StoredPassword>,
    ) -> Result<PasswordVerdict, PasswordError> {
        let memory_kib = self.memory_kib;
        self.in_turn(move || verify(&password, stored.as_ref(), memory_kib)).await
    }

    async fn in_turn<T: Send + 'static>(
        &self,
        work: impl FnOnce() -> Result<T, PasswordError> + Send + 'static,
    ) -> Result<T, PasswordError> {
        let turn = self.turn().await?;
        // The turn goes along: work whose caller has left still takes its memory.
        let worked = tokio::task::spawn_blocking(move || {
            let _turn = turn;
            work()
        });
        worked.await.map_err(|_| PasswordError::Unhashable)?
    }

    async fn turn(&self) -> Result<OwnedSemaphorePermit, PasswordError> {
        let turn = tokio::time::timeout(PATIENCE, self.turns.clone().acquire_owned()).await;
        turn.ok().and_then(Result::ok).ok_or(PasswordError::Busy)
    }
}

fn argon2(memory_kib: u32) -> Result<Argon2<'static>, PasswordError> {
    let params = Params::new(memory_kib, PASSES, LANES, None);
    let params = params.map_err(|_| PasswordError::Unhashable)?;
    Ok(Argon2::new(Algorithm::Argon2id, Version::V0x13, params))
}

/// A password as it is hashed: composed (NFC, as RFC 8265 has it), since one keyboard writes é as one
/// letter and another as two.
fn composed(password: &Secret) -> String {
    password.reveal().nfc().collect()
}

fn hash(password: &Secret, salt: &[u8], memory_kib: u32) -> Result<StoredPassword, PasswordError> {
    let hash = argon2(memory_kib)?.hash_password_with_salt(composed(password).as_bytes(), salt);
    hash.map(|hash| StoredPassword(hash.to_string())).map_err(|_| PasswordError::Unhashable)
}

fn verify(
    password: &Secret,
    stored: Option<&StoredPassword>,
    memory_kib: u32,
) -> Result<PasswordVerdict, PasswordError> {
    let text = stored.map_or(NOBODYS, |stored| &stored.0);
    let hash = PasswordHash::new(text).map_err(|_| PasswordError::Unreadable)?;
    let argon2 = argon2(memory_kib)?;
    let fits = |text: &str| match argon2.verify_password(text.as_bytes(), &hash) {
        Ok(()) => Ok(stored.is_some()),
        Err(argon2::password_hash::Error::PasswordInvalid) => Ok(false),
        Err(_) => Err(PasswordError::Unreadable),
    };
    let (composed, written) = (composed(password), password.reveal());
    if fits(&composed)? {
        return Ok(PasswordVerdict::Right { outdated: is_outdated(&hash, &argon2) });
    }
    // It may have been hashed as it was written, before passwords were composed.
    let as_written = composed != written && fits(written)?;
    Ok(if as_written { PasswordVerdict::Right { outdated: true } } else { PasswordVerdict::Wrong })
}

fn is_outdated(hash: &PasswordHash, today: &Argon2<'_>) -> bool {
    let costs = |params: &Params| (params.m_cost(), params.t_cost(), params.p_cost());
    let same_costs = Params::try_from(hash).is_ok_and(|was| costs(&was) == costs(today.params()));
    let same_kind = hash.algorithm == Algorithm::Argon2id.ident();
    let same_version = hash.version == Some(Version::V0x13.into());
    !(same_costs && same_kind && same_version)
}

#[cfg(test)]
mod tests;
