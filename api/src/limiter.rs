//! How often somebody may do something.

use std::collections::HashMap;
use std::hash::{BuildHasher, Hash, RandomState};
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

/// The span for which limits are said.
const MINUTE: Duration = Duration::from_secs(60);
/// How many are remembered in each of two generations; who is forgotten begins anew.
const REMEMBERED: usize = 50_000;

/// What is left to somebody.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Quota {
    /// How many a minute there are.
    pub limit: u32,
    /// How many are left now.
    pub remaining: u32,
    /// After how many seconds all are there again.
    pub reset: u64,
}

/// Lets each of many do something so many times a minute: all at once, or one after the other.
///
/// Of each the time is kept at which all that was done would have been due (the generic cell rate
/// algorithm). It goes by the machine's steady clock, which nobody sets.
pub struct Limiter {
    limit: u32,
    hasher: RandomState,
    start: Instant,
    due: Mutex<Windows>,
}

#[derive(Default)]
struct Windows {
    young: HashMap<u64, Duration>,
    old: HashMap<u64, Duration>,
}

impl std::fmt::Debug for Limiter {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Limiter({} a minute)", self.limit)
    }
}

impl Limiter {
    /// So many times a minute, at least once.
    pub fn new(a_minute: u32) -> Self {
        Self {
            limit: a_minute.max(1),
            hasher: RandomState::new(),
            start: Instant::now(),
            due: Mutex::default(),
        }
    }

    /// Counts one more for whom this stands; or says after how many seconds it is worth trying
    /// again, and counts nothing.
    ///
    /// # Errors
    /// The seconds.
    pub fn pass(&self, whom: &impl Hash) -> Result<Quota, u64> {
        self.pass_all(whom, 1)
    }

    /// As [`Limiter::pass`], for so many at once: all of them pass, or none is counted.
    ///
    /// # Errors
    /// The seconds.
    pub fn pass_all(&self, whom: &impl Hash, times: u32) -> Result<Quota, u64> {
        self.pass_at(whom, times, self.start.elapsed())
    }

    /// Takes one back that was counted.
    pub fn refund(&self, whom: &impl Hash) {
        let whom = self.hasher.hash_one(whom);
        let mut due = self.due.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(at) = due.get(whom) {
            due.put(whom, at.saturating_sub(MINUTE / self.limit));
        }
    }

    /// What somebody is remembered by.
    pub fn mark(&self, whom: &impl Hash) -> u64 {
        self.hasher.hash_one(whom)
    }

    /// What is left to somebody who has to wait.
    pub fn nothing_left(&self, seconds: u64) -> Quota {
        Quota { limit: self.limit, remaining: 0, reset: seconds }
    }

    fn pass_at(&self, whom: &impl Hash, times: u32, now: Duration) -> Result<Quota, u64> {
        let whom = self.hasher.hash_one(whom);
        // A thread that panicked while it held the lock has left whole maps behind: go on.
        let mut due = self.due.lock().unwrap_or_else(PoisonError::into_inner);
        let ahead = due.get(whom).unwrap_or_default().saturating_sub(now);
        let each = MINUTE / self.limit;
        let then = ahead + each.saturating_mul(times);
        if then > MINUTE {
            return Err((then - MINUTE).as_secs_f64().ceil() as u64);
        }
        due.put(whom, now + then);
        let remaining = (MINUTE - then).as_nanos() / each.as_nanos().max(1);
        let reset = then.as_secs_f64().ceil() as u64;
        let remaining = u32::try_from(remaining).unwrap_or(self.limit).min(self.limit);
        Ok(Quota { limit: self.limit, remaining, reset })
    }
}

impl Windows {
    fn get(&self, whom: u64) -> Option<Duration> {
        self.young.get(&whom).or_else(|| self.old.get(&whom)).copied()
    }

    /// When the young are many they become the old ones, and the old ones are forgotten.
    fn put(&mut self, whom: u64, due: Duration) {
        if self.young.len() >= REMEMBERED && !self.young.contains_key(&whom) {
            self.old = std::mem::take(&mut self.young);
        }
        self.young.insert(whom, due);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn seconds(seconds: u64) -> Duration {
        Duration::from_secs(seconds)
    }

    #[test]
    fn ten_pass_at_once_and_then_one_every_six_seconds() {
        let limiter = Limiter::new(10);
        for left in (0..10).rev() {
            let quota = limiter.pass_at(&"ana", 1, seconds(0)).expect("passes");
            assert_eq!((quota.limit, quota.remaining), (10, left));
        }
        assert_eq!(limiter.pass_at(&"ana", 1, seconds(0)), Err(6));
        assert_eq!(limiter.pass_at(&"ana", 1, seconds(5)), Err(1));
        assert!(limiter.pass_at(&"ana", 1, seconds(6)).is_ok());
        assert_eq!(limiter.pass_at(&"ana", 1, seconds(6)), Err(6));
        assert_eq!(limiter.pass_at(&"ana", 1, seconds(1000)).expect("passes").remaining, 9);
    }

    #[test]
    fn one_is_not_held_up_by_another() {
        let limiter = Limiter::new(1);
        assert!(limiter.pass_at(&"ana", 1, seconds(0)).is_ok());
        assert_eq!(limiter.pass_at(&"ana", 1, seconds(0)), Err(60));
        assert!(limiter.pass_at(&"bea", 1, seconds(0)).is_ok());
    }

    #[test]
    fn it_stays_bounded_and_remembers_the_latest() {
        let limiter = Limiter::new(1);
        for whom in 0..3 * REMEMBERED {
            assert!(limiter.pass_at(&whom, 1, seconds(0)).is_ok());
        }
        let due = limiter.due.lock().expect("unpoisoned");
        assert!(due.young.len() <= REMEMBERED && due.old.len() <= REMEMBERED);
        drop(due);
        assert!(limiter.pass_at(&(3 * REMEMBERED - 1), 1, seconds(0)).is_err());
    }
}
