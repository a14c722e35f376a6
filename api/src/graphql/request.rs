//! What resolvers know of the request: the caller, and the service to call.

use std::time::Duration;

use async_graphql::dataloader::DataLoader;
use async_graphql::{Context, Error, OutputType, Result};
use entity::words::{Id, Language};

use super::connection::{Connection, connection};
use super::errors::{is_hidden, is_missing, present};
use super::in_place::InPlace;
use super::loaders::{Beneath, Loads, One};
use super::payload::Payload;
use crate::app::{Again, App, Call, Operation, Output, Page, Place, Request, Shown};
use crate::error::{AppError, Code, Violation};
use crate::store::{self, Myself, Owned, Sort};

/// Who calls, on which terms, and the service to call; made for each request.
pub struct Caller {
    app: App,
    call: Call,
    loader: DataLoader<Loads>,
}

impl Caller {
    /// A caller of this service.
    pub fn new(app: App, call: Call) -> Self {
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
    fn told(&self, error: AppError) -> Error {
        present(&error.shown(&self.call.name))
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
pub(super) async fn run<R: Request>(
    c: &Context<'_>,
    at: impl Into<Place<R>> + Send,
    request: R,
) -> Result<Output<R>>
where
    Output<R>: Again,
{
    let caller = caller(c)?;
    let done = caller.app.run(&caller.call, at, request).await;
    done.map_err(|error| caller.told(error))
}

/// Reads a thing; what is not there, or not the caller's, is null.
pub(super) async fn find<R: Request>(
    c: &Context<'_>,
    at: impl Into<Place<R>> + Send,
    request: R,
) -> Result<Option<InPlace<Output<R>>>>
where
    Output<R>: Again,
{
    Ok(read(c, at, request, is_missing).await?.map(InPlace))
}

/// Reads a thing of whichever kind; what the caller may not read is null, too.
pub(super) async fn look<R: Request>(
    c: &Context<'_>,
    at: impl Into<Place<R>> + Send,
    request: R,
) -> Result<Option<Output<R>>>
where
    Output<R>: Again,
{
    read(c, at, request, is_hidden).await
}

async fn read<R: Request>(
    c: &Context<'_>,
    at: impl Into<Place<R>> + Send,
    request: R,
    is_null: fn(&AppError) -> bool,
) -> Result<Option<Output<R>>>
where
    Output<R>: Again,
{
    let caller = caller(c)?;
    match caller.app.run(&caller.call, at, request).await {
        Ok(thing) => Ok(Some(thing)),
        Err(error) if is_null(&error) => Ok(None),
        Err(error) => Err(caller.told(error)),
    }
}

/// Reads part of a list.
pub(super) async fn list<R, T>(
    c: &Context<'_>,
    at: impl Into<Place<R>> + Send,
    request: R,
) -> Result<Connection<T>>
where
    R: Request<Operation: Operation<Output = Page<T>>>,
    T: OutputType + Send,
{
    Ok(connection(run(c, at, request).await?))
}

/// Changes something; what stands against it is told in the payload.
pub(super) async fn change<R: Request>(
    c: &Context<'_>,
    at: impl Into<Place<R>> + Send,
    request: R,
    if_version: Option<i64>,
) -> Result<Payload<Output<R>>>
where
    Output<R>: Again + OutputType,
{
    let caller = caller(c)?;
    let call = Call { expected: if_version.into(), ..caller.call.clone() };
    match caller.app.run(&call, at, request).await {
        Ok(node) => Ok(Payload::done(node)),
        Err(error) => Payload::refused(&error.shown(&call.name)),
    }
}

/// Reads the thing that another names; null where the caller may not see it.
pub(super) async fn one<T, I>(c: &Context<'_>, id: I) -> Result<Option<InPlace<T>>>
where
    I: Id,
    T: Shown + Clone + Sync + 'static,
    T::Entity: Owned<Id = I>,
{
    let caller = caller(c)?;
    let thing = caller.loader.load_one(One::<T>::new(id)).await;
    Ok(thing.map_err(|error| caller.told(error.again()))?.map(InPlace))
}

/// Reads the first things beneath another.
pub(super) async fn beneath<T, P, S>(
    c: &Context<'_>,
    parent: P,
    sort: S,
    first: Option<u32>,
) -> Result<Connection<T>>
where
    P: Id,
    S: Sort,
    S::Entity: store::Beneath<P>,
    T: Shown<Entity = S::Entity> + Clone + Sync + OutputType + 'static,
{
    let caller = caller(c)?;
    let first = first.unwrap_or(50);
    if !(1..=200).contains(&first) {
        let outside = Violation::new(Code::ParameterInvalid, "expected 1 to 200").at("?limit");
        return Err(caller.told(outside.into()));
    }
    let key = Beneath::<T, P, S>::new(parent, sort, first);
    let page = caller.loader.load_one(key).await.map_err(|error| caller.told(error.again()))?;
    Ok(connection(page.unwrap_or_default()))
}
