//! The use cases. [`App::run`] is the one way in.
//!
//! An operation is a struct, its input, which says of itself which row of the policy table it is,
//! where it happens, whether it reads or writes, and what it does. `run` validates the input,
//! opens the view or the unit, executes, and answers for repeats, so that no operation can forget
//! any of it.

pub mod access;
pub mod alliance;
mod call;
pub mod indicators;
mod shown;
mod way;

pub use call::{Call, IdempotencyKey};
pub use shown::{Again, Gone, Page, Shown, page};
pub(crate) use shown::{never_again, secret_already_shown, shown_once, sorts};
pub use way::{Answers, Cx, Done, Here, Reads, Snapshots, Way, Writes};

use std::fmt::Debug;

use entity::words::{Language, Moment};

use crate::clock::Clock;
use crate::error::{AppError, Code, Refusal, Result, Violation};
use crate::policy::{Act, Action, Actor, row};
use crate::randomness::Randomness;
use crate::store::{Db, Earlier, Place, Repeat, View};

/// How often a write that lost a race is tried before the caller is told.
const TRIES: u32 = 4;

/// The service, behind its faces.
#[derive(Clone, Debug)]
pub struct App {
    /// The database.
    pub db: Db,
    /// The time.
    pub clock: Clock,
    /// Chance.
    pub random: Randomness,
}

/// One thing that can be asked of the service; the struct is its input.
pub trait Operation: garde::Validate<Context = ()> + Clone + Debug + Send + Sync + 'static {
    /// Its row of the policy table.
    const ACT: Act;
    /// Where it happens.
    type At: Place;
    /// Whether it reads or writes, and how.
    type Way: Way<Self::At>;
    /// What it answers.
    type Output: Send;

    /// Does it. `on` is the thing that was found at the place.
    fn execute(
        self,
        cx: Cx<Self>,
        on: Here<Self>,
    ) -> impl Future<Output = Result<Done<Self>>> + Send;
}

impl<O: Operation> Action for O {
    const ACT: Act = O::ACT;
    type On = Here<O>;
}

impl App {
    /// Carries an operation out, or refuses it.
    ///
    /// # Errors
    /// Refusals of validation, policy and the operation itself; faults.
    pub async fn run<O: Operation>(
        &self,
        call: &Call,
        at: impl Into<O::At> + Send,
        operation: O,
    ) -> Result<O::Output>
    where
        O::Output: Again,
    {
        let at = at.into();
        validate(&operation)?;
        let repeat = call.repeat(O::ACT, &at, &operation);
        if let Some(answer) = self.earlier::<O>(call, &at, repeat.as_ref()).await? {
            return Ok(answer);
        }
        let mut tries = 0;
        loop {
            tries += 1;
            let done = self.once(call, &at, operation.clone(), repeat.clone()).await;
            match done {
                Err(AppError::Raced) if tries < TRIES => {}
                Err(error) => {
                    let earlier = self.earlier::<O>(call, &at, repeat.as_ref()).await?;
                    return earlier.ok_or_else(|| anonymous(&call.actor, O::ACT, error));
                }
                done => return done,
            }
        }
    }

    async fn once<O: Operation>(
        &self,
        call: &Call,
        at: &O::At,
        operation: O,
        repeat: Option<Repeat>,
    ) -> Result<O::Output> {
        let (cx, on) = <O::Way as Way<O::At>>::enter::<O>(self, call, repeat, at).await?;
        let done = operation.execute(cx, on).await?;
        Ok(<O::Way as Way<O::At>>::leave(done))
    }

    /// What the same key led to before, shown as it is now.
    async fn earlier<O: Operation>(
        &self,
        call: &Call,
        at: &O::At,
        repeat: Option<&Repeat>,
    ) -> Result<Option<O::Output>>
    where
        O::Output: Again,
    {
        let Some(repeat) = repeat else { return Ok(None) };
        match self.db.earlier(repeat).await? {
            Earlier::Nothing => Ok(None),
            Earlier::Other => {
                let said = "This Idempotency-Key was used with another request.";
                Err(Violation::new(Code::KeyReused, said).at("Idempotency-Key").into())
            }
            Earlier::Same(about) => {
                let view = self.view(call).await?;
                let _ = at;
                O::Output::again(&view, about).await.map(Some)
            }
        }
    }

    /// Looks into every alliance of the caller, for relations.
    ///
    /// # Errors
    /// A fault where the database does not answer.
    pub async fn view(&self, call: &Call) -> Result<View> {
        View::everywhere(&self.db, &call.actor, self.told(call)).await
    }

    /// In which language, and as of when, a read is told.
    fn told(&self, call: &Call) -> (Language, Moment) {
        (call.language, self.clock.now())
    }
}

/// Names every field whose value does not hold.
fn validate<O: Operation>(operation: &O) -> Result<()> {
    let Err(report) = operation.validate() else { return Ok(()) };
    let violations = report.iter().map(|(path, error)| {
        let pointer = format!("/{path}").replace('.', "/").replace('[', "/").replace(']', "");
        Violation::new(Code::FieldInvalid, error.message()).at(pointer.replace("//", "/"))
    });
    Refusal::of(violations).map_or(Ok(()), |refusal| Err(refusal.into()))
}

/// Whoever is not signed in is told so first, whether or not there is anything to see.
fn anonymous(actor: &Actor, act: Act, error: AppError) -> AppError {
    let open = row(act).who.contains(&crate::policy::Who::Everybody)
        || row(act).who.contains(&crate::policy::Who::Invited);
    match error {
        AppError::Refused(refusal)
            if actor.user.is_none()
                && !open
                && matches!(refusal.code(), Code::NotFound | Code::NotPermitted) =>
        {
            Refusal::new(Code::NotSignedIn, "Sign in, or send an API key.").into()
        }
        other => other,
    }
}
