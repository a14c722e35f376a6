//! A bounded memory of what is costly to find out again.

use std::collections::HashMap;
use std::hash::Hash;
use std::sync::{Mutex, PoisonError};

/// Remembers answers in two generations of at most `half` each.
///
/// New ones go to the young; when it is full it becomes the old one, and the old one is dropped.
/// One that is asked for again moves back to the young. So it is bounded and never swept.
pub struct Remembered<K, V> {
    half: usize,
    generations: Mutex<Generations<K, V>>,
}

struct Generations<K, V> {
    young: HashMap<K, V>,
    old: HashMap<K, V>,
}

impl<K: Eq + Hash, V: Clone> Remembered<K, V> {
    /// Remembers at most so many.
    pub fn new(at_most: usize) -> Self {
        let generations = Generations { young: HashMap::new(), old: HashMap::new() };
        Self { half: at_most.div_ceil(2).max(1), generations: Mutex::new(generations) }
    }

    /// What was put there.
    pub fn get(&self, key: &K) -> Option<V> {
        self.with(|generations| {
            if let Some(found) = generations.young.get(key) {
                return Some(found.clone());
            }
            let (key, found) = generations.old.remove_entry(key)?;
            generations.put(key, found.clone(), self.half);
            Some(found)
        })
    }

    /// Remembers one more.
    pub fn put(&self, key: K, value: V) {
        self.with(|generations| generations.put(key, value, self.half));
    }

    /// A thread that panicked while it held the lock has left whole maps behind: go on.
    fn with<T>(&self, act: impl FnOnce(&mut Generations<K, V>) -> T) -> T {
        act(&mut self.generations.lock().unwrap_or_else(PoisonError::into_inner))
    }

    #[cfg(test)]
    pub(crate) fn len(&self) -> usize {
        self.with(|generations| generations.young.len() + generations.old.len())
    }
}

impl<K: Eq + Hash, V> Generations<K, V> {
    fn put(&mut self, key: K, value: V, half: usize) {
        if self.young.len() >= half {
            self.old = std::mem::take(&mut self.young);
        }
        self.young.insert(key, value);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_put_is_found_and_nothing_else() {
        let remembered = Remembered::new(10);
        remembered.put(1, "one");
        assert_eq!(remembered.get(&1), Some("one"));
        assert_eq!(remembered.get(&2), None);
    }

    #[test]
    fn it_stays_bounded_and_keeps_the_latest() {
        let remembered = Remembered::new(10);
        for number in 0..1000 {
            remembered.put(number, number);
            assert!(remembered.len() <= 10);
        }
        assert_eq!(remembered.get(&999), Some(999));
        assert_eq!(remembered.get(&0), None);
    }

    #[test]
    fn what_is_asked_for_stays() {
        let remembered = Remembered::new(10);
        remembered.put(0, 0);
        for number in 1..1000 {
            remembered.put(number, number);
            assert_eq!(remembered.get(&0), Some(0), "after {number}");
            assert!(remembered.len() <= 10);
        }
    }
}
