//! From what is asked to what is done.

use std::fmt::Debug;

use super::{App, Call, Operation};
use crate::error::Result;

/// What a caller asks for, and how it becomes an operation.
///
/// Almost every operation is asked for as it is done. A few need something first that takes too
/// long for a unit, in which nothing may wait but its own queries: a password is hashed or checked
/// here, a token signed.
pub trait Request: garde::Validate<Context = ()> + Clone + Debug + Send + Sync + 'static {
    /// What is done.
    type Operation: Operation;
    /// Whether preparing takes long, so that policy is asked before it: nobody makes the service
    /// hash a password for what they may not do.
    const SLOW: bool = true;

    /// Prepares the operation, outside any transaction.
    fn prepare(
        self,
        app: &App,
        call: &Call,
    ) -> impl Future<Output = Result<Self::Operation>> + Send;
}

impl<O: Operation + garde::Validate<Context = ()>> Request for O {
    type Operation = Self;
    const SLOW: bool = false;

    async fn prepare(self, _: &App, _: &Call) -> Result<Self> {
        Ok(self)
    }
}

/// Where a request goes.
pub type Place<R> = <<R as Request>::Operation as Operation>::At;
/// What it is answered with.
pub type Output<R> = <<R as Request>::Operation as Operation>::Output;
