//! The use cases. [`App::run`] is the one way in.
//!
//! An operation is a struct, its input, which says of itself which row of the policy table it is,
//! where it happens, whether it reads or writes, and what it does. `run` validates the input,
//! opens the view or the unit, executes, and answers for repeats, so that no operation can forget
//! any of it.

pub mod access;
pub mod alliance;
mod call;
pub mod cycle;
pub mod indicators;
pub mod insight;
mod request;
mod shown;
mod wall;
mod way;

pub use call::{Call, IdempotencyKey};
use request::validate;
pub use request::{Output, Place, Request};
pub(crate) use request::{judges, unsound};
pub use shown::{Again, Gone, Page, Shown, given, in_order, page};
pub(crate) use shown::{never_again, secret_already_shown, shown_once, sorts};
pub use wall::Wall;
pub use way::{Answers, Cx, Done, Here, Reads, Scratch, Snapshots, Way, Writes};

use std::fmt::Debug;
use std::time::Duration;

use entity::words::{Language, Moment};

use crate::auth::Gate;
use crate::auth::passwords::Passwords;
use crate::clock::Clock;
use crate::error::{AppError, Code, Refusal, Result, Violation};
use crate::policy::{Act, Action, Actor, Who, row};
use crate::randomness::Randomness;
use crate::store::{Db, Earlier, Repeat, View};

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
    pub wall: Wall,
}

/// One thing that can be done; the struct is its input.
pub trait Operation: Clone + Debug + Send + Sync + 'static {
    /// Its row of the policy table.
    const ACT: Act;
    /// Where it happens.
    type At: crate::store::Place;
    /// Whether it reads or writes, and how.
    type Way: Way<Self::At>;
    /// What it answers.
    type Output: Send;
    /// The fields of its input that it judges itself, so that it can name what is wrong with them
    /// beside what only it can find; as JSON pointers.
    const JUDGES: &'static [&'static str] = &[];

    /// Whether it may destroy answers, of which nothing must remain in the database's files.
    fn destroys(&self) -> bool {
        false
    }

    /// Whose idempotency key a request without sign-in has: what tells its credential from others.
    fn presented(&self) -> Option<Vec<u8>> {
        None
    }

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
    pub async fn run<R: Request>(
        &self,
        call: &Call,
        at: impl Into<Place<R>> + Send,
        request: R,
    ) -> Result<Output<R>>
    where
        Output<R>: Again,
    {
        let at = at.into();
        stranger(&call.actor, <R::Operation as Operation>::ACT)?;
        validate(&request)?;
        let mut repeat = call.repeat(<R::Operation as Operation>::ACT, &at, &request);
        // Who is signed in is known by now. Of everybody else it is known once what they present
        // holds, and only then are they told that they asked before.
        let known = call.actor.user.is_some();
        if known
            && let Some(answer) = self.earlier::<R::Operation>(call, &at, repeat.as_ref()).await?
        {
            return Ok(answer);
        }
        if R::SLOW {
            self.ask::<R::Operation>(call, &at).await?;
        }
        let operation = request.prepare(self, call).await?;
        if !known {
            repeat = repeat.map(|repeat| repeat.presented(operation.presented()));
            if let Some(answer) = self.earlier::<R::Operation>(call, &at, repeat.as_ref()).await? {
                return Ok(answer);
            }
        }
        self.carry_out(call, &at, operation, repeat).await
    }

    /// Asks policy beforehand; it is asked again, under the lock, when the operation is carried out.
    async fn ask<O: Operation>(&self, call: &Call, at: &O::At) -> Result<()> {
        let asked = View::open::<O, O::At>(self.db.pool(), &call.actor, self.told(call), at).await;
        match asked {
            Ok(_) => Ok(()),
            Err(error) => Err(self.unknown(&call.actor, O::ACT, error).await?),
        }
    }

    /// Tries an operation until it has not lost a race.
    async fn carry_out<O: Operation>(
        &self,
        call: &Call,
        at: &O::At,
        operation: O,
        repeat: Option<Repeat>,
    ) -> Result<O::Output>
    where
        O::Output: Again,
    {
        let destroys = operation.destroys();
        if destroys {
            self.db.will_destroy();
        }
        let mut tries = 0;
        loop {
            tries += 1;
            match self.once(call, at, operation.clone(), repeat.clone()).await {
                Err(AppError::Raced) if tries < TRIES => {}
                Err(error) => {
                    return match self.earlier::<O>(call, at, repeat.as_ref()).await? {
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
                let view = View::again(&self.db, &call.actor, self.told(call), at).await?;
                O::Output::again(&view, about).await.map(Some)
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
        View::everywhere(&self.db, &call.actor, self.told(call)).await
    }

    /// In which language, and as of when, a read is told.
    fn told(&self, call: &Call) -> (Language, Moment) {
        (call.language, self.clock.now())
    }

    /// Whoever is not signed in, or no longer, is told so first, whether or not there is anything to
    /// see.
    async fn unknown(&self, actor: &Actor, act: Act, error: AppError) -> Result<AppError> {
        let AppError::Refused(refusal) = &error else { return Ok(error) };
        let hides =
            matches!(refusal.code(), Code::NotFound | Code::NotPermitted | Code::NotSignedIn);
        let open = is_for(act, &[Who::Everybody, Who::Invited]);
        if !hides || open && actor.user.is_none() || actor.operator {
            return Ok(error);
        }
        if actor.user.is_none() {
            return Ok(not_signed_in().into());
        }
        if self.db.holds(actor).await? {
            return Ok(error);
        }
        let said = "The account is disabled, or the sign-in that this token comes from has ended.";
        Ok(Refusal::new(Code::CredentialInvalid, said).into())
    }
}

/// Whoever is not signed in is told so before anything that is wrong with the request, of what
/// nobody does without.
fn stranger(actor: &Actor, act: Act) -> Result<()> {
    let open = is_for(act, &[Who::Everybody, Who::Invited, Who::PublicReader]);
    if open || actor.user.is_some() || actor.operator {
        return Ok(());
    }
    Err(not_signed_in().into())
}

fn is_for(act: Act, any: &[Who]) -> bool {
    any.iter().any(|who| row(act).who.contains(who))
}

fn not_signed_in() -> Refusal {
    Refusal::new(Code::NotSignedIn, "Sign in, or send an API key.")
}
