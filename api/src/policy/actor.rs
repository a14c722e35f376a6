//! Who a request comes from, before it is known where it goes.

use std::sync::Arc;

use entity::types::{AllianceId, ApiKeyId, SessionId, UserId};

use super::{Scopes, Standing};

/// The API key that a request came with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ActingKey {
    /// The key.
    pub id: ApiKeyId,
    /// What it may do.
    pub scopes: Scopes,
    /// The alliances that it is for; none for all of its owner's.
    pub alliances: Option<Arc<[AllianceId]>>,
}

/// Who a request comes from.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Actor {
    /// The account that is signed in.
    pub user: Option<UserId>,
    /// Its sign-in, where it is one.
    pub session: Option<SessionId>,
    /// The key that acts for it, where it is one.
    pub key: Option<ActingKey>,
    /// Whether it is no request at all, but whoever runs a command beside the database.
    pub operator: bool,
}

impl Actor {
    /// Somebody who signed in.
    pub fn user(user: UserId, session: Option<SessionId>) -> Self {
        Self { user: Some(user), session, ..Self::default() }
    }

    /// Whoever runs a command beside the database.
    pub fn operator() -> Self {
        Self { operator: true, ..Self::default() }
    }

    /// Somebody whose key it is.
    pub fn key(user: UserId, key: ActingKey) -> Self {
        Self { user: Some(user), key: Some(key), ..Self::default() }
    }

    /// The scopes of the key; none for a person's own sign-in.
    pub fn scopes(&self) -> Option<Scopes> {
        self.key.as_ref().map(|key| key.scopes)
    }

    /// Whether the credential is for this alliance.
    pub fn reaches(&self, alliance: AllianceId) -> bool {
        let within = self.key.as_ref().and_then(|key| key.alliances.as_deref());
        within.is_none_or(|alliances| alliances.contains(&alliance))
    }

    /// Whether the credential is for any alliance, those to come as well.
    pub fn anywhere(&self) -> bool {
        self.key.as_ref().is_none_or(|key| key.alliances.is_none())
    }

    /// The standing outside any alliance.
    pub fn account(&self, admin: bool) -> Standing {
        match self.user {
            Some(user) => {
                let (session, scopes) = (self.session, self.scopes());
                Standing::Account { user, admin, session, scopes }
            }
            None if self.operator => Standing::Operator,
            None => Standing::Nobody,
        }
    }
}
