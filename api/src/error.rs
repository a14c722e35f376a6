//! What can go wrong: refusals, which are the caller's, and faults, which are ours.
//!
//! A refusal names everything that is wrong at once, by stable codes and pointers. A fault keeps
//! its cause to itself: the caller sees only an id, under which the log tells the rest.

mod codes;
mod database;

pub use codes::{Category, ErrorCode};

use std::fmt;

/// The result of anything that may be refused or fail.
pub type Result<T, E = AppError> = std::result::Result<T, E>;

/// One thing that is wrong with a request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Violation {
    /// What is wrong, for programs.
    pub code: ErrorCode,
    /// Where: a JSON pointer into the body (`/name`), a query parameter (`?limit`), or a path
    /// parameter (`{alliance}`); none where the whole request is meant.
    pub pointer: Option<String>,
    /// What is wrong and what was expected, for people.
    pub message: String,
}

impl Violation {
    /// Says what is wrong with the request as a whole.
    pub fn new(code: ErrorCode, message: impl Into<String>) -> Self {
        Self { code, pointer: None, message: message.into() }
    }

    /// Says where it is wrong.
    #[must_use]
    pub fn at(mut self, pointer: impl Into<String>) -> Self {
        self.pointer = Some(pointer.into());
        self
    }
}

/// The most that is told of what is wrong with one request.
const MOST_VIOLATIONS: usize = 1_000;

/// A request that is not carried out, with everything that stands against it; the first decides
/// the status.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    first: Violation,
    others: Vec<Violation>,
    /// Seconds after which it is worth trying again.
    pub retry_after: Option<u64>,
}

impl Refusal {
    /// Refuses for one reason.
    pub fn new(code: ErrorCode, message: impl Into<String>) -> Self {
        Violation::new(code, message).into()
    }

    /// Refuses for all of these reasons; none where there are none.
    pub fn of(all: impl IntoIterator<Item = Violation>) -> Option<Self> {
        let mut all = all.into_iter();
        let first = all.next()?;
        Some(Self { first, others: all.collect(), retry_after: None })
    }

    /// Refuses for all of these reasons; accepts where there are none.
    ///
    /// # Errors
    /// The refusal.
    pub fn unless_none(all: impl IntoIterator<Item = Violation>) -> Result<()> {
        Self::of(all).map_or(Ok(()), |refusal| Err(refusal.into()))
    }

    /// Refuses for all that these refuse for; none where there are none.
    pub fn all(refusals: impl IntoIterator<Item = Self>) -> Option<Self> {
        refusals.into_iter().reduce(|all, one| all.and(one.violations().cloned()))
    }

    /// Refuses for these reasons too.
    #[must_use]
    pub fn and(mut self, others: impl IntoIterator<Item = Violation>) -> Self {
        self.others.extend(others);
        self
    }

    /// The same refusal with each of its violations told in another way.
    #[must_use]
    pub fn map(self, mut told: impl FnMut(Violation) -> Violation) -> Self {
        let Self { first, others, retry_after } = self;
        Self { first: told(first), others: others.into_iter().map(told).collect(), retry_after }
    }

    /// Refuses as what does not exist is refused, so that it does not tell what does.
    pub fn missing() -> Self {
        Self::new(ErrorCode::NotFound, "There is nothing here that you may see.")
    }

    /// Says after how many seconds it is worth trying again.
    #[must_use]
    pub fn after(self, seconds: u64) -> Self {
        Self { retry_after: Some(seconds), ..self }
    }

    /// The code that decides.
    pub fn code(&self) -> ErrorCode {
        self.first.code
    }

    /// What the deciding reason says.
    pub fn message(&self) -> &str {
        &self.first.message
    }

    /// Everything that is wrong, the deciding reason first.
    pub fn violations(&self) -> impl Iterator<Item = &Violation> {
        std::iter::once(&self.first).chain(&self.others).take(MOST_VIOLATIONS)
    }
}

impl From<Violation> for Refusal {
    fn from(first: Violation) -> Self {
        Self { first, others: Vec::new(), retry_after: None }
    }
}

/// Something of ours that failed. Its cause is for the log alone, so it has no `Display`.
#[derive(Debug)]
pub struct Fault {
    /// What failed, with its causes.
    pub cause: Box<dyn std::error::Error + Send + Sync>,
}

/// Why an operation did not end as asked.
#[derive(Debug)]
pub enum AppError {
    /// The caller asked for what cannot be.
    Refused(Box<Refusal>),
    /// Two writes met; the same request may well succeed when it is tried again.
    Raced,
    /// The database did not get to it in time.
    Busy,
    /// A row with the same key is there already; the insert that met it knows what that means.
    UniqueViolation,
    /// Something of ours failed.
    Failed(Fault),
}

impl AppError {
    /// A failure of ours.
    pub fn fault(cause: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> Self {
        Self::Failed(Fault { cause: cause.into() })
    }

    /// Whether it is a failure of ours for this cause.
    pub fn tells(&self, cause: &str) -> bool {
        matches!(self, Self::Failed(fault) if fault.cause.to_string().contains(cause))
    }

    /// The same error; where it is a refusal, for these reasons too.
    #[must_use]
    pub fn and(self, others: impl IntoIterator<Item = Violation>) -> Self {
        match self {
            Self::Refused(refusal) => refusal.and(others).into(),
            other => other,
        }
    }

    /// The same error for another who waits for the same thing; the cause of a fault is told once.
    pub fn duplicate(&self) -> Self {
        match self {
            Self::Refused(refusal) => Self::Refused(refusal.clone()),
            Self::Raced => Self::Raced,
            Self::Busy => Self::Busy,
            Self::UniqueViolation => Self::UniqueViolation,
            Self::Failed(fault) => Self::fault(format!("{:?}", fault.cause)),
        }
    }

    /// The refusal as which the caller sees this. Of a fault it tells no more than where to find it:
    /// the cause goes to the log, under the name of the request.
    pub fn shown(self, request: &str) -> Refusal {
        self.refusal().unwrap_or_else(|fault| {
            tracing::error!(instance = request, cause = ?fault.cause, "fault");
            let found = format!("Its operator finds the cause in the log under {request}.");
            Refusal::new(ErrorCode::Fault, format!("The service failed. {found}"))
        })
    }

    /// The refusal as which the caller sees this; none for a fault.
    pub fn refusal(self) -> Result<Refusal, Fault> {
        match self {
            Self::Refused(refusal) => Ok(*refusal),
            Self::Raced => {
                Ok(retry_later(ErrorCode::WriteConflict, "Another write came between; try again."))
            }
            Self::Busy => {
                Ok(retry_later(ErrorCode::Busy, "The service is busy; try again shortly."))
            }
            Self::UniqueViolation => {
                Ok(Refusal::new(ErrorCode::AlreadyExists, "This is there already."))
            }
            Self::Failed(fault) => Err(fault),
        }
    }
}

fn retry_later(code: ErrorCode, message: &str) -> Refusal {
    Refusal::new(code, message).after(1)
}

impl From<Refusal> for AppError {
    fn from(refusal: Refusal) -> Self {
        Self::Refused(Box::new(refusal))
    }
}

impl From<Violation> for AppError {
    fn from(violation: Violation) -> Self {
        Refusal::from(violation).into()
    }
}

impl fmt::Display for AppError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Refused(refusal) => f.write_str(refusal.message()),
            Self::Raced => f.write_str("another write came between"),
            Self::Busy => f.write_str("the database is busy"),
            Self::UniqueViolation => f.write_str("a row with this key is there already"),
            Self::Failed(_) => f.write_str("a fault of the service"),
        }
    }
}

impl std::error::Error for AppError {}

/// Turns a row that is there already into the refusal that the insert means by it.
pub trait OnUniqueViolation<T> {
    /// Names what is taken, and where the caller said it.
    fn on_unique_violation(self, code: ErrorCode, pointer: &str, message: &str) -> Result<T>;
}

impl<T> OnUniqueViolation<T> for Result<T> {
    fn on_unique_violation(self, code: ErrorCode, pointer: &str, message: &str) -> Result<T> {
        self.map_err(|error| match error {
            AppError::UniqueViolation => Violation::new(code, message).at(pointer).into(),
            other => other,
        })
    }
}
