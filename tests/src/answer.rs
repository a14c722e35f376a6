//! What the service answered, the same from both faces.

use reqwest::StatusCode;
use reqwest::header::HeaderMap;
use serde_json::Value;

/// One thing that the service says is wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// The code, as `name_taken`.
    pub code: String,
    /// Where, as a JSON pointer or in the face's own form; empty where the whole is meant.
    pub pointer: String,
    /// In words.
    pub message: String,
}

impl Fault {
    /// What null says where GraphQL reads: a query has no refusal for what is not there.
    pub(crate) fn missing() -> Self {
        let message = "null".to_owned();
        Self { code: "not_found".to_owned(), pointer: String::new(), message }
    }
}

/// What the service answered.
#[derive(Clone, Debug)]
pub struct Answer {
    /// Who asked for what, for the message of a test that fails.
    pub asked: String,
    /// The HTTP status. GraphQL says little by it: assert codes instead.
    pub status: StatusCode,
    /// The HTTP headers.
    pub headers: HeaderMap,
    /// The thing or the list, spelt as REST does; null where there is none.
    pub body: Value,
    /// Everything that stood against it, the deciding one first.
    pub faults: Vec<Fault>,
}

impl Answer {
    /// Expects that it was done, and gives the body.
    #[track_caller]
    pub fn ok(self) -> Value {
        assert!(self.faults.is_empty() && self.status.is_success(), "{self}: expected it done");
        self.body
    }

    /// Expects a refusal that this code decides.
    #[track_caller]
    pub fn refused(self, code: &str) -> Self {
        assert_eq!(self.code(), Some(code), "{self}: expected the refusal {code}");
        self
    }

    /// Expects that it also stands against it, at this place.
    #[track_caller]
    pub fn at(self, pointer: &str, code: &str) -> Self {
        let there = self.faults.iter().any(|it| it.pointer == pointer && it.code == code);
        assert!(there, "{self}: expected {code} at {pointer}");
        self
    }

    /// Expects what is answered for a thing that never was.
    #[track_caller]
    pub fn missing(self) -> Self {
        self.refused("not_found")
    }

    /// The code that decided, where it was refused.
    pub fn code(&self) -> Option<&str> {
        self.faults.first().map(|it| it.code.as_str())
    }

    /// Whether GraphQL answered, which says by status only whether it could read what was asked.
    pub fn over_graphql(&self) -> bool {
        self.asked.ends_with("(GraphQL)") || self.asked.ends_with(" /graphql")
    }

    /// Whether it was refused because of who asked: not signed in, not permitted, or not shown.
    pub fn denied(&self) -> bool {
        const DENIALS: [&str; 5] =
            ["not_signed_in", "not_permitted", "scope_missing", "not_found", "invitation_not_open"];
        self.code().is_some_and(|code| DENIALS.contains(&code))
    }
}

impl std::fmt::Display for Answer {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} → {} {:?} {}", self.asked, self.status.as_u16(), self.faults, self.body)
    }
}
