//! From what is asked to what is done.

use std::fmt::Debug;

use entity::words::fault_code;

use super::{App, Call, Operation};
use crate::error::{Code, Refusal, Result, Violation};

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

/// What a field was expected to be, where it is only said what it is.
fn expected(said: &str) -> String {
    match said.split_once(" than ") {
        Some(("lower", least)) => format!("expected at least {least}"),
        Some(("greater", most)) => format!("expected at most {most}"),
        _ => said.to_owned(),
    }
}

/// Names every field whose value does not hold; of a request that reads, every parameter.
pub(crate) fn unsound<R: Request>(request: &R) -> Vec<Violation> {
    let Err(report) = request.validate() else { return Vec::new() };
    let writes = <R::Operation as Operation>::ACT.writes();
    let mark = if writes { '/' } else { '?' };
    let violation = |(path, error): &(garde::Path, garde::Error)| {
        let code = Code::of_word(fault_code(error.message()));
        let code = if writes { code } else { code.of_parameter() };
        let path = path.to_string().replace(['.', '['], "/").replace(']', "");
        Violation::new(code, expected(error.message())).at(format!("{mark}{path}"))
    };
    report.iter().map(violation).collect()
}

/// Refuses an input that does not hold, unless the operation judges itself all that is wrong with it.
pub(super) fn validate<R: Request>(request: &R) -> Result<()> {
    let wrong = unsound(request);
    if judges::<R>(&wrong) {
        return Ok(());
    }
    Refusal::unless_none(wrong)
}

/// Whether an operation judges itself all that this is about.
pub(crate) fn judges<R: Request>(wrong: &[Violation]) -> bool {
    let own = |at: &str| <R::Operation as Operation>::JUDGES.contains(&at);
    wrong.iter().all(|one| one.pointer.as_deref().is_some_and(own))
}
