//! Who asks: from the `Authorization` header to an actor.

use std::fmt;
use std::sync::Arc;

use entity::types::{ApiKeyId, Secret, Timestamp};

use super::credentials::{self, Credential};
use super::key_ring::{self, NoKeys};
use super::keys::SecretHash;
use super::tokens::{Bearer, TokenError, Tokens};
use crate::error::{AppError, ErrorCode, Refusal, Result};
use crate::limiter::Limiter;
use crate::policy::{ActingKey, Actor, Scopes};
use crate::store::{Db, api_keys};

/// How often a minute the database is asked for keys that are not known here: whoever sends tokens
/// with made-up keys must not make the service ask each time.
const LOOKS: u32 = 10;

/// Recognizes whoever asks.
#[derive(Clone, Debug)]
pub struct Gate {
    tokens: Arc<Tokens>,
    secret: Secret,
    looks: Arc<Limiter>,
}

impl Gate {
    /// Recognizes by these keys, and by those that lie in the database sealed by this secret.
    pub fn new(tokens: Arc<Tokens>, secret: Secret) -> Self {
        Self { tokens, secret, looks: Arc::new(Limiter::new(LOOKS)) }
    }

    /// What tokens are made and verified with.
    pub fn tokens(&self) -> &Tokens {
        &self.tokens
    }

    /// Tells who asks. A token costs no query, an API key one.
    ///
    /// # Errors
    /// `credential_invalid` for a credential that is there and does not hold: such a request is
    /// never taken for one without credentials.
    pub async fn admit(&self, db: &Db, now: Timestamp, header: Option<&[u8]>) -> Result<Actor> {
        let read = credentials::read(header);
        match read.map_err(|error| invalid(error.to_string()))? {
            Credential::None => Ok(Actor::default()),
            Credential::Token(token) => {
                let bearer = self.bearer(db, now, token.reveal()).await?;
                Ok(Actor::user(bearer.user, Some(bearer.session)))
            }
            Credential::Key(hash) => by_key(db, now, hash).await,
        }
    }
}

impl Gate {
    /// Another process may have made the key since this one last looked.
    async fn bearer(&self, db: &Db, now: Timestamp, token: &str) -> Result<Bearer> {
        let mut verified = self.tokens.verify(token, now);
        if verified == Err(TokenError::UnknownKey) && self.looks.pass(&()).is_ok() {
            match key_ring::read(db, &self.secret).await {
                Ok(ring) => ring.into_iter().for_each(|ring| self.tokens.replace_keys(ring)),
                // They were sealed anew: those in use hold until the service starts again.
                Err(NoKeys::Sealed(error)) => tracing::error!(%error, "keys that are not read"),
                Err(error) => return Err(AppError::fault(error)),
            }
            verified = self.tokens.verify(token, now);
        }
        Ok(verified.map_err(|error| invalid(format!("The token is not taken: {error}.")))?)
    }
}

async fn by_key(db: &Db, now: Timestamp, hash: SecretHash) -> Result<Actor> {
    let found = api_keys::by_hash(db, hash.to_vec()).await?;
    let key =
        found.filter(|key| key.expires_at.is_none_or(|until| until > now)).ok_or_else(|| {
            invalid("The API key is not known, was revoked, or has expired.".to_owned())
        })?;
    if api_keys::is_news(&key, now) {
        tokio::spawn(note_use(db.clone(), key.id, now));
    }
    let (user, scopes) = (key.user_id, Scopes::of(&key.scopes.0));
    Ok(Actor::key(
        user,
        ActingKey { id: key.id, scopes, alliances: key.alliances.map(|of| of.0.into()) },
    ))
}

/// Beside the request, which does not wait for it.
async fn note_use(db: Db, key: ApiKeyId, now: Timestamp) {
    if let Err(error) = api_keys::note_use(&db, key, now).await {
        tracing::warn!(%key, ?error, "it could not be noted that a key was used");
    }
}

impl fmt::Debug for Tokens {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Tokens")
    }
}

fn invalid(said: String) -> Refusal {
    Refusal::new(ErrorCode::CredentialInvalid, said)
}
