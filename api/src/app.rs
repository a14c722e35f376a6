//! The use cases. [`App::run`] is the one way in.
//!
//! An operation is a struct, its input, which says of itself which row of the policy table it is,
//! where it happens, whether it reads or writes, and what it does. `run` validates the input,
//! opens the view or the unit of work, executes, and answers an idempotent replay, so that no
//! operation can forget any of it.

pub mod access;
mod access_mode;
pub mod alliance;
mod anonymous;
mod attempt_limiter;
mod call;
mod column_field;
pub mod cycle;
mod feed;
mod get;
pub mod indicators;
mod input;
pub mod insight;
mod list;
mod present;
pub mod purpose;
mod representations;
mod run;
mod shared_limit;

pub use access_mode::{
    AccessMode, Cx, Done, Located, Read, ReadSnapshot, Write, WriteAnswer, WriteUnlogged,
};
pub use attempt_limiter::{Attempt, AttemptLimiter};
pub use call::{Call, IdempotencyKey};
pub use column_field::ColumnField;
pub(crate) use column_field::present;
pub(crate) use feed::columns;
pub use feed::{Cell, Feed, FeedParts, FeedState, FlatRow, InCell};
pub use get::{Get, Readable};
pub use input::{Input, LocatorOf, Output};
pub(crate) use input::{all_self_checked, violations};
pub use list::{Filter, List, Order, Paging};
pub use present::{Gone, Page, Present, Replay, given, in_order};
pub(crate) use present::{never_replayed, secret_already_shown, shown_once, sorts};
pub use representations::{OfRevision, Representation, RepresentationCache};
pub use shared_limit::SharedLimit;

use std::fmt::Debug;

use entity::types::AllianceId;

use crate::auth::Gate;
use crate::auth::passwords::Passwords;
use crate::clock::Clock;
use crate::error::{AppError, Result};
use crate::metrics::SignIns;
use crate::policy::{Act, Action};
use crate::randomness::Randomness;
use crate::store::{Db, ReadContext, View};

/// For how many minutes what was destroyed may remain, before whoever operates the service must know.
const ALARMING: i64 = 10;

/// The service, behind its faces.
#[derive(Clone, Debug)]
pub struct App {
    /// The database.
    pub db: Db,
    /// The time.
    pub clock: Clock,
    /// Chance.
    pub random: Randomness,
    /// Hashes and checks passwords.
    pub passwords: Passwords,
    /// For how many days backups may keep what was destroyed, as it is promised to respondents.
    pub backup_days: u32,
    /// Recognizes callers, and makes the tokens that it recognizes them by.
    pub gate: Gate,
    /// Counts attempts to sign in.
    pub sign_ins: SignIns,
    /// Slows down whoever guesses.
    pub attempt_limiter: AttemptLimiter,
    /// The same for refresh tokens.
    pub refresh_limiter: AttemptLimiter,
    /// What is sent again while nothing changed.
    pub representations: RepresentationCache,
}

/// One thing that can be done; the struct is its input.
pub trait Operation: Clone + Debug + Send + Sync + 'static {
    /// Its row of the policy table.
    const ACT: Act;
    /// How the thing is found that the operation is done to.
    type Locator: crate::store::Locator;
    /// Whether it reads or writes, and how.
    type AccessMode: AccessMode<Self::Locator>;
    /// What it answers.
    type Output: Send;
    /// The fields, as JSON pointers, that the operation checks itself: it names what is wrong with
    /// them beside what only it can find.
    const SELF_CHECKED_FIELDS: &'static [&'static str] = &[];

    /// Whether it may destroy answers, of which nothing must remain in the database's files.
    fn destroys(&self) -> bool {
        false
    }

    /// What tells the credential of a request without sign-in from others; its idempotency key is
    /// kept under this.
    fn anonymous_credential(&self) -> Option<Vec<u8>> {
        None
    }

    /// Does it. `on` is what the locator found.
    fn execute(
        self,
        cx: Cx<Self>,
        on: Located<Self>,
    ) -> impl Future<Output = Result<Done<Self>>> + Send;
}

impl<O: Operation> Action for O {
    const ACT: Act = O::ACT;
    type On = Located<O>;
}

impl App {
    /// Sees to it that nothing remains in the database's files of what was destroyed. The write is
    /// done whatever comes of this; it is tried again while the service runs, and at its next start.
    pub async fn forget_destroyed(&self) {
        let Err(error) = self.db.forget_destroyed().await else { return };
        let now = self.clock.now();
        let minutes = (now.time() - self.db.remains_since(now).time()).num_minutes();
        match error {
            _ if minutes >= ALARMING => {
                let why = self.db.why_remains().await.unwrap_or("the database does not answer");
                tracing::error!(minutes, why, "destroyed answers remain in the database's files");
            }
            AppError::Busy => {
                tracing::info!("destroyed answers are read on, and remain for now")
            }
            error => {
                tracing::warn!(?error, "destroyed answers remain in the database's files for now");
            }
        }
    }

    /// Looks into every alliance of the caller, for relations.
    ///
    /// # Errors
    /// `scope_missing`; a fault where the database does not answer.
    pub async fn view(&self, call: &Call) -> Result<View> {
        View::everywhere(&self.db, &call.actor, &self.read_context(call)).await
    }

    /// Looks into these alliances, for relations of what was read in them; none where no read of the
    /// request found what the caller is there.
    ///
    /// # Errors
    /// `scope_missing`.
    pub fn view_of_known(
        &self,
        call: &Call,
        alliances: impl Iterator<Item = AllianceId>,
    ) -> Result<Option<View>> {
        View::of_known(&self.db, &call.actor, &self.read_context(call), alliances)
    }

    fn read_context(&self, call: &Call) -> ReadContext {
        let (language, now) = (call.language, self.clock.now());
        ReadContext { language, now, standings: call.standings.clone() }
    }
}
