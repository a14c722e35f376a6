//! Who asks: from the `Authorization` header to an actor.

use std::fmt;
use std::sync::Arc;

use entity::api_key;
use entity::words::Moment;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};

use super::credentials::{self, Credential};
use super::keys::SecretHash;
use super::tokens::Tokens;
use crate::error::{Code, Refusal, Result};
use crate::policy::{Actor, Key, Scopes};
use crate::store::Db;

/// Recognizes whoever asks.
#[derive(Clone, Debug)]
pub struct Gate {
    tokens: Arc<Tokens>,
}

impl Gate {
    /// Recognizes by these keys.
    pub fn new(tokens: Arc<Tokens>) -> Self {
        Self { tokens }
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
    pub async fn admit(&self, db: &Db, now: Moment, header: Option<&[u8]>) -> Result<Actor> {
        let read = credentials::read(header);
        match read.map_err(|fault| invalid(fault.to_string()))? {
            Credential::None => Ok(Actor::default()),
            Credential::Token(token) => {
                let bearer = self.tokens.verify(token.reveal(), now);
                let bearer =
                    bearer.map_err(|fault| invalid(format!("The token is not taken: {fault}.")))?;
                Ok(Actor::user(bearer.user, Some(bearer.session)))
            }
            Credential::Key(hash) => by_key(db, now, hash).await,
        }
    }
}

async fn by_key(db: &Db, now: Moment, hash: SecretHash) -> Result<Actor> {
    let found = api_key::Entity::find().filter(api_key::Column::Hash.eq(hash.to_vec()));
    let found = found.one(&db.pool()).await?;
    let holds = |key: &api_key::Model| {
        key.revoked_at.is_none() && key.expires_at.is_none_or(|until| until > now)
    };
    let key = found.filter(holds).ok_or_else(|| {
        invalid("The API key is not known, was revoked, or has expired.".to_owned())
    })?;
    let (user, scopes) = (key.user_id, Scopes::of(&key.scopes.0));
    Ok(Actor::key(user, Key { id: key.id, scopes, alliances: key.alliances.map(|of| of.0.into()) }))
}

impl fmt::Debug for Tokens {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Tokens")
    }
}

fn invalid(said: String) -> Refusal {
    Refusal::new(Code::CredentialInvalid, said)
}
