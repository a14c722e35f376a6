//! What a unit writes: rows, and things with their versions. What tells nothing is sent with the next
//! word to the database, at the latest with the last; where it fails, that fails.

use sea_orm::{
    ActiveModelTrait, ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel, QueryFilter,
    QueryTrait,
};

use super::{Log, Unit};
use crate::error::Result;
use crate::policy::Action;
use crate::store::within::Within;
use crate::store::{Found, Owned};

impl<A: Action> Unit<A> {
    /// Writes a new row of a table that holds no things.
    ///
    /// # Errors
    /// Later, [`AppError::Taken`](crate::error::AppError::Taken) where its key is there already.
    pub async fn insert<E: EntityTrait>(&mut self, row: E::Model) -> Result<()>
    where
        E::Model: IntoActiveModel<E::ActiveModel>,
    {
        self.later::<E>(row).await;
        Ok(())
    }

    /// Writes new rows of one table, some hundred at a time.
    ///
    /// # Errors
    /// As [`Self::insert`].
    pub async fn insert_all<E: EntityTrait>(&mut self, rows: Vec<E::Model>) -> Result<()>
    where
        E::Model: IntoActiveModel<E::ActiveModel>,
    {
        let mut rows = rows.into_iter().map(|row| row.into_active_model().reset_all()).peekable();
        while rows.peek().is_some() {
            let some: Vec<_> = rows.by_ref().take(500).collect();
            E::insert_many(some).exec_without_returning(&self.tx).await?;
        }
        Ok(())
    }

    /// Writes a new thing. The cycle of the place that it is made in is the thing's.
    ///
    /// # Errors
    /// As [`Self::insert`].
    pub async fn create<E: Owned>(&mut self, row: E::Model) -> Result<Found<E>> {
        self.later::<E>(row.clone()).await;
        Ok(Found::new(row, Within::of::<E>(self.place)))
    }

    /// Changes a thing; its id and alliance stay, its version becomes this write's.
    ///
    /// # Errors
    /// Later, [`AppError::Taken`](crate::error::AppError::Taken) where its new key is another's
    /// already; a fault where it is gone.
    pub async fn change<E: Owned>(
        &mut self,
        was: Found<E>,
        how: impl FnOnce(&mut E::Model),
    ) -> Result<Found<E>> {
        let within = was.within();
        let version = match self.log {
            Log::Alliance { revision, .. } => revision,
            Log::Instance | Log::Nothing => E::version(&was) + 1,
        };
        let mut row = was.row();
        how(&mut row);
        E::set_version(&mut row, version);
        let changed = row.clone().into_active_model().reset_all();
        let backend = self.tx.get_database_backend();
        self.tx.change_later(E::update(changed).validate()?.build(backend)).await;
        Ok(Found::new(row, within))
    }

    /// Deletes a thing.
    ///
    /// # Errors
    /// A fault where the database does not take it.
    pub async fn remove<E: Owned>(&mut self, was: Found<E>) -> Result<()> {
        E::delete_many().filter(E::ID.eq(was.id().into())).exec(&self.tx).await?;
        Ok(())
    }

    async fn later<E: EntityTrait>(&self, row: E::Model)
    where
        E::Model: IntoActiveModel<E::ActiveModel>,
    {
        let new = row.into_active_model().reset_all();
        self.tx.later(E::insert(new).build(self.tx.get_database_backend())).await;
    }
}
