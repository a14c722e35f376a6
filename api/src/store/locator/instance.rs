//! Locators outside any alliance.

use async_trait::async_trait;
use entity::types::{SessionId, UserId};

use super::{Locator, Lock, account};
use crate::error::{Refusal, Result};
use crate::policy::{Actor, Facts, On, Standing, Subject};
use crate::store::{Found, Queries};

/// The instance itself: accounts, keys, sign-in, and lists over all alliances of the caller.
#[derive(Clone, Copy, Debug)]
pub struct Instance;

/// The caller's own account.
#[derive(Clone, Copy, Debug)]
pub struct Myself(Option<UserId>);

/// A locator outside any alliance, where what is written may be no history.
pub trait OfInstance: Locator {}

impl OfInstance for Instance {}
impl OfInstance for Myself {}
impl OfInstance for SessionId {}

/// An alliance that is about to be founded.
#[derive(Clone, Copy, Debug)]
pub struct Founding;

/// Nothing in particular: the instance as a thing.
#[derive(Clone, Copy, Debug)]
pub struct Whole;

impl Subject for Whole {
    const ON: On = On::Instance;
    fn facts(&self) -> Facts {
        Facts::default()
    }
}

#[async_trait]
impl Locator for Instance {
    type Subject = Whole;

    fn lock(&self) -> Lock {
        Lock::Nothing
    }

    async fn locate(&self, conn: Queries<'_>, actor: &Actor) -> Result<(Standing, Whole)> {
        Ok((account(conn, actor).await?, Whole))
    }
}

#[async_trait]
impl Locator for Founding {
    type Subject = Whole;

    fn lock(&self) -> Lock {
        Lock::Nothing
    }

    async fn locate(&self, conn: Queries<'_>, actor: &Actor) -> Result<(Standing, Whole)> {
        let founder = match account(conn, actor).await? {
            Standing::Account { user, scopes, .. } if actor.anywhere() => {
                Standing::Founder { user, scopes }
            }
            other => other,
        };
        Ok((founder, Whole))
    }
}

impl Myself {
    /// The account of whoever calls.
    pub fn of(actor: &Actor) -> Self {
        Self(actor.user)
    }
}

#[async_trait]
impl Locator for Myself {
    type Subject = Found<entity::user::Entity>;

    fn lock(&self) -> Lock {
        self.0.map_or(Lock::Nothing, |user| user.lock())
    }

    async fn locate(&self, conn: Queries<'_>, actor: &Actor) -> Result<(Standing, Self::Subject)> {
        self.0.ok_or_else(Refusal::missing)?.locate(conn, actor).await
    }
}
