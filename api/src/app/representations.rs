//! Representations that are sent again while nothing changed that they follow from.
//!
//! A representation is found by everything that shapes it: the operation, the thing, the input, what
//! the caller is there, the language, and the revision of the alliance, which every write in it raises,
//! whichever process writes. So nothing has to be dropped when something is written: what nobody asks
//! for any longer gives way to what is asked for.

use std::fmt::Debug;
use std::sync::Arc;

use bytes::Bytes;
use garde::Validate;
use quick_cache::Weighter;
use quick_cache::sync::Cache;

use super::anonymous::stranger;
use super::{AccessMode, App, Call, Located, Operation, violations};
use crate::error::{Refusal, Result};
use crate::policy::{Act, Subject};
use crate::store::{ChangeToken, Cursor, ReadContext, View};

/// An operation whose answer follows from the rows of its alliance, from what the caller is there, from
/// input, language and day, and from nothing else: no account's name, no answer before its reveal, no
/// time of the day.
pub trait OfRevision: Operation {}

/// What a caller is sent (RFC 9110, 3.2).
#[derive(Clone, Debug)]
pub struct Representation {
    /// The body.
    pub body: Bytes,
    /// Its entity tag, with its quotes.
    pub tag: String,
    /// The one address of a thing.
    pub location: Option<String>,
    /// Where the next page of a list begins.
    pub next: Option<Cursor>,
}

/// A bounded memory of representations. Clones share it.
#[derive(Clone, Debug)]
pub struct RepresentationCache(Option<Arc<Caches>>);

#[derive(Debug)]
struct Caches {
    /// By all that shapes them.
    by_revision: Cache<String, Arc<Representation>, Bytewise>,
    /// By the request, with the state of the database in which it was answered so.
    by_request: Cache<String, (ChangeToken, Arc<Representation>), Bytewise>,
}

/// How many representations there is room for from the beginning.
const AT_FIRST: usize = 256;
/// What a representation takes besides its texts, in bytes.
const OVERHEAD: usize = 200;

#[derive(Clone, Debug)]
struct Bytewise;

impl Bytewise {
    fn of(key: &str, kept: &Representation) -> u64 {
        (OVERHEAD + key.len() + kept.body.len() + kept.tag.len()) as u64
    }
}

impl Weighter<String, Arc<Representation>> for Bytewise {
    fn weight(&self, key: &String, kept: &Arc<Representation>) -> u64 {
        Self::of(key, kept)
    }
}

impl Weighter<String, (ChangeToken, Arc<Representation>)> for Bytewise {
    fn weight(&self, key: &String, (_, kept): &(ChangeToken, Arc<Representation>)) -> u64 {
        Self::of(key, kept)
    }
}

impl RepresentationCache {
    /// Takes at most so many bytes; none for no cache.
    pub fn new(bytes: u64) -> Self {
        let caches = || Caches {
            by_revision: Cache::with_weighter(AT_FIRST, bytes / 2, Bytewise),
            by_request: Cache::with_weighter(AT_FIRST, bytes / 2, Bytewise),
        };
        Self((bytes > 0).then(|| Arc::new(caches())))
    }

    fn by_revision(&self, key: &str) -> Option<Arc<Representation>> {
        self.0.as_ref()?.by_revision.get(key)
    }

    fn by_request(&self, (token, key): &(ChangeToken, String)) -> Option<Arc<Representation>> {
        let (of, kept) = self.0.as_ref()?.by_request.get(key)?;
        (of == *token).then_some(kept)
    }

    fn keep_by_revision(&self, key: String, made: &Arc<Representation>) {
        if let Some(caches) = &self.0 {
            caches.by_revision.insert(key, made.clone());
        }
    }

    fn keep_by_request(&self, (token, key): (ChangeToken, String), made: &Arc<Representation>) {
        if let Some(caches) = &self.0 {
            caches.by_request.insert(key, (token, made.clone()));
        }
    }
}

/// The time for which one day holds everywhere: time zones differ by quarters of an hour.
const SAME_DAY: i64 = 15 * 60;

/// All that a request says, as one text.
fn request(act: Act, at: &dyn Debug, input: &dyn Debug, context: &ReadContext) -> String {
    let day = context.now.time().timestamp().div_euclid(SAME_DAY);
    format!("{act:?} {at:?} {input:?} {:?} {day}", context.language)
}

impl App {
    /// Carries a read out as [`Self::run`] does, unless it was answered before and nothing changed
    /// since; `render` makes the representation of an answer.
    ///
    /// # Errors
    /// As [`Self::run`], and those of `render`.
    pub async fn run_cached<O: OfRevision + Validate<Context = ()>>(
        &self,
        call: &Call,
        at: impl Into<O::Locator>,
        operation: O,
        render: impl FnOnce(&O::Output) -> Result<Representation>,
    ) -> Result<Arc<Representation>> {
        stranger(&call.actor, O::ACT)?;
        Refusal::unless_none(violations(&operation))?;
        match self.cached(call, &at.into(), operation, render).await {
            Err(refused) => Err(self.unknown(&call.actor, O::ACT, refused).await?),
            found => found,
        }
    }

    /// The state of the database is read before its rows: what is written in between makes another.
    async fn cached<O: OfRevision>(
        &self,
        call: &Call,
        at: &O::Locator,
        operation: O,
        render: impl FnOnce(&O::Output) -> Result<Representation>,
    ) -> Result<Arc<Representation>> {
        let none = RepresentationCache(None);
        let cache = if call.anew { &none } else { &self.representations };
        let context = self.read_context(call);
        let request = request(O::ACT, at, &operation, &context);
        let key = self.db.change_token().map(|it| (it, format!("{request} {:?}", call.actor)));
        if let Some(kept) = key.as_ref().and_then(|key| cache.by_request(key)) {
            return Ok(kept);
        }
        let (view, on) = View::open::<O, _>(self.db.pool(), &call.actor, context, at).await?;
        let made =
            self.of_revision((call, cache), (view, on), (at, operation), request, render).await?;
        if let Some(key) = key {
            cache.keep_by_request(key, &made);
        }
        Ok(made)
    }

    async fn of_revision<O: OfRevision>(
        &self,
        (call, cache): (&Call, &RepresentationCache),
        (view, on): (View, Located<O>),
        (at, operation): (&O::Locator, O),
        request: String,
        render: impl FnOnce(&O::Output) -> Result<Representation>,
    ) -> Result<Arc<Representation>> {
        let by = view.by();
        let key = on.alliance_revision().map(|revision| format!("{request} {by:?} {revision}"));
        if let Some(kept) = key.as_deref().and_then(|key| cache.by_revision(key)) {
            return Ok(kept);
        }
        let (cx, on) = match O::AccessMode::goes_on::<O>(view) {
            Some(cx) => (cx, on),
            None => O::AccessMode::enter::<O>(self, call, None, at).await?,
        };
        let done = operation.execute(cx, on).await?;
        let made = Arc::new(render(&O::AccessMode::leave(done))?);
        if let Some(key) = key {
            cache.keep_by_revision(key, &made);
        }
        Ok(made)
    }
}
