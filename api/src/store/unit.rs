//! Writing: one transaction, under the alliance's lock, with a permit, ending in one event.

use entity::words::{AllianceId, EventId, Id, Language, MemberId, Moment};
use sea_orm::sea_query::{Expr, ExprTrait};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, ConnectionTrait, DatabaseTransaction, EntityTrait,
    FromQueryResult, IntoActiveModel, QueryFilter, QuerySelect, QueryTrait,
};
use uuid::Uuid;

use super::place::Place;
use super::within::Within;
use super::{Db, Found, Lock, Owned, Reader, Repeat, idempotency};
use crate::clock::Clock;
use crate::error::{AppError, Code, Refusal, Result};
use crate::policy::{Action, Actor, Facts, Lens, Membership, Permit, Standing, Subject, allow};
use crate::randomness::Randomness;

/// What a write leaves behind besides its rows.
#[derive(Clone, Copy, Debug)]
enum Log {
    /// An event with the alliance's next revision.
    Alliance { id: AllianceId, revision: i64 },
    /// An entry in the instance's own log.
    Instance,
    /// Nothing: an answer that is not revealed, of which nobody must see that it was written; or
    /// what is no history, such as a sign-in.
    Nothing,
}

/// What a request brings along besides its input.
#[derive(Clone, Debug, Default)]
pub struct Terms {
    /// The version that the caller has seen.
    pub if_version: Option<i64>,
    /// What makes it repeatable.
    pub repeat: Option<Repeat>,
    /// The language in which the caller wants to be spoken to.
    pub language: Language,
}

/// A write that is under way. It can only be had with a permit, and only [`Unit::commit`] ends it
/// well; dropped, it leaves nothing behind.
#[derive(Debug)]
pub struct Unit<A> {
    tx: DatabaseTransaction,
    log: Log,
    by: Standing,
    lens: Lens,
    home: Option<entity::alliance::Model>,
    place: Facts,
    if_version: Option<i64>,
    language: Language,
    now: Moment,
    random: Randomness,
    repeat: Option<Repeat>,
    _permit: Permit<A>,
}

/// What a write answers with; proof that it was committed.
#[derive(Debug)]
pub struct Committed<T>(T);

impl<T> Committed<T> {
    /// The answer.
    pub fn answer(self) -> T {
        self.0
    }
}

/// Whether a write is one that others may notice.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Notice {
    /// It raises the revision and leaves an event.
    Told,
    /// It does neither.
    Silent,
}

impl<A: Action> Unit<A> {
    /// Opens a write: locks the place, finds the thing and the caller's standing to it, and asks
    /// policy.
    pub(crate) async fn open<P: Place<Subject = A::On>>(
        (db, clock, random): (&Db, &Clock, &Randomness),
        actor: &Actor,
        terms: &Terms,
        at: &P,
        notice: Notice,
    ) -> Result<(Self, P::Subject)> {
        let tx = db.write().await?;
        let (log, home) = take(&tx, at.lock(), notice).await?;
        let (by, on) = at.locate(&tx, actor).await?;
        let permit = allow::<A>(&by, &on)?;
        if on.version().is_some() {
            seen(terms.if_version, on.version())?;
        }
        let lens = Lens::of(by);
        let (random, repeat) = (random.clone(), terms.repeat.clone());
        let (now, if_version, language) = (clock.now(), terms.if_version, terms.language);
        let place = on.facts();
        Ok((
            Self {
                tx,
                log,
                by,
                lens,
                home,
                place,
                if_version,
                language,
                now,
                random,
                repeat,
                _permit: permit,
            },
            on,
        ))
    }

    /// What the caller is here.
    pub fn by(&self) -> &Standing {
        &self.by
    }

    /// The language in which the caller wants to be spoken to.
    pub fn language(&self) -> Language {
        self.language
    }

    /// The member who writes; none where it is no member.
    pub fn member(&self) -> Option<MemberId> {
        self.by.member().map(|member| member.id)
    }

    /// Refuses a write whose caller has seen another version of what it is about to change; for
    /// places that are found before the thing is.
    ///
    /// # Errors
    /// `version_stale`.
    pub fn expect(&self, version: Option<i64>) -> Result<()> {
        seen(self.if_version, version)
    }

    /// The time of this write.
    pub fn now(&self) -> Moment {
        self.now
    }

    /// The alliance that is written in, as it was when it was locked.
    ///
    /// # Errors
    /// A fault outside an alliance.
    pub fn home(&self) -> Result<&entity::alliance::Model> {
        self.home.as_ref().ok_or_else(|| AppError::fault("this write is in no alliance"))
    }

    /// A new id.
    pub fn id<I: Id>(&self) -> I {
        self.random.uuid_v7(self.now).into()
    }

    /// Where chance comes from.
    pub fn random(&self) -> &Randomness {
        &self.random
    }

    /// The revision that this write leads to; of things of the instance, the version at first.
    pub fn revision(&self) -> i64 {
        match self.log {
            Log::Alliance { revision, .. } => revision,
            Log::Instance | Log::Nothing => 1,
        }
    }

    /// Says that the caller stands differently from here on: a founder is a member, an archived
    /// alliance read-only.
    pub fn stand(&mut self, standing: Standing) {
        self.lens = Lens::of(standing);
        if let Standing::Member(member) = standing
            && matches!((self.log, self.by), (Log::Instance, Standing::Founder { .. }))
        {
            self.log = Log::Alliance { id: member.alliance, revision: 1 };
        }
        self.by = standing;
    }

    /// Says what a member is from here on, where it is the caller.
    pub fn became(&mut self, member: &entity::member::Model) {
        if let Standing::Member(by) = self.by
            && by.id == member.id
        {
            let (role, steward) = (member.role, member.steward);
            let organization = member.organization_id;
            self.stand(Standing::Member(Membership { role, steward, organization, ..by }));
        }
    }

    /// Says that the alliance is read-only from here on, or no longer.
    pub fn archived(&mut self, archived: bool) {
        if let Standing::Member(member) = self.by {
            self.stand(Standing::Member(Membership { archived, ..member }));
        }
    }

    /// Writes a new row of a table that holds no things.
    ///
    /// # Errors
    /// [`AppError::Taken`](crate::error::AppError::Taken) where its key is there already.
    pub async fn insert<E: EntityTrait>(&mut self, row: E::Model) -> Result<()>
    where
        E::Model: IntoActiveModel<E::ActiveModel>,
    {
        let new = row.into_active_model().reset_all();
        E::insert(new).exec_without_returning(&self.tx).await?;
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
        let new = row.clone().into_active_model().reset_all();
        E::insert(new).exec_without_returning(&self.tx).await?;
        Ok(Found::new(row, Within::of::<E>(self.place)))
    }

    /// Changes a thing; its id and alliance stay, its version becomes this write's.
    ///
    /// # Errors
    /// [`AppError::Taken`](crate::error::AppError::Taken) where its new key is another's already.
    pub async fn change<E: Owned>(
        &mut self,
        was: Found<E>,
        how: impl FnOnce(&mut E::Model),
    ) -> Result<Found<E>> {
        let within = Within::of::<E>(was.facts());
        let version = match self.log {
            Log::Alliance { revision, .. } => revision,
            Log::Instance | Log::Nothing => E::version(&was) + 1,
        };
        let mut row = was.row();
        how(&mut row);
        E::set_version(&mut row, version);
        let changed = row.clone().into_active_model().reset_all();
        E::update(changed).exec_without_returning(&self.tx).await?;
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

    /// Ends the write well: records the event about a thing, and commits.
    ///
    /// # Errors
    /// As the database has it; nothing is left behind then.
    pub async fn commit<I: Id, T>(
        self,
        about: I,
        show: impl FnOnce(&Standing) -> T,
    ) -> Result<Committed<T>> {
        self.record::<I>(about.into()).await?;
        if let Some(repeat) = &self.repeat {
            idempotency::note(&self.tx, repeat, Some(about.into()), self.now).await?;
        }
        let by = self.by;
        self.tx.commit().await?;
        Ok(Committed(show(&by)))
    }

    /// Ends a write that has nothing to write: no revision, no event.
    ///
    /// # Errors
    /// As the database has it.
    pub async fn leave<T>(self, show: impl FnOnce(&Standing) -> T) -> Result<Committed<T>> {
        let by = self.by;
        self.tx.rollback().await?;
        Ok(Committed(show(&by)))
    }

    async fn record<I: Id>(&self, about: Uuid) -> Result<()> {
        match self.log {
            Log::Nothing => Ok(()),
            Log::Alliance { id, revision } => {
                let event = entity::event::Model {
                    alliance_id: id,
                    revision,
                    id: self.id::<EventId>(),
                    at: self.now,
                    act: A::ACT.word(),
                    member_id: self.member(),
                    about,
                    about_kind: I::KIND.to_owned(),
                };
                let event = event.into_active_model().reset_all();
                entity::event::Entity::insert(event).exec_without_returning(&self.tx).await?;
                Ok(())
            }
            Log::Instance => {
                let event = entity::instance_event::Model {
                    id: self.id::<EventId>(),
                    at: self.now,
                    user_id: self.by.user(),
                    act: A::ACT.word(),
                    about: Some(about),
                };
                let event = event.into_active_model().reset_all();
                entity::instance_event::Entity::insert(event)
                    .exec_without_returning(&self.tx)
                    .await?;
                Ok(())
            }
        }
    }
}

/// Whether the caller has seen the version that is there.
fn seen(by_caller: Option<i64>, there: Option<i64>) -> Result<()> {
    if by_caller.is_none() || by_caller == there {
        return Ok(());
    }
    let said = "It was changed since you saw it; read it again.";
    Err(Refusal::new(Code::VersionStale, said).into())
}

/// Takes the lock of a place. A write that others may notice raises the alliance's revision, which
/// locks its row; a silent one locks the row without changing it.
async fn take(
    tx: &DatabaseTransaction,
    lock: Lock,
    notice: Notice,
) -> Result<(Log, Option<entity::alliance::Model>)> {
    use entity::alliance::{Column, Entity, Model};
    let is = match lock {
        Lock::Alliance(is) => is,
        Lock::Thing(row) => {
            tx.query_one(&*row).await?;
            return Ok((of_instance(notice), None));
        }
        Lock::Nothing => return Ok((of_instance(notice), None)),
    };
    if notice == Notice::Silent {
        let home = Entity::find().filter(is).lock_shared().one(tx).await?;
        return Ok((Log::Nothing, home));
    }
    let raise = Entity::update_many()
        .col_expr(Column::Revision, Expr::col(Column::Revision).add(1))
        .filter(is)
        .into_query()
        .returning_all()
        .take();
    let Some(row) = tx.query_one(&raise).await? else { return Ok((Log::Nothing, None)) };
    let home = Model::from_query_result(&row, "")?;
    Ok((Log::Alliance { id: home.id, revision: home.revision }, Some(home)))
}

fn of_instance(notice: Notice) -> Log {
    match notice {
        Notice::Told => Log::Instance,
        Notice::Silent => Log::Nothing,
    }
}

impl<A: Action> Reader for Unit<A> {
    type Conn = DatabaseTransaction;

    fn conn(&self) -> &DatabaseTransaction {
        &self.tx
    }

    fn lens(&self) -> &Lens {
        &self.lens
    }
}
