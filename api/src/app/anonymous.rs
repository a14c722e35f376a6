//! Refusing callers who are not signed in, before they can learn anything else.

use super::App;
use crate::error::{AppError, ErrorCode, Refusal, Result};
use crate::policy::{Act, Actor, Who, row};

impl App {
    /// Whoever is not signed in, or no longer, is told so first, whether or not there is anything
    /// to see.
    pub(super) async fn unknown(
        &self,
        actor: &Actor,
        act: Act,
        error: AppError,
    ) -> Result<AppError> {
        let AppError::Refused(refusal) = &error else { return Ok(error) };
        let hides = matches!(
            refusal.code(),
            ErrorCode::NotFound | ErrorCode::NotPermitted | ErrorCode::NotSignedIn
        );
        let open = is_for(act, &[Who::Everybody, Who::Invited]);
        if !hides || open && actor.user.is_none() || actor.operator {
            return Ok(error);
        }
        if actor.user.is_none() {
            return Ok(not_signed_in().into());
        }
        if self.db.holds(actor).await? {
            return Ok(error);
        }
        let said = "The account is disabled, or the sign-in that this token comes from has ended.";
        Ok(Refusal::new(ErrorCode::CredentialInvalid, said).into())
    }
}

/// Whoever is not signed in is told so before anything that is wrong with the request, of what
/// nobody does without.
pub(super) fn stranger(actor: &Actor, act: Act) -> Result<()> {
    let open = is_for(act, &[Who::Everybody, Who::Invited, Who::PublicReader]);
    if open || actor.user.is_some() || actor.operator {
        return Ok(());
    }
    Err(not_signed_in().into())
}

fn is_for(act: Act, any: &[Who]) -> bool {
    any.iter().any(|who| row(act).who.contains(who))
}

fn not_signed_in() -> Refusal {
    Refusal::new(ErrorCode::NotSignedIn, "Sign in, or send an API key.")
}
