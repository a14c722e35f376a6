//! [`App::run`]: the one way in, the same code for all operations.
//!
//! What differs from operation to operation is behind [`Run`], a table of small functions, so that the
//! way itself (replays, retries, who is told what first) is compiled once.

use std::fmt::Debug;
use std::time::Duration;

use futures_util::future::BoxFuture;
use uuid::Uuid;

use super::anonymous::stranger;
use super::{
    AccessMode, App, Call, Input, LocatorOf, Operation, Output, Replay, all_self_checked,
    violations,
};
use crate::error::{AppError, ErrorCode, Refusal, Result, Violation};
use crate::policy::{Act, Subject, may_repeat};
use crate::store::{IdempotentCall, Locator, PreviousOutcome, View};

/// How often a write that lost a race is tried before the caller is told.
const TRIES: u32 = 4;

/// How long the answer to a write that destroys answers waits until nothing remains of them.
const A_MOMENT: Duration = Duration::from_millis(500);

impl App {
    /// Carries an operation out, or refuses it.
    ///
    /// # Errors
    /// Refusals of validation, policy and the operation itself; faults.
    pub fn run<'a, I: Input>(
        &'a self,
        call: &'a Call,
        at: impl Into<LocatorOf<I>>,
        input: I,
    ) -> BoxFuture<'a, Result<Output<I>>>
    where
        Output<I>: Replay,
    {
        let mut run = OperationRun::new(at.into(), input);
        Box::pin(async move {
            self.drive(call, &mut run).await?;
            run.output.ok_or_else(|| AppError::fault("an operation gave no answer"))
        })
    }

    async fn drive(&self, call: &Call, run: &mut dyn Run) -> Result<()> {
        stranger(&call.actor, run.act())?;
        run.validate()?;
        let key = run.idempotent_call(call);
        // Who is signed in is known by now. Of everybody else it is known once what they present
        // holds, and only then are they told that they asked before.
        let known = call.actor.user.is_some();
        if known && self.replays(call, run, key.as_ref()).await? {
            return Ok(());
        }
        if let Err(refused) = run.ask(self, call).await {
            return Err(self.unknown(&call.actor, run.act(), refused).await?);
        }
        run.prepare(self, call).await?;
        let key = match known {
            true => key,
            false => key.map(|key| key.by_credential(run.anonymous_credential())),
        };
        if !known && self.replays(call, run, key.as_ref()).await? {
            return Ok(());
        }
        self.carry_out(call, run, key).await
    }

    /// Tries an operation until it has not lost a race.
    async fn carry_out(
        &self,
        call: &Call,
        run: &mut dyn Run,
        key: Option<IdempotentCall>,
    ) -> Result<()> {
        for tries in 1.. {
            match run.attempt(self, call, key.clone()).await {
                Err(AppError::Raced) if tries < TRIES => {}
                // The same key may have led to something meanwhile.
                Err(_) if self.replays(call, run, key.as_ref()).await? => break,
                Err(error) => return Err(self.unknown(&call.actor, run.act(), error).await?),
                Ok(()) => {
                    if run.destroys() && self.db.remains() {
                        self.forget_for_a_moment().await;
                    }
                    break;
                }
            }
        }
        Ok(())
    }

    /// Answers an idempotent replay by what the same key led to before, shown as it is now.
    async fn replays(
        &self,
        call: &Call,
        run: &mut dyn Run,
        key: Option<&IdempotentCall>,
    ) -> Result<bool> {
        let Some(key) = key else { return Ok(false) };
        match self.db.previous_outcome(key).await? {
            PreviousOutcome::Nothing => Ok(false),
            PreviousOutcome::Other => {
                let said = "This Idempotency-Key was used with another request.";
                let reused = Violation::new(ErrorCode::IdempotencyKeyReused, said);
                Err(reused.at("Idempotency-Key").into())
            }
            PreviousOutcome::Same(about) => run.replay(self, call, about).await.map(|()| true),
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
}

/// One request on its way, whichever operation it asks for.
trait Run: Send {
    fn act(&self) -> Act;

    /// Refuses an input that does not hold, unless the operation checks itself all that is wrong.
    fn validate(&self) -> Result<()>;

    /// What makes the request repeatable, where the caller sent a key.
    fn idempotent_call(&self, call: &Call) -> Option<IdempotentCall>;

    /// Asks policy before anything slow; it is asked again, under the lock, in an attempt.
    fn ask<'a>(&'a self, app: &'a App, call: &'a Call) -> BoxFuture<'a, Result<()>>;

    /// Makes the operation of the input.
    fn prepare<'a>(&'a mut self, app: &'a App, call: &'a Call) -> BoxFuture<'a, Result<()>>;

    fn anonymous_credential(&self) -> Option<Vec<u8>>;

    fn destroys(&self) -> bool;

    /// Carries the operation out once, and keeps what it answers.
    fn attempt<'a>(
        &'a mut self,
        app: &'a App,
        call: &'a Call,
        key: Option<IdempotentCall>,
    ) -> BoxFuture<'a, Result<()>>;

    /// Keeps, as the answer, what the request led to before.
    fn replay<'a>(
        &'a mut self,
        app: &'a App,
        call: &'a Call,
        about: Option<Uuid>,
    ) -> BoxFuture<'a, Result<()>>;
}

/// What is asked for, and what came of it so far.
struct OperationRun<I: Input> {
    at: LocatorOf<I>,
    input: Option<I>,
    operation: Option<I::Operation>,
    output: Option<Output<I>>,
}

impl<I: Input> OperationRun<I> {
    fn new(at: LocatorOf<I>, input: I) -> Self {
        Self { at, input: Some(input), operation: None, output: None }
    }

    fn prepared(&self) -> Result<&I::Operation> {
        self.operation.as_ref().ok_or_else(|| AppError::fault("an operation was not prepared"))
    }
}

impl<I: Input> Run for OperationRun<I>
where
    Output<I>: Replay,
{
    fn act(&self) -> Act {
        I::Operation::ACT
    }

    fn validate(&self) -> Result<()> {
        let wrong = self.input.as_ref().map(violations).unwrap_or_default();
        if all_self_checked::<I>(&wrong) {
            return Ok(());
        }
        Refusal::unless_none(wrong)
    }

    fn idempotent_call(&self, call: &Call) -> Option<IdempotentCall> {
        let input: &dyn Debug = self.input.as_ref()?;
        call.idempotent_call(self.act(), &self.at, input)
    }

    fn ask<'a>(&'a self, app: &'a App, call: &'a Call) -> BoxFuture<'a, Result<()>> {
        let at = &self.at;
        Box::pin(async move {
            if I::SLOW {
                let context = app.read_context(call);
                View::open::<I::Operation, _>(app.db.pool(), &call.actor, context, at).await?;
            }
            Ok(())
        })
    }

    fn prepare<'a>(&'a mut self, app: &'a App, call: &'a Call) -> BoxFuture<'a, Result<()>> {
        Box::pin(async move {
            if let Some(input) = self.input.take() {
                self.operation = Some(input.prepare(app, call).await?);
            }
            Ok(())
        })
    }

    fn anonymous_credential(&self) -> Option<Vec<u8>> {
        self.operation.as_ref()?.anonymous_credential()
    }

    fn destroys(&self) -> bool {
        self.operation.as_ref().is_some_and(Operation::destroys)
    }

    fn attempt<'a>(
        &'a mut self,
        app: &'a App,
        call: &'a Call,
        key: Option<IdempotentCall>,
    ) -> BoxFuture<'a, Result<()>> {
        Box::pin(async move {
            let operation = self.prepared()?.clone();
            let (cx, on) = Mode::<I>::enter::<I::Operation>(app, call, key, &self.at).await?;
            let done = operation.execute(cx, on).await?;
            self.output = Some(Mode::<I>::leave(done));
            Ok(())
        })
    }

    fn replay<'a>(
        &'a mut self,
        app: &'a App,
        call: &'a Call,
        about: Option<Uuid>,
    ) -> BoxFuture<'a, Result<()>> {
        Box::pin(async move {
            let conn = app.db.pool();
            let by = self.at.replay_standing(conn.queries(), &call.actor).await?;
            match self.at.locate(conn.queries(), &call.actor).await {
                Ok((by, on)) => may_repeat(I::Operation::ACT, &by, Some(&on.facts()))?,
                Err(AppError::Refused(_)) => may_repeat(I::Operation::ACT, &by, None)?,
                Err(error) => return Err(error),
            }
            let view = View::for_replay(&app.db, &call.actor, app.read_context(call), by).await?;
            self.output = Some(Output::<I>::replay(&view, about).await?);
            Ok(())
        })
    }
}

/// How an input's operation meets the database.
type Mode<I> = ModeOf<<I as Input>::Operation>;
type ModeOf<O> = <O as Operation>::AccessMode;
