//! Idempotent calls: what a write with an idempotency key led to.

use entity::types::Timestamp;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};
use sha2::{Digest, Sha256};
use uuid::Uuid;

use super::{Db, Queries};
use crate::error::Result;

/// What tells one idempotent call from another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IdempotentCall {
    /// Whose key it is: the hash of the account or of the credential that was presented.
    pub caller: Vec<u8>,
    /// Which operation.
    pub act: String,
    /// The key that the caller chose.
    pub key: String,
    /// The hash of what is asked.
    pub request: Vec<u8>,
}

impl IdempotentCall {
    /// The same call, by whoever holds this credential.
    #[must_use]
    pub fn by_credential(self, credential: Option<Vec<u8>>) -> Self {
        let hash = |credential| Sha256::digest(credential).to_vec();
        Self { caller: credential.map_or(self.caller, hash), ..self }
    }
}

/// The outcome to which the same key led before.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PreviousOutcome {
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
    pub async fn previous_outcome(
        &self,
        idempotent_call: &IdempotentCall,
    ) -> Result<PreviousOutcome> {
        let key = (
            idempotent_call.caller.clone(),
            idempotent_call.act.clone(),
            idempotent_call.key.clone(),
        );
        let row = entity::idempotency::Entity::find_by_id(key).one(&self.pool().queries()).await?;
        Ok(match row {
            None => PreviousOutcome::Nothing,
            Some(row) if row.request == idempotent_call.request => PreviousOutcome::Same(row.about),
            Some(_) => PreviousOutcome::Other,
        })
    }

    /// Drops keys that are older than they are kept for; a bounded number at a time.
    ///
    /// # Errors
    /// A fault where the database does not answer.
    pub async fn forget_idempotency_keys(&self, before: Timestamp) -> Result<u64> {
        let old = entity::idempotency::Entity::delete_many()
            .filter(entity::idempotency::Column::CreatedAt.lt(before.time()));
        let tx = self.write()?;
        let gone = old.exec(&tx).await?.rows_affected;
        tx.commit().await?;
        Ok(gone)
    }
}

/// Notes what a key led to, in the transaction of the write itself.
pub(super) async fn note(
    conn: Queries<'_>,
    idempotent_call: &IdempotentCall,
    about: Option<Uuid>,
    now: Timestamp,
) -> Result<()> {
    use entity::idempotency::{ActiveModel, Entity, Model};
    let row = Model {
        caller: idempotent_call.caller.clone(),
        act: idempotent_call.act.clone(),
        key: idempotent_call.key.clone(),
        request: idempotent_call.request.clone(),
        about,
        created_at: now,
    };
    Entity::insert(ActiveModel::from(row)).exec_without_returning(&conn).await?;
    Ok(())
}
