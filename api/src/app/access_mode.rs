//! Access modes: how an operation reads or writes the database.

use std::marker::PhantomData;

use crate::app::{App, Call, Operation};
use crate::error::Result;
use crate::policy::Action;
use crate::store::{Committed, IdempotentCall, Locator, Notice, OfInstance, UnitOfWork, View};

/// How an operation enters the database and leaves it.
pub trait AccessMode<P: Locator> {
    /// What the operation works with.
    type Cx<A: Action>: Send;
    /// What it must return: for a write the proof that it was committed.
    type Done<T: Send>: Send;

    /// Finds the thing by its locator and asks policy.
    fn enter<A: Action<On = P::Subject>>(
        app: &App,
        call: &Call,
        idempotent_call: Option<IdempotentCall>,
        at: &P,
    ) -> impl Future<Output = Result<(Self::Cx<A>, P::Subject)>> + Send;

    /// Goes on with a view that was opened before; none where an operation needs more than that.
    fn goes_on<A: Action>(_: View) -> Option<Self::Cx<A>> {
        None
    }

    /// Takes the answer out.
    fn leave<T: Send>(done: Self::Done<T>) -> T;
}

/// Reads what is committed, statement by statement.
#[derive(Clone, Copy, Debug)]
pub struct Read;

/// Reads one document: all its statements see the same.
#[derive(Clone, Copy, Debug)]
pub struct ReadSnapshot;

/// Writes; what the write leaves besides its rows, `L` says.
#[derive(Clone, Copy, Debug)]
pub struct WriteLeaving<L>(PhantomData<L>);

/// Writes, and leaves an event.
pub type Write = WriteLeaving<AnEvent>;
/// Writes what leaves no event because it belongs to the instance and is no history: sign-ins.
pub type WriteUnlogged = WriteLeaving<Nothing>;
/// Writes an answer that is not revealed: nobody sees that it was written.
pub type WriteAnswer = WriteLeaving<NoTrace>;

/// What a write leaves besides its rows.
pub trait Leaves<P: Locator> {
    /// Whether others may notice it.
    const NOTICE: Notice;
    /// Whether the idempotency key is kept by which the request can be repeated.
    const KEEPS_KEY: bool;
}

/// An event.
#[derive(Clone, Copy, Debug)]
pub struct AnEvent;

/// No event; only outside any alliance.
#[derive(Clone, Copy, Debug)]
pub struct Nothing;

/// Neither an event nor a key, which would tell who wrote when. Written again it is the same.
#[derive(Clone, Copy, Debug)]
pub struct NoTrace;

impl<P: Locator> Leaves<P> for AnEvent {
    const NOTICE: Notice = Notice::Recorded;
    const KEEPS_KEY: bool = true;
}

impl<P: OfInstance> Leaves<P> for Nothing {
    const NOTICE: Notice = Notice::Silent;
    const KEEPS_KEY: bool = true;
}

impl<P: Locator> Leaves<P> for NoTrace {
    const NOTICE: Notice = Notice::Silent;
    const KEEPS_KEY: bool = false;
}

/// What an operation works with.
pub type Cx<O> = <<O as Operation>::AccessMode as AccessMode<<O as Operation>::Locator>>::Cx<O>;
/// What an operation must return.
pub type Done<O> = <<O as Operation>::AccessMode as AccessMode<<O as Operation>::Locator>>::Done<
    <O as Operation>::Output,
>;
/// The thing that an operation is done to, as its locator found it.
pub type Located<O> = <<O as Operation>::Locator as Locator>::Subject;

impl<P: Locator> AccessMode<P> for Read {
    type Cx<A: Action> = View;
    type Done<T: Send> = T;

    async fn enter<A: Action<On = P::Subject>>(
        app: &App,
        call: &Call,
        _: Option<IdempotentCall>,
        at: &P,
    ) -> Result<(View, P::Subject)> {
        View::open::<A, P>(app.db.pool(), &call.actor, app.read_context(call), at).await
    }

    fn goes_on<A: Action>(view: View) -> Option<View> {
        Some(view)
    }

    fn leave<T: Send>(done: T) -> T {
        done
    }
}

impl<P: Locator> AccessMode<P> for ReadSnapshot {
    type Cx<A: Action> = View;
    type Done<T: Send> = T;

    async fn enter<A: Action<On = P::Subject>>(
        app: &App,
        call: &Call,
        _: Option<IdempotentCall>,
        at: &P,
    ) -> Result<(View, P::Subject)> {
        View::open::<A, P>(app.db.snapshot(), &call.actor, app.read_context(call), at).await
    }

    fn leave<T: Send>(done: T) -> T {
        done
    }
}

impl<P: Locator, L: Leaves<P>> AccessMode<P> for WriteLeaving<L> {
    type Cx<A: Action> = UnitOfWork<A>;
    type Done<T: Send> = Committed<T>;

    async fn enter<A: Action<On = P::Subject>>(
        app: &App,
        call: &Call,
        idempotent_call: Option<IdempotentCall>,
        at: &P,
    ) -> Result<(UnitOfWork<A>, P::Subject)> {
        let terms = call.terms(idempotent_call.filter(|_| L::KEEPS_KEY));
        let with = (&app.db, &app.clock, &app.random);
        UnitOfWork::open(with, &call.actor, &terms, at, L::NOTICE).await
    }

    fn leave<T: Send>(done: Committed<T>) -> T {
        done.answer()
    }
}
