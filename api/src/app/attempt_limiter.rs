//! A limit to attempts, wherever a secret could be guessed.

use std::hash::Hash;
use std::net::IpAddr;
use std::sync::Arc;

use crate::error::{ErrorCode, Refusal, Result};
use crate::limiter::Limiter;

/// Lets few attempts through: by the address that they come from, and by the account that they
/// are at, whichever of both is tried too often.
#[derive(Clone, Debug)]
pub struct AttemptLimiter {
    attempts: Arc<Limiter>,
}

/// Tells addresses from accounts.
#[derive(Hash)]
enum Whom<T> {
    Address(IpAddr),
    Account(T),
}

impl AttemptLimiter {
    /// So many attempts a minute.
    pub fn new(a_minute: u32) -> Self {
        Self { attempts: Arc::new(Limiter::new(a_minute)) }
    }

    /// Counts an attempt at an account: its e-mail address or id, or what stands for it.
    ///
    /// # Errors
    /// `too_many_requests`, with the seconds after which to try again.
    pub fn check(&self, from: Option<IpAddr>, at: impl Hash) -> Result<()> {
        let by_address = from.map_or(Ok(()), |from| self.pass(&Whom::<()>::Address(from)));
        by_address.and_then(|()| self.pass(&Whom::Account(at))).map_err(|seconds| {
            let said = format!("Too many attempts; try again in {seconds} s.");
            Refusal::new(ErrorCode::TooManyRequests, said).after(seconds).into()
        })
    }

    fn pass(&self, whom: &impl Hash) -> Result<(), u64> {
        self.attempts.pass(whom).map(|_| ())
    }
}
