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
pub mod cycle;
pub mod indicators;
mod input;
pub mod insight;
mod present;

pub use access_mode::{
    AccessMode, Cx, Done, Located, Read, ReadSnapshot, Write, WriteAnswer, WriteUnlogged,
};
use anonymous::stranger;
pub use attempt_limiter::AttemptLimiter;
pub use call::{Call, IdempotencyKey};
use input::validate;
pub use input::{Input, LocatorOf, Output};
pub(crate) use input::{all_self_checked, violations};
pub use present::{Gone, Page, Present, Replay, given, in_order, page};
pub(crate) use present::{never_replayed, secret_already_shown, shown_once, sorts};

use std::fmt::Debug;
use std::time::Duration;

use entity::types::{Language, Timestamp};

use crate::auth::Gate;
use crate::auth::passwords::Passwords;
use crate::clock::Clock;
use crate::error::{AppError, ErrorCode, Result, Violation};
use crate::policy::{Act, Action};
use crate::randomness::Randomness;
use crate::store::{Db, IdempotentCall, PreviousOutcome, View};

/// How often a write that lost a race is tried before the caller is told.
const TRIES: u32 = 4;

/// How long the answer to a write that destroys answers waits until nothing remains of them.
const A_MOMENT: Duration = Duration::from_millis(500);

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
    /// Slows down whoever guesses.
    pub attempt_limiter: AttemptLimiter,
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
    /// Carries an operation out, or refuses it.
    ///
    /// # Errors
    /// Refusals of validation, policy and the operation itself; faults.
    pub async fn run<I: Input>(
        &self,
        call: &Call,
        at: impl Into<LocatorOf<I>> + Send,
        input: I,
    ) -> Result<Output<I>>
    where
        Output<I>: Replay,
    {
        let at = at.into();
        stranger(&call.actor, <I::Operation as Operation>::ACT)?;
        validate(&input)?;
        let mut idempotent = call.idempotent_call(<I::Operation as Operation>::ACT, &at, &input);
        // Who is signed in is known by now. Of everybody else it is known once what they present
        // holds, and only then are they told that they asked before.
        let known = call.actor.user.is_some();
        if known
            && let Some(answer) =
                self.previous_answer::<I::Operation>(call, &at, idempotent.as_ref()).await?
        {
            return Ok(answer);
        }
        if I::SLOW {
            self.ask::<I::Operation>(call, &at).await?;
        }
        let operation = input.prepare(self, call).await?;
        if !known {
            idempotent = idempotent
                .map(|idempotent| idempotent.by_credential(operation.anonymous_credential()));
            if let Some(answer) =
                self.previous_answer::<I::Operation>(call, &at, idempotent.as_ref()).await?
            {
                return Ok(answer);
            }
        }
        self.carry_out(call, &at, operation, idempotent).await
    }

    /// Asks policy beforehand; it is asked again, under the lock, when the operation is carried out.
    async fn ask<O: Operation>(&self, call: &Call, at: &O::Locator) -> Result<()> {
        let asked =
            View::open::<O, O::Locator>(self.db.pool(), &call.actor, self.read_context(call), at)
                .await;
        match asked {
            Ok(_) => Ok(()),
            Err(error) => Err(self.unknown(&call.actor, O::ACT, error).await?),
        }
    }

    /// Tries an operation until it has not lost a race.
    async fn carry_out<O: Operation>(
        &self,
        call: &Call,
        at: &O::Locator,
        operation: O,
        idempotent: Option<IdempotentCall>,
    ) -> Result<O::Output>
    where
        O::Output: Replay,
    {
        let destroys = operation.destroys();
        if destroys {
            self.db.will_destroy();
        }
        let mut tries = 0;
        loop {
            tries += 1;
            match self.once(call, at, operation.clone(), idempotent.clone()).await {
                Err(AppError::Raced) if tries < TRIES => {}
                Err(error) => {
                    return match self.previous_answer::<O>(call, at, idempotent.as_ref()).await? {
                        Some(answer) => Ok(answer),
                        None => Err(self.unknown(&call.actor, O::ACT, error).await?),
                    };
                }
                done => {
                    if destroys {
                        self.forget_for_a_moment().await;
                    }
                    return done;
                }
            }
        }
    }

    async fn once<O: Operation>(
        &self,
        call: &Call,
        at: &O::Locator,
        operation: O,
        idempotent: Option<IdempotentCall>,
    ) -> Result<O::Output> {
        let (cx, on) =
            <O::AccessMode as AccessMode<O::Locator>>::enter::<O>(self, call, idempotent, at)
                .await?;
        let done = operation.execute(cx, on).await?;
        Ok(<O::AccessMode as AccessMode<O::Locator>>::leave(done))
    }

    /// The answer to an idempotent replay: what the same key led to before, shown as it is now.
    async fn previous_answer<O: Operation>(
        &self,
        call: &Call,
        at: &O::Locator,
        idempotent: Option<&IdempotentCall>,
    ) -> Result<Option<O::Output>>
    where
        O::Output: Replay,
    {
        let Some(idempotent) = idempotent else { return Ok(None) };
        match self.db.previous_outcome(idempotent).await? {
            PreviousOutcome::Nothing => Ok(None),
            PreviousOutcome::Other => {
                let said = "This Idempotency-Key was used with another request.";
                Err(Violation::new(ErrorCode::IdempotencyKeyReused, said)
                    .at("Idempotency-Key")
                    .into())
            }
            PreviousOutcome::Same(about) => {
                let view =
                    View::for_replay(&self.db, &call.actor, self.read_context(call), at).await?;
                O::Output::replay(&view, about).await.map(Some)
            }
        }
    }

    /// Forgets what was destroyed before the caller is answered, unless that takes long: then it goes
    /// on beside the answer.
    async fn forget_for_a_moment(&self) {
        let app = self.clone();
        let forgetting = tokio::spawn(async move { app.forget_destroyed().await });
        // Whether it took too long or broke off, the write is done.
        let _ = tokio::time::timeout(A_MOMENT, forgetting).await;
    }

    /// Sees to it that nothing remains in the database's files of what was destroyed. The write is
    /// done whatever comes of this; it is tried again while the service runs, and at its next start.
    pub async fn forget_destroyed(&self) {
        match self.db.forget_destroyed().await {
            Ok(()) => {}
            Err(AppError::Busy) => {
                tracing::info!("destroyed answers are read on, and remain for now")
            }
            Err(error) => {
                tracing::warn!(?error, "destroyed answers remain in the database's files for now");
            }
        }
    }

    /// Looks into every alliance of the caller, for relations.
    ///
    /// # Errors
    /// `scope_missing`; a fault where the database does not answer.
    pub async fn view(&self, call: &Call) -> Result<View> {
        View::everywhere(&self.db, &call.actor, self.read_context(call)).await
    }

    /// The language and the time of a read.
    fn read_context(&self, call: &Call) -> (Language, Timestamp) {
        (call.language, self.clock.now())
    }
}
