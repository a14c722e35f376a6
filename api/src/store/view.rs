//! Reading: rows come through a lens, and only through one.

use std::sync::Arc;

use entity::types::{AllianceId, Id, Language, Timestamp};
use sea_orm::{
    ColumnTrait, ConnectionTrait, FromQueryResult, QueryFilter, QueryResult, QueryTrait, Select,
};
use uuid::Uuid;

use super::cycle_context::CycleContext;
use super::locator::{self, Locator};
use super::{
    ChildOf, Conn, Db, Found, KnownStandings, Owned, PageOf, Queries, RowFilter, Slice, Sort,
};
use crate::error::{Refusal, Result};
use crate::policy::{Action, Actor, Lens, Standing, allow};

/// Something that rows can be read from: a view, or a unit of work.
pub trait Reader: Sync {
    /// What statements run on.
    fn conn(&self) -> Queries<'_>;
    /// What the reader may see.
    fn lens(&self) -> &Lens;

    /// The rows of a table that the reader may see, to be narrowed down.
    fn rows<E: RowFilter>(&self) -> Select<E> {
        E::find().filter(E::visible_to(self.lens()))
    }

    /// The rows of a table that the reader may see, of those that are children of this thing.
    fn children_of<E: ChildOf<P>, P: Id>(&self, parent: P) -> Select<E> {
        let parent: Uuid = parent.into();
        self.rows::<E>().filter(E::PARENT.eq(parent))
    }

    /// Every row that is selected; for selections that are bounded by what they select.
    fn all<E: RowFilter>(
        &self,
        rows: Select<E>,
    ) -> impl Future<Output = Result<Vec<E::Model>>> + Send {
        async { Ok(rows.all(&self.conn()).await?) }
    }

    /// Every thing that is selected; for selections that are bounded by what they select.
    fn things<E: Owned + RowFilter>(
        &self,
        rows: Select<E>,
    ) -> impl Future<Output = Result<Vec<Found<E>>>> + Send {
        async { fetch(self.conn(), rows).await }
    }

    /// The thing with this id, or the refusal that it is missing.
    fn thing<E: Owned + RowFilter>(
        &self,
        id: E::Id,
    ) -> impl Future<Output = Result<Found<E>>> + Send {
        async move {
            let rows = self.rows::<E>().filter(E::ID.eq(id.into()));
            let found = fetch(self.conn(), rows).await?.into_iter().next();
            found.ok_or_else(|| Refusal::missing().into())
        }
    }

    /// A page of the things that are selected.
    fn page<S: Sort>(
        &self,
        rows: Select<S::Entity>,
        page: PageOf<S>,
    ) -> impl Future<Output = Result<Slice<Found<S::Entity>>>> + Send
    where
        S::Entity: RowFilter,
    {
        async move { Ok(page.slice(fetch(self.conn(), page.select(rows)?).await?)) }
    }
}

/// How a read is told, and what the request it belongs to found before.
#[derive(Clone, Debug)]
pub struct ReadContext {
    /// The language in which the reader wants to be spoken to.
    pub language: Language,
    /// The time of the read.
    pub now: Timestamp,
    /// The standings that other reads of the request found; none where nothing asks for them.
    pub standings: Option<KnownStandings>,
}

/// Reads with a lens, from a pool or from one snapshot.
#[derive(Clone, Debug)]
pub struct View {
    conn: Conn,
    lens: Arc<Lens>,
    by: Standing,
    language: Language,
    now: Timestamp,
}

impl View {
    /// Opens a read: finds the thing and the caller's standing to it, asks policy, and
    /// looks with the lens of that standing.
    ///
    /// # Errors
    /// `not_found`, and what policy says.
    pub(crate) async fn open<A: Action, P: Locator<Subject = A::On>>(
        conn: Conn,
        actor: &Actor,
        context: ReadContext,
        at: &P,
    ) -> Result<(Self, P::Subject)> {
        let (by, on) = at.locate(conn.queries(), actor).await?;
        allow::<A>(&by, &on)?;
        Ok((Self::of(conn, actor, by, context).await?, on))
    }

    /// Looks as what somebody is; an account into every alliance of which it is a member.
    async fn of(conn: Conn, actor: &Actor, by: Standing, context: ReadContext) -> Result<Self> {
        let of = match by {
            Standing::Account { user, .. } => {
                locator::memberships(conn.queries(), actor, user).await?
            }
            Standing::Member(member) => vec![(member.alliance, by)],
            Standing::Public { alliance } => vec![(alliance, by)],
            _ => Vec::new(),
        };
        if let Some(standings) = &context.standings {
            standings.keep(of.iter().copied());
        }
        Ok(Self::with(conn, Lens::new(of).account(&by), by, &context))
    }

    fn with(conn: Conn, lens: Lens, by: Standing, context: &ReadContext) -> Self {
        Self { conn, lens: Arc::new(lens), by, language: context.language, now: context.now }
    }

    /// Looks, with the standing that a replay has, at everything that the caller may see.
    ///
    /// # Errors
    /// A fault where the database does not answer.
    pub(crate) async fn for_replay(
        db: &Db,
        actor: &Actor,
        context: ReadContext,
        by: Standing,
    ) -> Result<Self> {
        Self::of(db.pool(), actor, by, context).await
    }

    /// Looks into every alliance of which the caller is a member and that the credential reaches,
    /// and at what any other shows to everybody.
    ///
    /// # Errors
    /// `scope_missing`; a fault where the database does not answer.
    pub async fn everywhere(db: &Db, actor: &Actor, context: &ReadContext) -> Result<Self> {
        let conn = db.pool();
        let of = match actor.user {
            Some(user) => locator::memberships(conn.queries(), actor, user).await?,
            None => Vec::new(),
        };
        let by = actor.account(false);
        let lens = Lens::new(of).account(&by).with_everybody().along_relations(actor.scopes())?;
        Ok(Self::with(conn, lens, by, context))
    }

    /// Looks along relations into these alliances; none where the request has not found before what
    /// the caller is there.
    ///
    /// # Errors
    /// `scope_missing`.
    pub fn of_known(
        db: &Db,
        actor: &Actor,
        context: &ReadContext,
        alliances: impl Iterator<Item = AllianceId>,
    ) -> Result<Option<Self>> {
        let known = context.standings.as_ref().and_then(|standings| standings.of(alliances));
        let Some(of) = known else { return Ok(None) };
        let by = actor.account(false);
        let lens = Lens::new(of).account(&by).along_relations(actor.scopes())?;
        Ok(Some(Self::with(db.pool(), lens, by, context)))
    }

    /// The language in which the reader wants to be spoken to.
    pub fn language(&self) -> Language {
        self.language
    }

    /// The time of this read.
    pub fn now(&self) -> Timestamp {
        self.now
    }

    /// What the reader is, where the operation happens.
    pub fn by(&self) -> &Standing {
        &self.by
    }
}

impl Reader for View {
    fn conn(&self) -> Queries<'_> {
        self.conn.queries()
    }

    fn lens(&self) -> &Lens {
        &self.lens
    }
}

/// Runs a selection; things within a cycle bring along of it what policy asks for.
async fn fetch<E: Owned>(conn: Queries<'_>, mut rows: Select<E>) -> Result<Vec<Found<E>>> {
    CycleContext::select::<E>(QueryTrait::query(&mut rows));
    let rows = conn.query_all(QueryTrait::query(&mut rows)).await?;
    rows.iter().map(read_found).collect()
}

/// A row of things, with what policy asks for of its cycle.
pub(super) fn read_found<E: Owned>(row: &QueryResult) -> Result<Found<E>> {
    Ok(Found::new(E::Model::from_query_result(row, "")?, CycleContext::read::<E>(row)?))
}
