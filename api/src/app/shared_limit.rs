//! The limit to attempts, counted where all processes that serve one database count.

use std::fmt;
use std::hash::{Hash, Hasher};
use std::net::IpAddr;
use std::time::Duration;

use sha2::{Digest, Sha256};

use super::attempt_limiter::{OF_ACCOUNT, OF_ADDRESS};
use crate::error::Result;
use crate::store::{Bucket, Db};

/// The span for which limits are said.
const MINUTE: Duration = Duration::from_secs(60);

/// A limit that several processes share. What is told apart lies in the database hashed with a key, so
/// that nobody reads there who tried to sign in from where.
#[derive(Clone)]
pub struct SharedLimit {
    db: Db,
    key: [u8; 32],
    name: &'static str,
    a_minute: u32,
}

impl fmt::Debug for SharedLimit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "SharedLimit({})", self.name)
    }
}

impl SharedLimit {
    /// A limit by this name; none where the database is served by one process.
    pub fn of(db: &Db, key: [u8; 32], name: &'static str, a_minute: u32) -> Option<Self> {
        db.is_shared().then(|| Self { db: db.clone(), key, name, a_minute })
    }

    /// The buckets in which an attempt counts.
    pub(super) fn buckets(&self, from: Option<IpAddr>, at: &impl Hash) -> Vec<Bucket> {
        let mut all =
            vec![self.bucket(1, &("here", from, at)), self.bucket(OF_ACCOUNT, &("account", at))];
        all.extend(from.map(|from| self.bucket(OF_ADDRESS, &("address", from))));
        all
    }

    fn bucket(&self, times: u32, of: &impl Hash) -> Bucket {
        let mut hash = KeyedHash(Sha256::new_with_prefix(self.key));
        (self.name, of).hash(&mut hash);
        let each = MINUTE / self.a_minute.saturating_mul(times).max(1);
        Bucket { of: hash.0.finalize().to_vec(), each }
    }

    /// Counts an attempt; or counts nothing, and tells after how many seconds to try again.
    pub(super) async fn count(&self, buckets: &[Bucket]) -> Result<Option<u64>> {
        self.db.count_attempt(buckets).await
    }

    /// Counts it no more. Where that fails, it counts for a minute.
    pub(super) async fn uncount(&self, buckets: &[Bucket]) {
        if let Err(error) = self.db.uncount_attempt(buckets).await {
            tracing::warn!(?error, "an attempt that succeeded counts as one that failed");
        }
    }
}

/// Hashes what a [`Hash`] writes, so that it is the same in each process.
struct KeyedHash(Sha256);

impl Hasher for KeyedHash {
    fn write(&mut self, bytes: &[u8]) {
        self.0.update(bytes);
    }

    fn finish(&self) -> u64 {
        0
    }
}
