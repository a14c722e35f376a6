//! What resolvers know of the request: the caller, and the service to call.

use std::sync::Arc;

use async_graphql::{Context, OutputType, Result};
use tokio::sync::OnceCell;

use super::connection::{Connection, connection};
use super::errors::{Side, present};
use super::payload::Payload;
use crate::app::{Again, App, Call, Operation, Page};
use crate::store::View;

/// Who calls, on which terms, and the service to call; made for each request.
#[derive(Clone, Debug)]
pub struct Caller {
    app: App,
    call: Call,
    view: Arc<OnceCell<View>>,
}

impl Caller {
    /// A caller of this service.
    pub fn new(app: App, call: Call) -> Self {
        Self { app, call, view: Arc::default() }
    }

    /// The view through which relations of this request are read.
    ///
    /// # Errors
    /// A fault where the database does not answer.
    pub async fn view(&self) -> Result<&View> {
        let view = self.view.get_or_try_init(|| self.app.view(&self.call.actor));
        view.await.map_err(|error| present(error, Side::Read))
    }

    /// The language in which the caller wants to be spoken to.
    pub fn language(&self) -> entity::words::Language {
        self.call.language
    }
}

/// Who calls.
pub(super) fn caller<'c>(c: &Context<'c>) -> Result<&'c Caller> {
    c.data::<Caller>()
}

/// Runs an operation whose refusals are errors of the field.
pub(super) async fn run<O: Operation>(
    c: &Context<'_>,
    at: impl Into<O::At> + Send,
    operation: O,
) -> Result<O::Output>
where
    O::Output: Again,
{
    let caller = caller(c)?;
    let done = caller.app.run(&caller.call, at, operation).await;
    done.map_err(|error| present(error, Side::Read))
}

/// Reads a thing; what is not there, or not the caller's, is null.
pub(super) async fn find<O: Operation>(
    c: &Context<'_>,
    at: impl Into<O::At> + Send,
    operation: O,
) -> Result<Option<O::Output>>
where
    O::Output: Again,
{
    let caller = caller(c)?;
    match caller.app.run(&caller.call, at, operation).await {
        Ok(thing) => Ok(Some(thing)),
        Err(error) if super::errors::is_missing(&error) => Ok(None),
        Err(error) => Err(present(error, Side::Read)),
    }
}

/// Reads part of a list.
pub(super) async fn list<O, T>(
    c: &Context<'_>,
    at: impl Into<O::At> + Send,
    operation: O,
) -> Result<Connection<T>>
where
    O: Operation<Output = Page<T>>,
    T: OutputType + Send,
{
    Ok(connection(run(c, at, operation).await?))
}

/// Changes something; what stands against it is told in the payload.
pub(super) async fn change<O: Operation>(
    c: &Context<'_>,
    at: impl Into<O::At> + Send,
    operation: O,
    if_version: Option<i64>,
) -> Result<Payload<O::Output>>
where
    O::Output: Again + OutputType,
{
    let caller = caller(c)?;
    let call = Call { if_version, ..caller.call.clone() };
    match caller.app.run(&call, at, operation).await {
        Ok(node) => Ok(Payload::done(node)),
        Err(error) => Payload::refused(error),
    }
}
