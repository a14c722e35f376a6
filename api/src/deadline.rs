//! Until when a request is answered, as those know who work for it.

use std::pin::pin;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use tokio::time::{Instant, timeout};

tokio::task_local! {
    static DEADLINE: Deadline;
}

struct Deadline {
    at: Instant,
    writes: AtomicBool,
}

/// Says that work was given up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct GivenUp {
    /// Whether some of it may have been written.
    pub wrote: bool,
}

/// Does work within a limit. Work that is being committed has as long again: what is written must be
/// told. `may_end` says whether it can be given up at all.
///
/// # Errors
/// Where it was given up.
pub async fn within<F: Future>(
    limit: Duration,
    may_end: impl Fn() -> bool,
    work: F,
) -> Result<F::Output, GivenUp> {
    let deadline = Deadline { at: Instant::now() + limit, writes: AtomicBool::new(false) };
    let waited = async {
        let (mut work, mut again) = (pin!(work), false);
        loop {
            if let Ok(done) = timeout(limit, work.as_mut()).await {
                return Ok(done);
            }
            let wrote = DEADLINE.with(|deadline| deadline.writes.load(Ordering::Relaxed));
            if may_end() && (again || !wrote) {
                return Err(GivenUp { wrote });
            }
            again = true;
        }
    };
    DEADLINE.scope(deadline, waited).await
}

/// Says that the work is about to commit; tells whether it still may.
pub fn commits() -> bool {
    let may = |deadline: &Deadline| {
        let may = Instant::now() <= deadline.at;
        if may {
            deadline.writes.store(true, Ordering::Relaxed);
        }
        may
    };
    // What nobody waits for has no deadline.
    DEADLINE.try_with(may).unwrap_or(true)
}

#[cfg(test)]
mod tests {
    use std::future::pending;

    use tokio::time::sleep;

    use super::*;

    const LIMIT: Duration = Duration::from_secs(10);

    #[tokio::test(start_paused = true)]
    async fn work_that_ends_in_time_is_done() {
        assert_eq!(within(LIMIT, || true, sleep(LIMIT / 2)).await, Ok(()));
    }

    #[tokio::test(start_paused = true)]
    async fn work_that_has_written_nothing_is_given_up() {
        let began = Instant::now();
        let done = within(LIMIT, || true, pending::<()>()).await;
        assert_eq!((done, began.elapsed()), (Err(GivenUp { wrote: false }), LIMIT));
    }

    #[tokio::test(start_paused = true)]
    async fn a_commit_that_has_begun_may_end_and_no_other_begins_after_it() {
        let work = async {
            let first = commits();
            sleep(LIMIT + LIMIT / 2).await;
            (first, commits())
        };
        assert_eq!(within(LIMIT, || true, work).await, Ok((true, false)));
        let hangs = async {
            commits();
            pending::<()>().await;
        };
        assert_eq!(within(LIMIT, || true, hangs).await, Err(GivenUp { wrote: true }));
    }

    #[tokio::test(start_paused = true)]
    async fn work_that_cannot_be_given_up_is_waited_for() {
        assert_eq!(within(LIMIT, || false, sleep(LIMIT * 5)).await, Ok(()));
        assert!(commits(), "nobody waits for this");
    }
}
