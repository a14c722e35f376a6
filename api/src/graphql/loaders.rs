//! Loaders of relations: made for each request, they gather what all resolvers of a level ask for
//! and read it in one statement, with the caller's lens.

use std::collections::HashMap;
use std::hash::{Hash, Hasher};
use std::marker::PhantomData;
use std::sync::Arc;

use async_graphql::Value;
use async_graphql::dataloader::Loader;
use entity::types::{AllianceId, Id};
use sea_orm::{ColumnTrait, QueryFilter};
use tokio::sync::OnceCell;
use uuid::Uuid;

use super::asked_columns::AskedColumns;
use crate::app::{App, Call, Page, Present};
use crate::error::{AppError, Result};
use crate::store::{self, Owned, Reader, Sort, View, first_children, first_columns};

/// Reads relations for one request.
pub struct Loads {
    app: App,
    call: Call,
    everywhere: OnceCell<View>,
}

impl Loads {
    /// Reads for this caller.
    pub fn new(app: App, call: Call) -> Self {
        Self { app, call, everywhere: OnceCell::new() }
    }

    /// Looks into these alliances. What the caller is there was found by the operation that the
    /// relations begin at, or is looked up for all of the caller's alliances.
    async fn view(&self, alliances: impl Iterator<Item = AllianceId>) -> Result<View> {
        if let Some(view) = self.app.view_of_known(&self.call, alliances)? {
            return Ok(view);
        }
        self.everywhere.get_or_try_init(|| self.app.view(&self.call)).await.cloned()
    }
}

/// What is asked for (`K`), and as what it is read (`M`).
pub struct LoadKey<K, M>(K, PhantomData<fn() -> M>);

impl<K, M> LoadKey<K, M> {
    /// Asks for this.
    pub fn new(key: K) -> Self {
        Self(key, PhantomData)
    }
}

impl<K: Clone, M> Clone for LoadKey<K, M> {
    fn clone(&self) -> Self {
        Self::new(self.0.clone())
    }
}

impl<K: PartialEq, M> PartialEq for LoadKey<K, M> {
    fn eq(&self, other: &Self) -> bool {
        self.0 == other.0
    }
}

impl<K: Eq, M> Eq for LoadKey<K, M> {}

impl<K: Hash, M> Hash for LoadKey<K, M> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.0.hash(state);
    }
}

/// The thing with an id.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct One {
    /// The alliance of whatever names it.
    pub alliance: AllianceId,
    /// The thing.
    pub id: Uuid,
}

/// The first children of a thing.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct FirstChildren<S> {
    /// The alliance of the parent.
    pub alliance: AllianceId,
    /// The parent.
    pub parent: Uuid,
    /// The order.
    pub sort: S,
    /// How many at most.
    pub first: u32,
}

impl<T: Present + Clone + Sync + 'static> Loader<LoadKey<One, T>> for Loads {
    type Value = T;
    type Error = Arc<AppError>;

    async fn load(
        &self,
        keys: &[LoadKey<One, T>],
    ) -> Result<HashMap<LoadKey<One, T>, T>, Self::Error> {
        let view = self.view(keys.iter().map(|key| key.0.alliance)).await?;
        let rows = view.rows::<T::Entity>();
        let rows = rows.filter(T::Entity::ID.is_in(keys.iter().map(|key| key.0.id)));
        let rows = view.things(rows).await?.into_iter();
        let mut found: HashMap<Uuid, T> =
            rows.map(|row| (row.id().into(), T::shown(row, &view))).collect();
        Ok(keys.iter().filter_map(|key| Some((key.clone(), found.remove(&key.0.id)?))).collect())
    }
}

impl<T, P, S> Loader<LoadKey<FirstChildren<S>, (T, P)>> for Loads
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
        keys: &[LoadKey<FirstChildren<S>, (T, P)>],
    ) -> Result<HashMap<LoadKey<FirstChildren<S>, (T, P)>, Page<T>>, Self::Error> {
        let view = self.view(keys.iter().map(|key| key.0.alliance)).await?;
        let mut pages = HashMap::with_capacity(keys.len());
        for ((sort, first), same) in grouped(keys, |key| (key.sort, key.first)) {
            let parents: Vec<P> = same.iter().map(|key| key.0.parent.into()).collect();
            let mut found = first_children(&view, &parents, sort, first).await?;
            for key in same {
                let slice = found.remove(&key.0.parent);
                let page = slice.map(|slice| Page::of(slice, |row| T::shown(row, &view)));
                pages.extend(page.map(|page| (key.clone(), page)));
            }
        }
        Ok(pages)
    }
}

/// The answers of the first children of a thing, as columns say them, and whether it has more.
#[derive(Clone, Debug, Default)]
pub struct ShownNodes {
    /// An answer a child.
    pub nodes: Vec<Value>,
    /// Whether there are more.
    pub more: bool,
}

impl<P, S> Loader<LoadKey<(FirstChildren<S>, AskedColumns), P>> for Loads
where
    P: Id,
    S: Sort,
    S::Entity: store::ChildOf<P>,
{
    type Value = Arc<ShownNodes>;
    type Error = Arc<AppError>;

    async fn load(
        &self,
        keys: &[LoadKey<(FirstChildren<S>, AskedColumns), P>],
    ) -> Result<HashMap<LoadKey<(FirstChildren<S>, AskedColumns), P>, Arc<ShownNodes>>, Self::Error>
    {
        let view = self.view(keys.iter().map(|key| key.0.0.alliance)).await?;
        let mut shown = HashMap::with_capacity(keys.len());
        let alike =
            |key: &(FirstChildren<S>, AskedColumns)| (key.0.sort, key.0.first, key.1.clone());
        for ((sort, first, asked), same) in grouped(keys, alike) {
            let parents: Vec<P> = same.iter().map(|key| key.0.0.parent.into()).collect();
            let columns = asked.columns();
            let mut found = first_columns(&view, &parents, (sort, first), &columns).await?;
            for key in same {
                let Some(columns) = found.remove(&key.0.0.parent) else { continue };
                let nodes =
                    columns.rows.iter().map(|row| asked.show(row)).collect::<Result<_>>()?;
                shown.insert(key.clone(), Arc::new(ShownNodes { nodes, more: columns.more }));
            }
        }
        Ok(shown)
    }
}

/// The keys that one statement can answer, by what they have in common.
fn grouped<K, M, G: Eq + Hash>(
    keys: &[LoadKey<K, M>],
    common: impl Fn(&K) -> G,
) -> HashMap<G, Vec<&LoadKey<K, M>>> {
    let mut groups: HashMap<G, Vec<&LoadKey<K, M>>> = HashMap::new();
    for key in keys {
        groups.entry(common(&key.0)).or_default().push(key);
    }
    groups
}
