//! What a unit of work writes: rows, and things with their versions. Statements whose result nobody
//! needs are batched; their errors appear at the next round trip, at the latest at the commit.

use sea_orm::sea_query::OnConflict;
use sea_orm::{
    ActiveModelTrait, ColumnTrait, ConnectionTrait, EntityTrait, IdenStatic, IntoActiveModel,
    Iterable, QueryFilter, QueryTrait,
};

use super::{OpenWrite, WriteLog};
use crate::error::Result;
use crate::store::cycle_context::CycleContext;
use crate::store::{Found, Owned};

impl OpenWrite {
    /// Writes a new row of a table that holds no things.
    ///
    /// # Errors
    /// Later, [`AppError::UniqueViolation`](crate::error::AppError::UniqueViolation) where its key
    /// is there already.
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
            self.touched = true;
            let some: Vec<_> = rows.by_ref().take(500).collect();
            E::insert_many(some).exec_without_returning(&self.tx).await?;
        }
        Ok(())
    }

    /// Writes a new thing. The cycle of what the locator found is the thing's.
    ///
    /// # Errors
    /// As [`Self::insert`].
    pub async fn create<E: Owned>(&mut self, row: E::Model) -> Result<Found<E>> {
        self.later::<E>(row.clone()).await;
        Ok(Found::new(row, CycleContext::of::<E>(self.place)))
    }

    /// Changes a thing; its id and alliance stay, its version becomes this write's. Where an operation
    /// that changes fields changes none, the thing stays as it is.
    ///
    /// # Errors
    /// Later, [`AppError::UniqueViolation`](crate::error::AppError::UniqueViolation) where its new
    /// key is another's already; a fault where it is gone.
    pub async fn change<E: Owned>(
        &mut self,
        was: Found<E>,
        how: impl FnOnce(&mut E::Model),
    ) -> Result<Found<E>> {
        let cycle_context = was.cycle_context();
        let version = match self.log {
            WriteLog::Alliance { revision, .. } => revision,
            WriteLog::Instance | WriteLog::Nothing => E::version(&was) + 1,
        };
        let mut row = was.row();
        let before = row.clone();
        how(&mut row);
        if self.act.changes() && row == before {
            return Ok(Found::new(row, cycle_context));
        }
        self.touched = true;
        E::set_version(&mut row, version);
        let changed = row.clone().into_active_model().reset_all();
        let backend = self.tx.get_database_backend();
        self.tx.change_later(E::update(changed).validate()?.build(backend)).await;
        Ok(Found::new(row, cycle_context))
    }

    /// Changes many things of one table, some hundred at a time; of each its id and alliance stay, and
    /// its version becomes this write's.
    ///
    /// # Errors
    /// A fault where the database does not take it.
    pub async fn change_all<E: Owned, T>(
        &mut self,
        all: Vec<(Found<E>, T)>,
        how: impl Fn(T, &mut E::Model),
    ) -> Result<()> {
        let version = self.revision();
        let mut changed = all.into_iter().map(|(was, to)| {
            let mut row = was.row();
            how(to, &mut row);
            E::set_version(&mut row, version);
            row.into_active_model().reset_all()
        });
        let columns = E::Column::iter().filter(|column| column.as_str() != E::ID.as_str());
        let there = OnConflict::column(E::ID).update_columns(columns).to_owned();
        loop {
            let some: Vec<_> = changed.by_ref().take(500).collect();
            if some.is_empty() {
                return Ok(());
            }
            self.touched = true;
            let statement = E::insert_many(some).on_conflict(there.clone());
            statement.exec_without_returning(&self.tx).await?;
        }
    }

    /// Deletes many things of one table.
    ///
    /// # Errors
    /// A fault where the database does not take it.
    pub async fn remove_all<E: Owned>(&mut self, all: Vec<Found<E>>) -> Result<()> {
        for some in all.chunks(5_000) {
            self.touched = true;
            let ids = some.iter().map(|was| was.id().into());
            E::delete_many().filter(E::ID.is_in(ids)).exec(&self.tx).await?;
        }
        Ok(())
    }

    /// Deletes a thing.
    ///
    /// # Errors
    /// A fault where the database does not take it.
    pub async fn remove<E: Owned>(&mut self, was: Found<E>) -> Result<()> {
        self.touched = true;
        E::delete_many().filter(E::ID.eq(was.id().into())).exec(&self.tx).await?;
        Ok(())
    }

    async fn later<E: EntityTrait>(&mut self, row: E::Model)
    where
        E::Model: IntoActiveModel<E::ActiveModel>,
    {
        self.touched = true;
        let new = row.into_active_model().reset_all();
        self.tx.later(E::insert(new).build(self.tx.get_database_backend())).await;
    }
}
