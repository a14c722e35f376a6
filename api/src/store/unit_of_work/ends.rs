//! How a unit of work ends: with an event and a commit, or without a trace.

use entity::types::{AllianceId, EventId, Id, MemberId};
use sea_orm::{
    ActiveModelTrait, ConnectionTrait, EntityTrait, IntoActiveModel, QueryTrait, Statement,
};
use uuid::Uuid;

use super::lock::lock_besides;
use super::{OpenWrite, UnitOfWork, WriteLog};
use crate::error::Result;
use crate::policy::{Action, Standing};
use crate::store::{Queries, idempotency};

/// What a write answers with; proof that it was committed.
#[derive(Debug)]
pub struct Committed<T>(T);

impl<T> Committed<T> {
    /// The answer.
    pub fn answer(self) -> T {
        self.0
    }
}

impl<A: Action> UnitOfWork<A> {
    /// Ends the write well: records the event about a thing, and commits.
    ///
    /// # Errors
    /// As the database has it; nothing is left behind then.
    pub async fn commit<I: Id, T>(
        self,
        about: I,
        show: impl FnOnce(&Standing) -> T,
    ) -> Result<Committed<T>> {
        let by = self.write.commit(about.into(), I::KIND).await?;
        Ok(Committed(show(&by)))
    }

    /// Ends a write that has nothing to write: no revision, no event.
    ///
    /// # Errors
    /// As the database has it.
    pub async fn leave<T>(self, show: impl FnOnce(&Standing) -> T) -> Result<Committed<T>> {
        let by = self.write.by;
        self.write.tx.roll_back().await?;
        Ok(Committed(show(&by)))
    }
}

impl OpenWrite {
    /// Records the event about a thing of this kind, and commits; gives the caller's standing since. An
    /// operation that was to change fields and changed none leaves no trace.
    async fn commit(self, about: Uuid, kind: &'static str) -> Result<Standing> {
        if self.act.changes() && !self.touched {
            self.tx.roll_back().await?;
            return Ok(self.by);
        }
        if let Some(call) = &self.idempotent_call {
            idempotency::note(Queries::Transaction(&self.tx), call, Some(about), self.now).await?;
        }
        if let Some(event) = self.event(self.log, self.member(), (about, kind)) {
            self.tx.later(event).await;
        }
        self.tx.commit().await?;
        Ok(self.by)
    }

    /// Tells an alliance, besides the place where the write happens, what was done to a member of it;
    /// by whom, it need not know. Locks it: of several, the one with the lowest id comes first.
    ///
    /// # Errors
    /// A fault where the database does not answer.
    pub async fn tell_alliance(&mut self, alliance: AllianceId, about: MemberId) -> Result<()> {
        let log = lock_besides(&self.tx, alliance).await?;
        if let Some(event) = self.event(log, None, (about.0, MemberId::KIND)) {
            self.tx.later(event).await;
        }
        Ok(())
    }

    /// What is to be written so that the write is not forgotten.
    fn event(
        &self,
        log: WriteLog,
        member_id: Option<MemberId>,
        (about, kind): (Uuid, &str),
    ) -> Option<Statement> {
        let backend = self.tx.get_database_backend();
        match log {
            WriteLog::Nothing => None,
            WriteLog::Alliance { id, revision } => {
                let event = entity::event::Model {
                    alliance_id: id,
                    revision,
                    id: self.id::<EventId>(),
                    at: self.now,
                    act: self.act.word(),
                    member_id,
                    about,
                    about_kind: kind.to_owned(),
                };
                let event = event.into_active_model().reset_all();
                Some(entity::event::Entity::insert(event).build(backend))
            }
            WriteLog::Instance => {
                let event = entity::instance_event::Model {
                    id: self.id::<EventId>(),
                    at: self.now,
                    user_id: self.by.user(),
                    act: self.act.word(),
                    about: Some(about),
                };
                let event = event.into_active_model().reset_all();
                Some(entity::instance_event::Entity::insert(event).build(backend))
            }
        }
    }
}
