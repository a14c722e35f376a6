//! Loaders of relations: made for each request, they gather what all resolvers of a level ask for
//! and read it in one statement, with the caller's lens.

use std::collections::HashMap;
use std::hash::{Hash, Hasher};
use std::marker::PhantomData;
use std::sync::Arc;

use async_graphql::dataloader::Loader;
use entity::types::Id;
use sea_orm::{ColumnTrait, QueryFilter};
use tokio::sync::OnceCell;
use uuid::Uuid;

use crate::app::{App, Call, Page, Present};
use crate::error::{AppError, Result};
use crate::store::{self, Found, Owned, Reader, Sort, View, first_children};

/// Reads relations for one request.
pub struct Loads {
    app: App,
    call: Call,
    view: OnceCell<View>,
}

impl Loads {
    /// Reads for this caller.
    pub fn new(app: App, call: Call) -> Self {
        Self { app, call, view: OnceCell::new() }
    }

    async fn view(&self) -> Result<&View> {
        self.view.get_or_try_init(|| self.app.view(&self.call)).await
    }
}

fn show<T: Present>(view: &View, row: Found<T::Entity>) -> T {
    let by = row.alliance().map(|alliance| view.lens().standing(alliance));
    T::as_of(row, &by.unwrap_or(*view.by()), view.now())
}

/// Asks for the thing with an id.
pub struct One<T> {
    id: Uuid,
    kind: PhantomData<fn() -> T>,
}

impl<T> One<T> {
    /// Asks for this one.
    pub fn new(id: impl Id) -> Self {
        Self { id: id.into(), kind: PhantomData }
    }
}

impl<T> Clone for One<T> {
    fn clone(&self) -> Self {
        Self { id: self.id, kind: PhantomData }
    }
}

impl<T> PartialEq for One<T> {
    fn eq(&self, other: &Self) -> bool {
        self.id == other.id
    }
}

impl<T> Eq for One<T> {}

impl<T> Hash for One<T> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.id.hash(state);
    }
}

impl<T: Present + Clone + Sync + 'static> Loader<One<T>> for Loads {
    type Value = T;
    type Error = Arc<AppError>;

    async fn load(&self, keys: &[One<T>]) -> Result<HashMap<One<T>, T>, Self::Error> {
        let view = self.view().await?;
        let ids = keys.iter().map(|key| key.id);
        let rows = view.rows::<T::Entity>().filter(T::Entity::ID.is_in(ids));
        let rows = view.things(rows).await?;
        Ok(rows.into_iter().map(|row| (One::new(row.id()), show(view, row))).collect())
    }
}

/// Asks for the first children of another thing.
pub struct FirstChildren<T, P, S> {
    parent: P,
    sort: S,
    first: u32,
    kind: PhantomData<fn() -> T>,
}

impl<T, P, S> FirstChildren<T, P, S> {
    /// Asks for so many, in this order.
    pub fn new(parent: P, sort: S, first: u32) -> Self {
        Self { parent, sort, first, kind: PhantomData }
    }
}

impl<T, P: Id, S: Sort> Clone for FirstChildren<T, P, S> {
    fn clone(&self) -> Self {
        Self::new(self.parent, self.sort, self.first)
    }
}

impl<T, P: Id, S: Sort> PartialEq for FirstChildren<T, P, S> {
    fn eq(&self, other: &Self) -> bool {
        let (mine, theirs): (Uuid, Uuid) = (self.parent.into(), other.parent.into());
        mine == theirs && self.sort == other.sort && self.first == other.first
    }
}

impl<T, P: Id, S: Sort> Eq for FirstChildren<T, P, S> {}

impl<T, P: Id, S: Sort> Hash for FirstChildren<T, P, S> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        let parent: Uuid = self.parent.into();
        (parent, self.sort, self.first).hash(state);
    }
}

impl<T, P, S> Loader<FirstChildren<T, P, S>> for Loads
where
    P: Id,
    S: Sort,
    S::Entity: store::ChildOf<P>,
    T: Present<Entity = S::Entity> + Clone + Sync + 'static,
{
    type Value = Page<T>;
    type Error = Arc<AppError>;

    async fn load(
        &self,
        keys: &[FirstChildren<T, P, S>],
    ) -> Result<HashMap<FirstChildren<T, P, S>, Page<T>>, Self::Error> {
        let view = self.view().await?;
        let mut asked: HashMap<(S, u32), Vec<P>> = HashMap::new();
        for key in keys {
            asked.entry((key.sort, key.first)).or_default().push(key.parent);
        }
        let mut pages = HashMap::with_capacity(keys.len());
        for ((sort, first), parents) in asked {
            let found = first_children(view, &parents, sort, first).await?;
            for (parent, slice) in found {
                let key = FirstChildren::new(parent.into(), sort, first);
                pages.insert(key, Page::of(slice, |row| show(view, row)));
            }
        }
        Ok(pages)
    }
}
