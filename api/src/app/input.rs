//! From what is asked to what is done.

use std::fmt::Debug;

use entity::types::error_code;

use super::{App, Call, Operation};
use crate::error::{ErrorCode, Result, Violation};

/// What a caller asks for, and how it becomes an operation.
///
/// Almost every operation is asked for as it is done. A few need something first that takes too
/// long for a unit of work, in which nothing may wait but its own queries: a password is hashed or
/// checked here, a token signed.
pub trait Input: garde::Validate<Context = ()> + Clone + Debug + Send + Sync + 'static {
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

impl<O: Operation + garde::Validate<Context = ()>> Input for O {
    type Operation = Self;
    const SLOW: bool = false;

    async fn prepare(self, _: &App, _: &Call) -> Result<Self> {
        Ok(self)
    }
}

/// The locator of an input's operation.
pub type LocatorOf<I> = <<I as Input>::Operation as Operation>::Locator;
/// What it is answered with.
pub type Output<I> = <<I as Input>::Operation as Operation>::Output;

/// What a field was expected to be, where it is only said what it is.
fn expected(said: &str) -> String {
    match said.split_once(" than ") {
        Some(("lower", least)) => format!("expected at least {least}"),
        Some(("greater", most)) => format!("expected at most {most}"),
        _ => said.to_owned(),
    }
}

/// Names every field whose value does not hold; of a request that reads, every parameter.
pub(crate) fn violations<I: Input>(input: &I) -> Vec<Violation> {
    let writes = <I::Operation as Operation>::ACT.writes();
    input.validate().map_or_else(|report| read_report(&report, writes), |()| Vec::new())
}

/// What a report says of the fields of an input, or of the parameters of a request that reads.
pub(in crate::app) fn read_report(report: &garde::Report, writes: bool) -> Vec<Violation> {
    let mark = if writes { '/' } else { '?' };
    let violation = |(path, error): &(garde::Path, garde::Error)| {
        let code = ErrorCode::of_word(error_code(error.message()));
        let code = if writes { code } else { code.of_parameter() };
        let path = path.to_string().replace(['.', '['], "/").replace(']', "");
        Violation::new(code, expected(error.message())).at(format!("{mark}{path}"))
    };
    report.iter().map(violation).collect()
}

/// Whether a pointer leads to a field, in which `*` stands for any place in a list.
fn is_at(field: &str, pointer: &str) -> bool {
    let mut steps = pointer.split('/');
    let each =
        field.split('/').all(|step| steps.next().is_some_and(|it| step == "*" || step == it));
    each && steps.next().is_none()
}

/// Whether all of this is about fields that the operation checks itself.
pub(crate) fn all_self_checked<I: Input>(wrong: &[Violation]) -> bool {
    let fields = <I::Operation as Operation>::SELF_CHECKED_FIELDS;
    let own = |at: &str| fields.iter().any(|field| is_at(field, at));
    wrong.iter().all(|one| one.pointer.as_deref().is_some_and(own))
}
