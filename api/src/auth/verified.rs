//! The tokens that were verified already: a signature check costs as much as a query.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use super::keys::SecretHash;
use super::tokens::Bearer;

/// Remembers what tokens said, by their hash, in two generations of at most `half` each.
///
/// New ones go to the young; when it is full it becomes the old one, and the old one is dropped.
/// One that is asked for again moves back to the young. So it is bounded and never swept.
pub(super) struct Verified {
    half: usize,
    generations: Mutex<Generations>,
}

#[derive(Default)]
struct Generations {
    young: HashMap<SecretHash, Bearer>,
    old: HashMap<SecretHash, Bearer>,
}

impl Verified {
    pub(super) fn new(at_most: usize) -> Self {
        Self { half: at_most.div_ceil(2).max(1), generations: Mutex::default() }
    }

    pub(super) fn get(&self, token: SecretHash) -> Option<Bearer> {
        self.with(|generations| match generations.young.get(&token) {
            Some(found) => Some(*found),
            None => {
                let found = generations.old.remove(&token)?;
                generations.put(token, found, self.half);
                Some(found)
            }
        })
    }

    pub(super) fn put(&self, token: SecretHash, said: Bearer) {
        self.with(|generations| generations.put(token, said, self.half));
    }

    /// A thread that panicked while it held the lock has left whole maps behind: go on.
    fn with<T>(&self, act: impl FnOnce(&mut Generations) -> T) -> T {
        act(&mut self.generations.lock().unwrap_or_else(PoisonError::into_inner))
    }

    #[cfg(test)]
    pub(super) fn len(&self) -> usize {
        self.with(|generations| generations.young.len() + generations.old.len())
    }
}

impl Generations {
    fn put(&mut self, token: SecretHash, said: Bearer, half: usize) {
        if self.young.len() >= half {
            self.old = std::mem::take(&mut self.young);
        }
        self.young.insert(token, said);
    }
}

#[cfg(test)]
mod tests {
    use chrono::DateTime;
    use entity::words::{Moment, SessionId, UserId};
    use uuid::Uuid;

    use super::*;

    fn bearer(number: u128) -> Bearer {
        Bearer {
            user: UserId(Uuid::from_u128(number)),
            session: SessionId(Uuid::from_u128(number)),
            expires_at: Moment::new(DateTime::UNIX_EPOCH),
        }
    }

    fn hash(number: u128) -> SecretHash {
        SecretHash::of(&number.to_string())
    }

    #[test]
    fn what_was_put_is_found_and_nothing_else() {
        let verified = Verified::new(10);
        verified.put(hash(1), bearer(1));
        assert_eq!(verified.get(hash(1)), Some(bearer(1)));
        assert_eq!(verified.get(hash(2)), None);
    }

    #[test]
    fn it_stays_bounded_and_keeps_the_latest() {
        let verified = Verified::new(10);
        for number in 0..1000 {
            verified.put(hash(number), bearer(number));
            assert!(verified.len() <= 10);
        }
        assert_eq!(verified.get(hash(999)), Some(bearer(999)));
        assert_eq!(verified.get(hash(0)), None);
    }

    #[test]
    fn what_is_asked_for_stays() {
        let verified = Verified::new(10);
        verified.put(hash(0), bearer(0));
        for number in 1..1000 {
            verified.put(hash(number), bearer(number));
            assert_eq!(verified.get(hash(0)), Some(bearer(0)), "after {number}");
            assert!(verified.len() <= 10);
        }
    }
}
