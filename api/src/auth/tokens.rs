//! Access tokens: JWTs by RFC 9068, signed with Ed25519, checked as RFC 8725 asks.
//!
//! A token says who and in which session, never which role: roles are read from the database, so
//! that a removed member is out at once.

use std::sync::{Arc, PoisonError, RwLock};

use chrono::{DateTime, TimeDelta};
use entity::types::{Secret, SessionId, Timestamp, UserId};
use jsonwebtoken::{Algorithm, Header, Validation};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::keys::SecretHash;
use super::signing_keys::{PublicKeys, SigningKey};
use crate::remembered::Remembered;

/// How long an access token is taken: 15 minutes.
pub const LIFETIME: TimeDelta = TimeDelta::minutes(15);
/// RFC 9068, 2.1: what tells an access token from any other JWT.
const TYPE: &str = "at+jwt";
/// RFC 9068, 2.2 wants to know for which client a token was made; people sign in to the service itself.
const CLIENT: &str = "accord";
/// How many verified tokens are remembered: a signature check costs as much as a query.
const AT_MOST: usize = 10_000;

/// Who a valid access token speaks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Bearer {
    /// The account.
    pub user: UserId,
    /// The session in which it was handed out.
    pub session: SessionId,
    /// From when on it is no longer taken.
    pub expires_at: Timestamp,
}

/// An access token just made.
#[derive(Clone, Debug)]
pub struct AccessToken {
    /// The token, as the client sends it.
    pub text: Secret,
    /// From when on it is no longer taken.
    pub expires_at: Timestamp,
}

/// Why an access token is not taken. The caller learns no more than that; this is for logs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum TokenError {
    /// It is no JWT of three parts, or its header or claims cannot be read.
    #[error("it is no access token")]
    Malformed,
    /// Its algorithm is not EdDSA.
    #[error("its algorithm is not the one in use")]
    Algorithm,
    /// It is a JWT for another use.
    #[error("its type is not `{TYPE}`")]
    Type,
    /// It names extensions that must be understood; none is.
    #[error("it needs an extension that is not understood")]
    Critical,
    /// No published key has this name. A key made elsewhere since then may have it.
    #[error("its key is unknown")]
    UnknownKey,
    /// The signature does not fit.
    #[error("its signature does not fit")]
    Signature,
    /// Another service made it.
    #[error("it was made by another issuer")]
    Issuer,
    /// It was made for another service.
    #[error("it was made for another audience")]
    Audience,
    /// It has expired.
    #[error("it has expired")]
    Expired,
    /// A new token could not be signed.
    #[error("it could not be signed")]
    Unsignable,
}

/// Whom a token is for, and what it says.
#[derive(Debug, Serialize, Deserialize)]
struct Claims {
    iss: String,
    aud: String,
    client_id: String,
    sub: UserId,
    sid: SessionId,
    iat: i64,
    exp: i64,
    jti: Uuid,
}

/// The keys in use: one signs, all verify.
#[derive(Debug)]
pub struct KeyRing {
    signing: SigningKey,
    former: Vec<SigningKey>,
}

impl KeyRing {
    /// A ring whose first key signs; the former ones still verify what they have signed.
    pub fn new(signing: SigningKey, former: Vec<SigningKey>) -> Self {
        Self { signing, former }
    }

    fn all(&self) -> impl Iterator<Item = &SigningKey> {
        std::iter::once(&self.signing).chain(&self.former)
    }

    fn named(&self, kid: &str) -> Option<&SigningKey> {
        self.all().find(|key| key.kid() == kid)
    }
}

/// Makes and verifies the access tokens of one service.
///
/// A verified token is remembered by its hash until it expires; at most 10,000 are.
pub struct Tokens {
    issuer: String,
    trust: RwLock<Arc<Trust>>,
}

/// A ring and what was verified by it: a key that is taken out of use takes its tokens along.
struct Trust {
    ring: KeyRing,
    verified: Remembered<SecretHash, Bearer>,
}

impl Trust {
    fn new(ring: KeyRing) -> Arc<Self> {
        Arc::new(Self { ring, verified: Remembered::new(AT_MOST) })
    }
}

impl Tokens {
    /// `public_url` is both who makes the tokens and for whom they are.
    pub fn new(public_url: impl Into<String>, ring: KeyRing) -> Self {
        Self { issuer: public_url.into(), trust: RwLock::new(Trust::new(ring)) }
    }

    /// Puts other keys into use, and forgets what was verified by the former.
    pub fn replace_keys(&self, ring: KeyRing) {
        *self.trust.write().unwrap_or_else(PoisonError::into_inner) = Trust::new(ring);
    }

    /// The public keys, for whoever verifies tokens without asking this service.
    pub fn public_keys(&self) -> PublicKeys {
        PublicKeys { keys: self.trust().ring.all().map(SigningKey::public).collect() }
    }

    /// Makes a token that is taken for 15 minutes from `now`; `id` becomes its `jti`.
    ///
    /// # Errors
    /// Never in practice: [`TokenError::Unsignable`].
    pub fn issue(
        &self,
        user: UserId,
        session: SessionId,
        id: Uuid,
        now: Timestamp,
    ) -> Result<AccessToken, TokenError> {
        let claims = self.claims(user, session, id, now);
        let text = sign(&claims, &self.trust().ring.signing)?;
        Ok(AccessToken { text: Secret::new(text), expires_at: timestamp(claims.exp)? })
    }

    fn claims(&self, user: UserId, session: SessionId, id: Uuid, now: Timestamp) -> Claims {
        let iat = now.time().timestamp();
        Claims {
            iss: self.issuer.clone(),
            aud: self.issuer.clone(),
            client_id: CLIENT.to_owned(),
            sub: user,
            sid: session,
            iat,
            exp: iat + LIFETIME.num_seconds(),
            jti: id,
        }
    }

    /// Tells for whom a token speaks.
    ///
    /// # Errors
    /// When it is not one of this service's own, or has expired.
    pub fn verify(&self, token: &str, now: Timestamp) -> Result<Bearer, TokenError> {
        let (hash, trust) = (SecretHash::of(token), self.trust());
        let bearer = match trust.verified.get(&hash) {
            Some(bearer) => bearer,
            None => {
                let bearer = self.check(token, &trust.ring)?;
                // An expired one is not worth a place; what was never signed gets none either.
                if now < bearer.expires_at {
                    trust.verified.put(hash, bearer);
                }
                bearer
            }
        };
        if now < bearer.expires_at { Ok(bearer) } else { Err(TokenError::Expired) }
    }

    fn check(&self, token: &str, ring: &KeyRing) -> Result<Bearer, TokenError> {
        let header = jsonwebtoken::decode_header(token).map_err(|_| TokenError::Malformed)?;
        let key = key_of(&header, ring)?;
        let claims = jsonwebtoken::decode::<Claims>(token, &key.decoding(), &signature_only())
            .map_err(|error| error_of(&error))?
            .claims;
        if claims.iss != self.issuer {
            return Err(TokenError::Issuer);
        }
        if claims.aud != self.issuer {
            return Err(TokenError::Audience);
        }
        Ok(Bearer { user: claims.sub, session: claims.sid, expires_at: timestamp(claims.exp)? })
    }

    fn trust(&self) -> Arc<Trust> {
        self.trust.read().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

fn sign(claims: &Claims, key: &SigningKey) -> Result<String, TokenError> {
    let mut header = Header::new(Algorithm::EdDSA);
    header.typ = Some(TYPE.to_owned());
    header.kid = Some(key.kid().to_owned());
    jsonwebtoken::encode(&header, claims, &key.encoding()).map_err(|_| TokenError::Unsignable)
}

/// Nothing in a header is believed: it only picks one of our keys, and must fit what we sign with.
fn key_of<'a>(header: &Header, ring: &'a KeyRing) -> Result<&'a SigningKey, TokenError> {
    if header.alg != Algorithm::EdDSA {
        return Err(TokenError::Algorithm);
    }
    if header.typ.as_deref() != Some(TYPE) {
        return Err(TokenError::Type);
    }
    if header.crit.is_some() {
        return Err(TokenError::Critical);
    }
    header.kid.as_deref().and_then(|kid| ring.named(kid)).ok_or(TokenError::UnknownKey)
}

/// What the library is asked for. Times it would compare with the machine's clock instead of ours,
/// and it takes lists where exactly one issuer and one audience are meant: both are checked here.
fn signature_only() -> Validation {
    let mut validation = Validation::new(Algorithm::EdDSA);
    validation.required_spec_claims.clear();
    validation.validate_exp = false;
    validation.validate_aud = false;
    validation
}

fn error_of(error: &jsonwebtoken::errors::Error) -> TokenError {
    use jsonwebtoken::errors::ErrorKind;
    match error.kind() {
        ErrorKind::InvalidSignature => TokenError::Signature,
        _ => TokenError::Malformed,
    }
}

/// Claims count seconds since 1970.
fn timestamp(seconds: i64) -> Result<Timestamp, TokenError> {
    DateTime::from_timestamp(seconds, 0).map(Timestamp::new).ok_or(TokenError::Malformed)
}

#[cfg(test)]
mod tests;
