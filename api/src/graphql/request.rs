//! What resolvers know of the request: the caller, and the service to call.

use std::sync::Arc;
use std::time::Duration;

use async_graphql::dataloader::DataLoader;
use async_graphql::{Context, Error, OutputType, Result};
use entity::types::{AllianceId, Id, Language};

use super::asked_columns::AskedColumns;
use super::connection::{Connection, connection, shown};
use super::errors::{is_hidden, is_missing, of_filter, present};
use super::in_place::InPlace;
use super::loaders::{FirstChildren, LoadKey, Loads, One};
use super::payload::Payload;
use crate::app::{App, Call, Input, LocatorOf, Operation, Output, Page, Present, Replay};
use crate::error::{AppError, ErrorCode, Violation};
use crate::store::{self, KnownStandings, Myself, Owned, Sort};

/// Who calls, on which terms, and the service to call; made for each request.
pub struct Caller {
    app: App,
    call: Call,
    loader: DataLoader<Loads>,
}

impl Caller {
    /// A caller of this service.
    pub fn new(app: App, call: Call) -> Self {
        let call = Call { standings: KnownStandings::default().into(), ..call };
        // What the resolvers of a level ask for is gathered while they are polled: no need to wait.
        let loads = Loads::new(app.clone(), call.clone());
        let loader = DataLoader::new(loads, tokio::spawn).delay(Duration::ZERO);
        Self { app, call, loader }
    }

    /// The language in which the caller wants to be spoken to.
    pub fn language(&self) -> Language {
        self.call.language
    }

    /// The error of a field, as the caller sees it.
    fn field_error(&self, error: AppError) -> Error {
        present(&error.shown(&self.call.request_id))
    }
}

/// Who calls.
pub(super) fn caller<'c>(c: &Context<'c>) -> Result<&'c Caller> {
    c.data::<Caller>()
}

/// The account of whoever calls.
pub(super) fn myself(c: &Context<'_>) -> Result<Myself> {
    Ok(Myself::of(&caller(c)?.call.actor))
}

/// Runs an operation whose refusals are errors of the field.
pub(super) async fn run<I: Input>(
    c: &Context<'_>,
    at: impl Into<LocatorOf<I>> + Send,
    input: I,
) -> Result<Output<I>>
where
    Output<I>: Replay,
{
    let caller = caller(c)?;
    let done = caller.app.run(&caller.call, at, input).await;
    done.map_err(|error| caller.field_error(error))
}

/// Reads a thing; what is not there, or not the caller's, is null.
pub(super) async fn find<I: Input>(
    c: &Context<'_>,
    at: impl Into<LocatorOf<I>> + Send,
    input: I,
) -> Result<Option<InPlace<Output<I>>>>
where
    Output<I>: Replay,
{
    Ok(read(c, at, input, is_missing).await?.map(InPlace))
}

/// Reads a thing of whichever kind; what the caller may not read is null, too.
pub(super) async fn look<I: Input>(
    c: &Context<'_>,
    at: impl Into<LocatorOf<I>> + Send,
    input: I,
) -> Result<Option<Output<I>>>
where
    Output<I>: Replay,
{
    read(c, at, input, is_hidden).await
}

async fn read<I: Input>(
    c: &Context<'_>,
    at: impl Into<LocatorOf<I>> + Send,
    input: I,
    is_null: fn(&AppError) -> bool,
) -> Result<Option<Output<I>>>
where
    Output<I>: Replay,
{
    let caller = caller(c)?;
    match caller.app.run(&caller.call, at, input).await {
        Ok(thing) => Ok(Some(thing)),
        Err(error) if is_null(&error) => Ok(None),
        Err(error) => Err(caller.field_error(error)),
    }
}

/// Reads part of a list; what is wrong with a field of its filter is told there.
pub(super) async fn list<I, T>(
    c: &Context<'_>,
    at: impl Into<LocatorOf<I>> + Send,
    input: I,
) -> Result<Connection<T>>
where
    I: Input<Operation: Operation<Output = Page<T>>>,
    T: OutputType + Send,
{
    let caller = caller(c)?;
    let page = caller.app.run(&caller.call, at, input).await;
    page.map(connection).map_err(|error| caller.field_error(of_filter(error)))
}

/// Changes something; what stands against it is told in the payload.
pub(super) async fn change<I: Input>(
    c: &Context<'_>,
    at: impl Into<LocatorOf<I>> + Send,
    input: I,
    if_version: Option<i64>,
) -> Result<Payload<Output<I>>>
where
    Output<I>: Replay + OutputType,
{
    let caller = caller(c)?;
    let call = Call { expected: if_version.into(), ..caller.call.clone() };
    match caller.app.run(&call, at, input).await {
        Ok(node) => Ok(Payload::done(node)),
        Err(error) => Payload::refused(&error.shown(&call.request_id)),
    }
}

/// Reads the thing that another one names, in the same alliance; null where the caller may not see it.
pub(super) async fn one<T, I>(
    c: &Context<'_>,
    alliance: AllianceId,
    id: I,
) -> Result<Option<InPlace<T>>>
where
    I: Id,
    T: Present + Clone + Sync + 'static,
    T::Entity: Owned<Id = I>,
{
    let caller = caller(c)?;
    let key = LoadKey::<One, T>::new(One { alliance, id: id.into() });
    let thing = caller.loader.load_one(key).await;
    Ok(thing.map_err(|error| caller.field_error(error.duplicate()))?.map(InPlace))
}

/// Reads the first children of another thing of an alliance: where columns of their rows say all that
/// is asked for, those columns alone.
pub(super) async fn first_children<T, P, S>(
    c: &Context<'_>,
    (alliance, parent): (AllianceId, P),
    sort: S,
    first: Option<u32>,
) -> Result<Connection<T>>
where
    P: Id,
    S: Sort,
    S::Entity: store::ChildOf<P>,
    T: Present<Entity = S::Entity> + Clone + Sync + OutputType + 'static,
{
    let caller = caller(c)?;
    let first = first.unwrap_or(50);
    if !(1..=200).contains(&first) {
        let outside = Violation::new(ErrorCode::ParameterInvalid, "expected 1 to 200").at("?limit");
        return Err(caller.field_error(outside.into()));
    }
    let key = FirstChildren { alliance, parent: parent.into(), sort, first };
    let failed = |error: Arc<AppError>| caller.field_error(error.duplicate());
    if let Some(columns) = AskedColumns::of::<T>(c) {
        let key = LoadKey::<_, P>::new((key, columns));
        let nodes = caller.loader.load_one(key).await.map_err(failed)?.unwrap_or_default();
        return Ok(shown(Arc::unwrap_or_clone(nodes)));
    }
    let key = LoadKey::<_, (T, P)>::new(key);
    let page = caller.loader.load_one(key).await.map_err(failed)?;
    Ok(connection(page.unwrap_or_default()))
}
