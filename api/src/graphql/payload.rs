//! What mutations answer: the thing, or what stands against it.

use std::borrow::Cow;

use async_graphql::{Object, OutputType, Result, SimpleObject, TypeName};

use super::errors::{in_payload, path, present};
use crate::error::{ErrorCode, Refusal};

/// One thing that stands against a mutation.
#[derive(Clone, Debug, SimpleObject)]
#[graphql(serial)]
pub struct UserError {
    /// The stable word for programs.
    code: ErrorCode,
    /// What is wrong and what was expected.
    message: String,
    /// Where in the input it is wrong; empty where the whole request is meant.
    path: Vec<String>,
}

/// What a mutation led to.
#[derive(Clone, Debug)]
pub struct Payload<T> {
    node: Option<T>,
    user_errors: Vec<UserError>,
}

impl<T> Payload<T> {
    /// It was carried out.
    pub fn done(node: T) -> Self {
        Self { node: Some(node), user_errors: Vec::new() }
    }

    /// It was refused; what is no matter of its input goes to the top.
    pub fn refused(refusal: &Refusal) -> Result<Self> {
        if !in_payload(refusal.code()) {
            return Err(present(refusal));
        }
        let user_errors = refusal.violations().map(|violation| UserError {
            code: violation.code,
            message: violation.message.clone(),
            path: path(violation),
        });
        Ok(Self { node: None, user_errors: user_errors.collect() })
    }
}

impl<T: OutputType> TypeName for Payload<T> {
    fn type_name() -> Cow<'static, str> {
        format!("{}Payload", T::type_name()).into()
    }
}

/// What a mutation led to.
#[Object(name_type, serial)]
impl<T: OutputType> Payload<T> {
    /// The thing as it is now; null where something stands against the mutation.
    async fn node(&self) -> Option<&T> {
        self.node.as_ref()
    }

    /// Everything that stands against the mutation; empty where it was carried out.
    async fn user_errors(&self) -> &[UserError] {
        &self.user_errors
    }
}
