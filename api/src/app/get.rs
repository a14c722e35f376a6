//! Reads of one thing: one operation for all of which nothing but the row is read.

use std::fmt::Debug;
use std::marker::PhantomData;

use garde::{Path, Report, Validate};

use crate::app::{Done, Located, Operation, Present, Read};
use crate::error::Result;
use crate::policy::Act;
use crate::store::{Found, Locator, View};

/// A thing that is read alone, as its row shows it.
pub trait Readable: Present + Clone + Debug + 'static {
    /// The row of the policy table.
    const ACT: Act;
    /// How the thing is found.
    type Locator: Locator<Subject = Found<Self::Entity>>;
}

/// Asks for one thing.
#[derive(Clone, Debug)]
pub struct Get<T>(PhantomData<fn() -> T>);

impl<T> Default for Get<T> {
    fn default() -> Self {
        Self(PhantomData)
    }
}

impl<T> Validate for Get<T> {
    type Context = ();

    fn validate_into(&self, _: &(), _: &mut dyn FnMut() -> Path, _: &mut Report) {}
}

impl<T: Readable> Operation for Get<T> {
    const ACT: Act = T::ACT;
    type Locator = T::Locator;
    type AccessMode = Read;
    type Output = T;

    async fn execute(self, view: View, found: Located<Self>) -> Result<Done<Self>> {
        Ok(T::shown(found, &view))
    }
}
