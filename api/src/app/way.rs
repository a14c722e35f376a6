//! The ways in which an operation meets the database.

use crate::app::{App, Call, Operation};
use crate::error::Result;
use crate::policy::Action;
use crate::store::{Committed, Notice, OfInstance, Place, Repeat, Unit, View};

/// How an operation enters the database and leaves it.
pub trait Way<P: Place> {
    /// What the operation works with.
    type Cx<A: Action>: Send;
    /// What it must return: for a write the proof that it was committed.
    type Done<T: Send>: Send;

    /// Finds the thing at the place and asks policy.
    fn enter<A: Action<On = P::Subject>>(
        app: &App,
        call: &Call,
        repeat: Option<Repeat>,
        at: &P,
    ) -> impl Future<Output = Result<(Self::Cx<A>, P::Subject)>> + Send;

    /// Takes the answer out.
    fn leave<T: Send>(done: Self::Done<T>) -> T;
}

/// Reads what is committed, statement by statement.
#[derive(Clone, Copy, Debug)]
pub struct Reads;

/// Reads one document: all its statements see the same.
#[derive(Clone, Copy, Debug)]
pub struct Snapshots;

/// Writes, and leaves an event.
#[derive(Clone, Copy, Debug)]
pub struct Writes;

/// Writes what is the instance's and no history: sign-ins.
#[derive(Clone, Copy, Debug)]
pub struct Scratch;

/// Writes an answer that is not revealed: nobody sees that it was written.
#[derive(Clone, Copy, Debug)]
pub struct Answers;

/// What an operation works with.
pub type Cx<O> = <<O as Operation>::Way as Way<<O as Operation>::At>>::Cx<O>;
/// What an operation must return.
pub type Done<O> =
    <<O as Operation>::Way as Way<<O as Operation>::At>>::Done<<O as Operation>::Output>;
/// The thing that an operation is done to.
pub type Here<O> = <<O as Operation>::At as Place>::Subject;

impl<P: Place> Way<P> for Reads {
    type Cx<A: Action> = View;
    type Done<T: Send> = T;

    async fn enter<A: Action<On = P::Subject>>(
        app: &App,
        call: &Call,
        _: Option<Repeat>,
        at: &P,
    ) -> Result<(View, P::Subject)> {
        View::open::<A, P>(app.db.pool(), &call.actor, app.told(call), at).await
    }

    fn leave<T: Send>(done: T) -> T {
        done
    }
}

impl<P: Place> Way<P> for Snapshots {
    type Cx<A: Action> = View;
    type Done<T: Send> = T;

    async fn enter<A: Action<On = P::Subject>>(
        app: &App,
        call: &Call,
        _: Option<Repeat>,
        at: &P,
    ) -> Result<(View, P::Subject)> {
        View::open::<A, P>(app.db.snapshot(), &call.actor, app.told(call), at).await
    }

    fn leave<T: Send>(done: T) -> T {
        done
    }
}

/// Whether a write notes by which key it can be repeated.
fn noted(repeat: Option<Repeat>) -> Option<Repeat> {
    repeat
}

/// An answer notes no key: it would tell who wrote when. Written again it is the same.
fn unnoted(_: Option<Repeat>) -> Option<Repeat> {
    None
}

macro_rules! writes {
    ($way:ident $place:ident $notice:expr, $noted:ident) => {
        impl<P: $place> Way<P> for $way {
            type Cx<A: Action> = Unit<A>;
            type Done<T: Send> = Committed<T>;

            async fn enter<A: Action<On = P::Subject>>(
                app: &App,
                call: &Call,
                repeat: Option<Repeat>,
                at: &P,
            ) -> Result<(Unit<A>, P::Subject)> {
                let with = (&app.db, &app.clock, &app.random);
                Unit::open(with, &call.actor, &call.terms($noted(repeat)), at, $notice).await
            }

            fn leave<T: Send>(done: Committed<T>) -> T {
                done.answer()
            }
        }
    };
}

writes!(Writes Place Notice::Told, noted);
writes!(Scratch OfInstance Notice::Silent, noted);
writes!(Answers Place Notice::Silent, unnoted);
