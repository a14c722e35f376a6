//! Access modes: how an operation reads or writes the database.

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

    /// Takes the answer out.
    fn leave<T: Send>(done: Self::Done<T>) -> T;
}

/// Reads what is committed, statement by statement.
#[derive(Clone, Copy, Debug)]
pub struct Read;

/// Reads one document: all its statements see the same.
#[derive(Clone, Copy, Debug)]
pub struct ReadSnapshot;

/// Writes, and leaves an event.
#[derive(Clone, Copy, Debug)]
pub struct Write;

/// Writes what leaves no event because it belongs to the instance and is no history: sign-ins.
#[derive(Clone, Copy, Debug)]
pub struct WriteUnlogged;

/// Writes an answer that is not revealed: nobody sees that it was written.
#[derive(Clone, Copy, Debug)]
pub struct WriteAnswer;

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

/// Whether a write notes by which key it can be repeated.
fn noted(idempotent_call: Option<IdempotentCall>) -> Option<IdempotentCall> {
    idempotent_call
}

/// An answer notes no key: it would tell who wrote when. Written again it is the same.
fn unnoted(_: Option<IdempotentCall>) -> Option<IdempotentCall> {
    None
}

macro_rules! writes {
    ($mode:ident $locator:ident $notice:expr, $noted:ident) => {
        impl<P: $locator> AccessMode<P> for $mode {
            type Cx<A: Action> = UnitOfWork<A>;
            type Done<T: Send> = Committed<T>;

            async fn enter<A: Action<On = P::Subject>>(
                app: &App,
                call: &Call,
                idempotent_call: Option<IdempotentCall>,
                at: &P,
            ) -> Result<(UnitOfWork<A>, P::Subject)> {
                let with = (&app.db, &app.clock, &app.random);
                UnitOfWork::open(
                    with,
                    &call.actor,
                    &call.terms($noted(idempotent_call)),
                    at,
                    $notice,
                )
                .await
            }

            fn leave<T: Send>(done: Committed<T>) -> T {
                done.answer()
            }
        }
    };
}

writes!(Write Locator Notice::Recorded, noted);
writes!(WriteUnlogged OfInstance Notice::Silent, noted);
writes!(WriteAnswer Locator Notice::Silent, unnoted);
