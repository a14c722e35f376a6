//! What a request brings along besides its input.

use std::fmt::Debug;
use std::net::IpAddr;

use sha2::{Digest, Sha256};

use crate::policy::{Act, Actor};
use crate::store::{Expected, IdempotentCall, KnownStandings, WriteTerms};
use entity::types::Language;

/// The key by which a caller makes a write repeatable: 1 to 255 visible ASCII characters.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IdempotencyKey(String);

impl IdempotencyKey {
    /// Reads a key.
    pub fn read(text: &str) -> Option<Self> {
        let fits = (1..=255).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_graphic());
        fits.then(|| Self(text.to_owned()))
    }
}

/// Who calls, and on which terms.
#[derive(Clone, Debug, Default)]
pub struct Call {
    /// Who calls.
    pub actor: Actor,
    /// What the caller expects to find.
    pub expected: Expected,
    /// What makes the request repeatable.
    pub key: Option<IdempotencyKey>,
    /// The language in which the service's own sentences are wanted.
    pub language: Language,
    /// The address from which it comes; none for a command.
    pub address: Option<IpAddr>,
    /// Whether nothing that was sent before will do (`Cache-Control: no-store`).
    pub anew: bool,
    /// Where its reads keep the standings that they found, for relations; none where there are none.
    pub standings: Option<KnownStandings>,
    /// The id of the request in the log and in its answer; empty for a command.
    pub request_id: String,
}

impl Call {
    /// A call on behalf of somebody, without terms.
    pub fn by(actor: Actor) -> Self {
        Self { actor, ..Self::default() }
    }

    /// The terms of a write.
    pub(super) fn terms(&self, idempotent_call: Option<IdempotentCall>) -> WriteTerms {
        WriteTerms { expected: self.expected.clone(), idempotent_call, language: self.language }
    }

    /// What tells this request from others with the same key: the operation, the locator and the
    /// input, from whichever face they came. Secrets do not enter it.
    pub(super) fn idempotent_call(
        &self,
        act: Act,
        at: &dyn Debug,
        input: &dyn Debug,
    ) -> Option<IdempotentCall> {
        let key = self.key.as_ref().filter(|_| act.writes())?;
        let caller = match self.actor.user {
            Some(user) => user.to_string(),
            None => format!("{at:?}"),
        };
        Some(IdempotentCall {
            caller: Sha256::digest(caller).to_vec(),
            act: act.word(),
            key: key.0.clone(),
            request: Sha256::digest(format!("{at:?} {input:?}")).to_vec(),
        })
    }
}
