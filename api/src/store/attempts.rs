//! Attempts to sign in, counted for all processes that serve one database. An embedded one is served by
//! one process, which counts by itself: see `limiter`.

use std::time::Duration;

use sea_orm::{ConnectionTrait, DbBackend, Statement};

use super::{Db, Kind};
use crate::error::Result;

/// How often something may fail, and what is told apart by it.
#[derive(Clone, Debug)]
pub struct Bucket {
    /// What is told apart, as nobody can read it.
    pub of: Vec<u8>,
    /// How long one attempt counts.
    pub each: Duration,
}

/// Puts off the time at which all attempts would have been due, and tells by how many seconds that is
/// too late. It goes by the server's clock, which all share.
const COUNTS: &str = "INSERT INTO attempt AS a (\"of\", due)
     VALUES ($1, clock_timestamp() + $2 * interval '1 microsecond')
     ON CONFLICT (\"of\") DO UPDATE
     SET due = greatest(a.due, clock_timestamp()) + $2 * interval '1 microsecond'
     RETURNING ceil(extract(epoch FROM due - clock_timestamp()) - 60)::bigint AS late";
const COUNTS_NO_MORE: &str =
    "UPDATE attempt SET due = due - $2 * interval '1 microsecond' WHERE \"of\" = $1";
const FORGETS: &str = "DELETE FROM attempt WHERE due < clock_timestamp()";
/// What is lost of this when the machine breaks down is no harm.
const LIGHTLY: &str = "SET LOCAL synchronous_commit = off";

impl Db {
    /// Whether several processes may serve this database.
    pub fn is_shared(&self) -> bool {
        self.kind() == Kind::Postgres
    }

    /// Counts an attempt in each of these buckets; or in none, and tells after how many seconds it is
    /// worth trying again.
    ///
    /// # Errors
    /// A fault where the database does not answer.
    pub async fn count_attempt(&self, buckets: &[Bucket]) -> Result<Option<u64>> {
        let tx = self.write()?;
        tx.execute_unprepared(LIGHTLY).await?;
        let mut late = 0;
        for bucket in in_order(buckets) {
            let row = tx.query_one_raw(statement(COUNTS, bucket)).await?;
            let by = row.map(|row| row.try_get::<i64>("", "late")).transpose()?;
            late = late.max(by.unwrap_or_default());
        }
        match u64::try_from(late) {
            Ok(late) if late > 0 => tx.roll_back().await.map(|()| Some(late)),
            _ => tx.commit().await.map(|()| None),
        }
    }

    /// Counts an attempt no more.
    ///
    /// # Errors
    /// A fault where the database does not answer.
    pub async fn uncount_attempt(&self, buckets: &[Bucket]) -> Result<()> {
        let tx = self.write()?;
        tx.execute_unprepared(LIGHTLY).await?;
        for bucket in in_order(buckets) {
            tx.execute_raw(statement(COUNTS_NO_MORE, bucket)).await?;
        }
        tx.commit().await
    }

    /// Forgets attempts that count no more.
    ///
    /// # Errors
    /// A fault where the database does not answer.
    pub async fn forget_attempts(&self) -> Result<()> {
        let tx = self.write()?;
        tx.execute_unprepared(FORGETS).await?;
        tx.commit().await
    }
}

/// Rows are locked in one order, so that nobody waits for another in a circle.
fn in_order(buckets: &[Bucket]) -> Vec<&Bucket> {
    let mut all: Vec<_> = buckets.iter().collect();
    all.sort_by(|a, b| a.of.cmp(&b.of));
    all
}

fn statement(sql: &str, bucket: &Bucket) -> Statement {
    let each = i64::try_from(bucket.each.as_micros()).unwrap_or(i64::MAX);
    let values = [bucket.of.clone().into(), each.into()];
    Statement::from_sql_and_values(DbBackend::Postgres, sql, values)
}
