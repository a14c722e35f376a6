//! Chance, asked of one place, so that the demo can be the same each time; and ids made from it.

use std::fmt;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use entity::types::Timestamp;
use sha2::{Digest, Sha256};
use uuid::{Builder, Uuid};

/// The operating system gave no random bytes.
#[derive(Debug, thiserror::Error)]
#[error("the operating system gives no random bytes: {0}")]
pub struct NoRandomness(#[from] getrandom::Error);

/// Where random bytes and ids come from. Cheap to clone; clones share one stream.
#[derive(Clone)]
pub struct Randomness(Arc<RandomSource>);

struct RandomSource {
    system: bool,
    seed: [u8; 32],
    blocks: AtomicU64,
    latest_id: AtomicU64,
}

impl Randomness {
    /// Random bytes of the operating system.
    ///
    /// # Errors
    /// When the operating system gives none at the start.
    pub fn system() -> Result<Self, NoRandomness> {
        let mut seed = [0; 32];
        getrandom::fill(&mut seed)?;
        Ok(Self::new(true, seed))
    }

    /// The same bytes for the same seed, in the order of the asking: for a demo, never for secrets.
    pub fn seeded(seed: u64) -> Self {
        Self::new(false, Sha256::digest(seed.to_be_bytes()).into())
    }

    fn new(system: bool, seed: [u8; 32]) -> Self {
        let (blocks, latest_id) = (AtomicU64::new(0), AtomicU64::new(0));
        Self(Arc::new(RandomSource { system, seed, blocks, latest_id }))
    }

    /// Fills `bytes` with random ones.
    ///
    /// Each time the operating system is asked. Should it fail after the start, the bytes follow
    /// from the seed that it gave then, which nobody else knows, so that making an id cannot fail.
    pub fn fill(&self, bytes: &mut [u8]) {
        if !self.0.system || getrandom::fill(bytes).is_err() {
            self.fill_from_seed(bytes);
        }
    }

    fn fill_from_seed(&self, bytes: &mut [u8]) {
        for chunk in bytes.chunks_mut(32) {
            let number = self.0.blocks.fetch_add(1, Ordering::Relaxed);
            let block = Sha256::new().chain_update(self.0.seed).chain_update(number.to_be_bytes());
            chunk.copy_from_slice(&block.finalize()[..chunk.len()]);
        }
    }

    /// So many random bytes.
    pub fn bytes<const N: usize>(&self) -> [u8; N] {
        let mut bytes = [0; N];
        self.fill(&mut bytes);
        bytes
    }

    /// An id that tells neither time nor order (UUIDv4).
    pub fn uuid_v4(&self) -> Uuid {
        Builder::from_random_bytes(self.bytes()).into_uuid()
    }

    /// An id that sorts by the time of its making (UUIDv7).
    ///
    /// Of two made through the same stream the later sorts later, even when the clock stands still
    /// or goes back: twelve bits below the millisecond hold its fraction (RFC 9562, 6.2, method 3),
    /// and each id takes at least the next one.
    pub fn uuid_v7(&self, now: Timestamp) -> Uuid {
        let ticks = self.later_than_all(ticks(now));
        let mut bytes = self.bytes::<16>();
        let time = ((ticks >> 12) << 16) | 0x7000 | (ticks & 0xfff);
        bytes[..8].copy_from_slice(&time.to_be_bytes());
        bytes[8] = 0x80 | (bytes[8] & 0x3f);
        Uuid::from_bytes(bytes)
    }

    fn later_than_all(&self, ticks: u64) -> u64 {
        let next = |latest: u64| ticks.max(latest + 1);
        let latest = &self.0.latest_id;
        match latest.fetch_update(Ordering::Relaxed, Ordering::Relaxed, |was| Some(next(was))) {
            Ok(was) | Err(was) => next(was),
        }
    }
}

/// A time as UUIDv7 counts it: milliseconds since 1970, and their fraction in 4096ths.
fn ticks(now: Timestamp) -> u64 {
    let micros = u64::try_from(now.time().timestamp_micros()).unwrap_or(0);
    ((micros / 1000) << 12) | ((micros % 1000) * 4096 / 1000)
}

impl fmt::Debug for Randomness {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(if self.0.system { "Randomness(system)" } else { "Randomness(seeded)" })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> Timestamp {
        Timestamp::new(text.parse().expect("a time"))
    }

    #[test]
    fn a_seed_says_every_byte() {
        let (one, same, other) =
            (Randomness::seeded(7), Randomness::seeded(7), Randomness::seeded(8));
        let bytes = one.bytes::<70>();
        assert_eq!(bytes, same.bytes::<70>());
        assert_ne!(bytes, other.bytes::<70>());
        assert_ne!(bytes, one.bytes::<70>(), "the stream goes on");
        assert_ne!(bytes[..32], bytes[32..64], "blocks differ");
    }

    #[test]
    fn the_system_never_says_the_same_twice() {
        let system = Randomness::system().expect("randomness");
        assert_ne!(system.bytes::<32>(), system.bytes::<32>());
        assert_ne!(system.bytes::<32>(), [0; 32]);
    }

    #[test]
    fn an_id_holds_its_time_version_and_variant() {
        let id = Randomness::seeded(1).uuid_v7(at("2026-10-03T09:30:00.123500Z"));
        assert_eq!(id.get_version_num(), 7);
        assert_eq!(id.get_variant(), uuid::Variant::RFC4122);
        let (seconds, nanos) = id.get_timestamp().expect("a time").to_unix();
        assert_eq!((seconds, nanos), (1_791_019_800, 123_000_000));
        assert_eq!(id.as_u128() >> 64 & 0xfff, 2048, "half a millisecond");
    }

    #[test]
    fn a_v4_tells_no_time() {
        let source = Randomness::seeded(1);
        let id = source.uuid_v4();
        assert_eq!((id.get_version_num(), id.get_variant()), (4, uuid::Variant::RFC4122));
        assert_ne!(id, source.uuid_v4());
    }

    #[test]
    fn later_ids_sort_later_while_the_clock_stands_goes_back_and_on() {
        let source = Randomness::seeded(3);
        let times = ["2026-10-03T09:30:00Z", "2026-10-03T09:29:59Z", "2026-10-03T09:31:00Z"];
        let ids: Vec<Uuid> =
            times.iter().flat_map(|t| (0..5000).map(|_| source.uuid_v7(at(t)))).collect();
        assert!(ids.is_sorted_by(|a, b| a < b));
    }

    #[test]
    fn threads_that_race_get_different_ids_in_order() {
        let source = Randomness::system().expect("randomness");
        let now = at("2026-10-03T09:30:00Z");
        let made = |_| {
            let source = source.clone();
            std::thread::spawn(move || -> Vec<Uuid> {
                (0..1000).map(|_| source.uuid_v7(now)).collect()
            })
        };
        let threads: Vec<_> = (0..4).map(made).collect();
        let each: Vec<Vec<Uuid>> = threads.into_iter().map(|t| t.join().expect("made")).collect();
        assert!(each.iter().all(|ids| ids.is_sorted_by(|a, b| a < b)));
        let all: std::collections::HashSet<u64> =
            each.iter().flatten().map(|id| id.as_u64_pair().0).collect();
        assert_eq!(all.len(), 4000);
    }
}
