//! Requests that may be repeated: what a write with an idempotency key led to.

use entity::words::Moment;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter};
use sha2::{Digest, Sha256};
use uuid::Uuid;

use super::Db;
use crate::error::Result;

/// What tells one repeatable request from another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Repeat {
    /// Whose key it is: the hash of the account or of the credential that was presented.
    pub caller: Vec<u8>,
    /// Which operation.
    pub act: String,
    /// The key that the caller chose.
    pub key: String,
    /// The hash of what is asked.
    pub request: Vec<u8>,
}

impl Repeat {
    /// The same, by whoever presented this.
    #[must_use]
    pub fn presented(self, credential: Option<Vec<u8>>) -> Self {
        let hash = |credential| Sha256::digest(credential).to_vec();
        Self { caller: credential.map_or(self.caller, hash), ..self }
    }
}

/// What the same key led to before.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Earlier {
    /// Nothing: this is the first time.
    Nothing,
    /// The same request, which led to this thing.
    Same(Option<Uuid>),
    /// Another request.
    Other,
}

impl Db {
    /// Looks up what a key led to before.
    ///
    /// # Errors
    /// A fault where the database does not answer.
    pub async fn earlier(&self, repeat: &Repeat) -> Result<Earlier> {
        let key = (repeat.caller.clone(), repeat.act.clone(), repeat.key.clone());
        let row = entity::idempotency::Entity::find_by_id(key).one(&self.pool()).await?;
        Ok(match row {
            None => Earlier::Nothing,
            Some(row) if row.request == repeat.request => Earlier::Same(row.about),
            Some(_) => Earlier::Other,
        })
    }

    /// Drops keys that are older than they are kept for; a bounded number at a time.
    ///
    /// # Errors
    /// A fault where the database does not answer.
    pub async fn forget_repeats(&self, before: Moment) -> Result<u64> {
        let old = entity::idempotency::Entity::delete_many()
            .filter(entity::idempotency::Column::CreatedAt.lt(before.time()));
        let tx = self.write()?;
        let gone = old.exec(&tx).await?.rows_affected;
        tx.commit().await?;
        Ok(gone)
    }
}

/// Notes what a key led to, in the transaction of the write itself.
pub(super) async fn note<C: ConnectionTrait>(
    conn: &C,
    repeat: &Repeat,
    about: Option<Uuid>,
    now: Moment,
) -> Result<()> {
    use entity::idempotency::{ActiveModel, Entity, Model};
    let row = Model {
        caller: repeat.caller.clone(),
        act: repeat.act.clone(),
        key: repeat.key.clone(),
        request: repeat.request.clone(),
        about,
        created_at: now,
    };
    Entity::insert(ActiveModel::from(row)).exec_without_returning(conn).await?;
    Ok(())
}
