//! The unit of work: one transaction, under the alliance's lock, with a permit, ending in one
//! event.

mod ends;
mod expected;
mod lock;
mod rows;

pub use ends::Committed;
pub use expected::Expected;

use std::ops::{Deref, DerefMut};
use std::sync::Arc;

use entity::types::{AllianceId, Id, Language, MemberId, Timestamp};

use self::lock::request_lock;
use super::db::destroyed::Remains;
use super::locator::Locator;
use super::transaction::Transaction;
use super::{Db, IdempotentCall, Queries, Reader};
use crate::clock::Clock;
use crate::error::{AppError, Result};
use crate::policy::{
    Act, Action, Actor, Facts, Lens, Membership, Permit, Standing, Subject, allow,
};
use crate::randomness::Randomness;

/// What a write leaves behind besides its rows.
#[derive(Clone, Copy, Debug)]
enum WriteLog {
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
pub struct WriteTerms {
    /// What the caller expects to find.
    pub expected: Expected,
    /// What makes it repeatable.
    pub idempotent_call: Option<IdempotentCall>,
    /// The language in which the caller wants to be spoken to.
    pub language: Language,
}

/// A write that is under way, with the permit for its operation. Only [`UnitOfWork::commit`] ends a
/// write well; dropped, it leaves nothing behind.
#[derive(Debug)]
pub struct UnitOfWork<A> {
    write: OpenWrite,
    _permit: Permit<A>,
}

/// A write that is under way, whichever operation it is: only [`UnitOfWork`] hands one out. What works
/// on it is compiled once, not once an operation.
#[derive(Debug)]
pub struct OpenWrite {
    tx: Transaction,
    act: Act,
    log: WriteLog,
    by: Standing,
    lens: Lens,
    home: Option<entity::alliance::Model>,
    place: Facts,
    expected: Expected,
    language: Language,
    now: Timestamp,
    random: Randomness,
    idempotent_call: Option<IdempotentCall>,
    /// Whether anything was written so far.
    touched: bool,
    remains: Arc<Remains>,
}

impl<A> Deref for UnitOfWork<A> {
    type Target = OpenWrite;

    fn deref(&self) -> &OpenWrite {
        &self.write
    }
}

impl<A> DerefMut for UnitOfWork<A> {
    fn deref_mut(&mut self) -> &mut OpenWrite {
        &mut self.write
    }
}

/// Whether a write is one that others may notice.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Notice {
    /// It raises the revision and leaves an event.
    Recorded,
    /// It does neither.
    Silent,
}

impl<A: Action> UnitOfWork<A> {
    /// Opens a write: takes the lock, finds the thing and the caller's standing to it, and asks
    /// policy.
    pub(crate) async fn open<P: Locator<Subject = A::On>>(
        (db, clock, random): (&Db, &Clock, &Randomness),
        actor: &Actor,
        terms: &WriteTerms,
        at: &P,
        notice: Notice,
    ) -> Result<(Self, P::Subject)> {
        let tx = db.write()?;
        let lock = request_lock(&tx, at.lock(), notice).await;
        let (by, on) = at.locate(Queries::Transaction(&tx), actor).await?;
        let locked = lock.heard(&tx).await?;
        let permit = allow::<A>(&by, &on)?;
        let located = (by, on.facts(), on.version());
        let write =
            OpenWrite::new((db, tx, A::ACT), locked, located, (clock.now(), random, terms))?;
        Ok((Self { write, _permit: permit }, on))
    }
}

impl OpenWrite {
    fn new(
        (db, tx, act): (&Db, Transaction, Act),
        (log, home): (WriteLog, Option<entity::alliance::Model>),
        (by, place, version): (Standing, Facts, Option<i64>),
        (now, random, terms): (Timestamp, &Randomness, &WriteTerms),
    ) -> Result<Self> {
        if version.is_some() {
            terms.expected.found(version)?;
        }
        let WriteTerms { expected, idempotent_call, language } = terms.clone();
        let (lens, random) = (Lens::of(by), random.clone());
        Ok(Self {
            tx,
            act,
            log,
            by,
            lens,
            home,
            place,
            expected,
            language,
            now,
            random,
            idempotent_call,
            touched: false,
            remains: db.remains.clone(),
        })
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

    /// Refuses a write whose caller expects to find another version than the one that is about to
    /// be changed; for locators that find something else than the thing.
    ///
    /// # Errors
    /// `version_stale`.
    pub fn expect(&self, version: Option<i64>) -> Result<()> {
        self.expected.found(version)
    }

    /// Sends what was written to the database; for what it may refuse, such as a key that is taken.
    ///
    /// # Errors
    /// [`AppError::UniqueViolation`] where a key that was written is there already.
    pub async fn flush(&self) -> Result<()> {
        self.tx.flush().await.map(drop)
    }

    /// Notes that so many answers are destroyed.
    pub(super) fn note_destroyed(&self, answers: u64) {
        self.remains.note(answers);
    }

    /// The time of this write.
    pub fn now(&self) -> Timestamp {
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
            WriteLog::Alliance { revision, .. } => revision,
            WriteLog::Instance | WriteLog::Nothing => 1,
        }
    }

    /// Says that the caller stands differently from here on: a founder is a member, an archived
    /// alliance read-only.
    pub fn stand(&mut self, standing: Standing) {
        self.lens = Lens::of(standing);
        if let Standing::Member(member) = standing
            && matches!((self.log, self.by), (WriteLog::Instance, Standing::Founder { .. }))
        {
            self.log = WriteLog::Alliance { id: member.alliance, revision: 1 };
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
}

impl Reader for OpenWrite {
    fn conn(&self) -> Queries<'_> {
        Queries::Transaction(&self.tx)
    }

    fn lens(&self) -> &Lens {
        &self.lens
    }
}
