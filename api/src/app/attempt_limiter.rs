//! A limit to attempts that fail, wherever a secret could be guessed.

use std::hash::Hash;
use std::net::IpAddr;
use std::sync::Arc;

use super::shared_limit::SharedLimit;
use crate::error::{ErrorCode, Refusal, Result};
use crate::limiter::Limiter;
use crate::store::Bucket;

/// How many times as often a whole address may fail as it may fail at one account: behind one address
/// there may be a room of people, each of whom mistypes.
pub(super) const OF_ADDRESS: u32 = 10;
/// How many times as often an account may be failed at from all addresses together: whoever knows
/// somebody's e-mail address is not to lock them out.
pub(super) const OF_ACCOUNT: u32 = 30;

/// Lets few failures through: of an address at an account, of an address at all, and at an account from
/// anywhere. An attempt counts as one until it has succeeded.
#[derive(Clone, Debug)]
pub struct AttemptLimiter {
    limits: Arc<Limits>,
    shared: Option<SharedLimit>,
}

#[derive(Debug)]
struct Limits {
    here: Limiter,
    address: Limiter,
    account: Limiter,
}

/// An attempt that is under way, and counts as a failure.
#[derive(Clone, Debug)]
pub struct Attempt {
    limits: Arc<Limits>,
    from: Option<IpAddr>,
    account: u64,
    /// Where it counts for all processes that serve, too.
    shared: Option<(SharedLimit, Vec<Bucket>)>,
}

impl AttemptLimiter {
    /// So many failures a minute of an address at an account.
    pub fn new(a_minute: u32, shared: Option<SharedLimit>) -> Self {
        let times = |times: u32| Limiter::new(a_minute.saturating_mul(times));
        let (here, address, account) = (times(1), times(OF_ADDRESS), times(OF_ACCOUNT));
        Self { limits: Arc::new(Limits { here, address, account }), shared }
    }

    /// Counts an attempt at an account: its e-mail address or id, or what stands for it.
    ///
    /// # Errors
    /// `too_many_requests`, with the seconds after which to try again.
    pub async fn check(&self, from: Option<IpAddr>, at: impl Hash) -> Result<Attempt> {
        let mut attempt = self.check_here(from, &at).map_err(too_many)?;
        if let Some(shared) = &self.shared {
            let buckets = shared.buckets(from, &at);
            let counted = shared.count(&buckets).await;
            if !matches!(counted, Ok(None)) {
                attempt.refund();
            }
            if let Some(seconds) = counted? {
                return Err(too_many(seconds).into());
            }
            attempt.shared = Some((shared.clone(), buckets));
        }
        Ok(attempt)
    }

    /// Counts an attempt in this process.
    fn check_here(&self, from: Option<IpAddr>, at: &impl Hash) -> Result<Attempt, u64> {
        let (limits, account) = (self.limits.clone(), self.limits.account.mark(at));
        let attempt = Attempt { limits, from, account, shared: None };
        attempt.pass().map(|()| attempt)
    }
}

fn too_many(seconds: u64) -> Refusal {
    let said = format!("Too many failed attempts; try again in {seconds} s.");
    Refusal::new(ErrorCode::TooManyRequests, said).after(seconds)
}

impl Attempt {
    /// Counts it everywhere, or nowhere.
    fn pass(&self) -> Result<(), u64> {
        let Limits { here, address, account } = &*self.limits;
        let place = (self.from, self.account);
        here.pass(&place)?;
        if let Some(from) = self.from {
            address.pass(&from).inspect_err(|_| here.refund(&place))?;
        }
        account.pass(&self.account).map(drop).inspect_err(|_| {
            here.refund(&place);
            self.from.iter().for_each(|from| address.refund(from));
        })
    }

    /// Counts it no more: it succeeded.
    pub async fn succeeded(&self) {
        self.refund();
        if let Some((shared, buckets)) = &self.shared {
            shared.uncount(buckets).await;
        }
    }

    fn refund(&self) {
        let Limits { here, address, account } = &*self.limits;
        here.refund(&(self.from, self.account));
        self.from.iter().for_each(|from| address.refund(from));
        account.refund(&self.account);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn address(last: u8) -> Option<IpAddr> {
        Some(IpAddr::from([192, 0, 2, last]))
    }

    #[test]
    fn whoever_succeeds_is_never_held_up() {
        let limiter = AttemptLimiter::new(2, None);
        for _ in 0..100 {
            limiter.check_here(address(1), &"ana").expect("passes").refund();
        }
    }

    #[test]
    fn failures_at_one_account_hold_up_neither_another_nor_whoever_comes_from_elsewhere() {
        let limiter = AttemptLimiter::new(2, None);
        for passes in [true, true, false] {
            assert_eq!(limiter.check_here(address(1), &"ana").is_ok(), passes);
        }
        assert!(limiter.check_here(address(1), &"bea").is_ok());
        assert!(limiter.check_here(address(2), &"ana").is_ok());
    }

    #[test]
    fn an_address_fails_ten_times_as_often_and_an_account_thirty_times() {
        let limiter = AttemptLimiter::new(2, None);
        let at_many = (0..21).filter(|nth| limiter.check_here(address(1), &nth).is_ok());
        assert_eq!(at_many.count(), 20);
        let limiter = AttemptLimiter::new(2, None);
        let from_many = (0..61).filter(|nth| limiter.check_here(address(*nth), &"ana").is_ok());
        assert_eq!(from_many.count(), 60);
    }

    #[test]
    fn what_does_not_pass_counts_nowhere() {
        let limiter = AttemptLimiter::new(2, None);
        for _ in 0..100 {
            let _ = limiter.check_here(address(1), &"ana");
        }
        let others = (0..100).filter(|nth| limiter.check_here(address(1), &nth).is_ok());
        assert_eq!(others.count(), 18);
    }
}
