//! The steps of a discussion, but for the reveal: start, conclude, set aside, revisit, reaffirm.

use async_graphql::InputObject;
use entity::types::{Day, DiscussionEvent, DiscussionId, DiscussionStatus, Paragraph};
use garde::Validate;
use serde::Deserialize;
use utoipa::ToSchema;

use super::Discussion;
use super::moves::{check_opening, check_step, live_round, mark, move_round, open_round};
use crate::app::{Done, Located, Operation, Present, Write};
use crate::domain::order::Reason;
use crate::error::Result;
use crate::policy::Act;
use crate::store::UnitOfWork;

/// How the first round of a discussion opens.
#[derive(Clone, Debug, Default, Deserialize, ToSchema, InputObject, Validate)]
#[serde(deny_unknown_fields, default)]
#[graphql(name = "StartDiscussionInput")]
pub struct StartDiscussion {
    /// The day by which it is to be answered; nothing closes by itself.
    #[garde(skip)]
    pub answer_by: Option<Day>,
}

impl Operation for StartDiscussion {
    const ACT: Act = Act::StartDiscussion;
    type Locator = DiscussionId;
    type AccessMode = Write;
    type Output = Discussion;

    async fn execute(self, mut unit: UnitOfWork<Self>, was: Located<Self>) -> Result<Done<Self>> {
        let answer_by = self.answer_by;
        let start = DiscussionEvent::Start;
        check_opening(&unit, &was, start, Reason::Missing, answer_by).await?;
        let now = open_round(&mut unit, was, None, answer_by).await?;
        unit.commit(now.id, |by| Discussion::from_row(now, by)).await
    }
}

/// Ends a discussion with what it led to.
#[derive(Clone, Debug, Validate)]
pub struct ConcludeDiscussion {}

impl Operation for ConcludeDiscussion {
    const ACT: Act = Act::ConcludeDiscussion;
    type Locator = DiscussionId;
    type AccessMode = Write;
    type Output = Discussion;

    async fn execute(self, mut unit: UnitOfWork<Self>, was: Located<Self>) -> Result<Done<Self>> {
        check_step(&unit, &was, DiscussionEvent::Conclude, Reason::Missing).await?;
        let round = live_round(&*unit, &was).await?;
        let revision = unit.revision();
        let now = move_round(&mut unit, round, was, DiscussionStatus::Concluded, None).await?;
        let now = unit.change(now, |it| it.concluded_at_revision = Some(revision)).await?;
        let now = mark(&mut unit, now).await?;
        unit.commit(now.id, |by| Discussion::from_row(now, by)).await
    }
}

/// Why something is done.
#[derive(Clone, Debug, Deserialize, ToSchema, InputObject, Validate)]
#[serde(deny_unknown_fields)]
#[graphql(name = "SetAsideDiscussionInput")]
pub struct SetAsideDiscussion {
    /// Why it is left out; shown in every report.
    #[garde(dive)]
    pub reason: Option<Paragraph>,
}

impl Operation for SetAsideDiscussion {
    const ACT: Act = Act::SetAsideDiscussion;
    type Locator = DiscussionId;
    type AccessMode = Write;
    type Output = Discussion;

    fn destroys(&self) -> bool {
        true
    }

    async fn execute(self, mut unit: UnitOfWork<Self>, was: Located<Self>) -> Result<Done<Self>> {
        let reason = Reason::from(&self.reason);
        check_step(&unit, &was, DiscussionEvent::SetAside, reason).await?;
        unit.because(self.reason.as_ref()).await?;
        let now = match was.round_id {
            None => {
                let aside = DiscussionStatus::SetAside;
                unit.change(was, |it| {
                    it.status = aside;
                    it.reason = self.reason;
                })
                .await?
            }
            Some(id) => {
                unit.destroy(id).await?;
                let round = live_round(&*unit, &was).await?;
                move_round(&mut unit, round, was, DiscussionStatus::SetAside, self.reason).await?
            }
        };
        unit.commit(now.id, |by| Discussion::from_row(now, by)).await
    }
}

/// Why a discussion is opened again.
#[derive(Clone, Debug, Deserialize, ToSchema, InputObject, Validate)]
#[serde(deny_unknown_fields)]
#[graphql(name = "RevisitDiscussionInput")]
pub struct RevisitDiscussion {
    /// Why it is opened again.
    #[garde(dive)]
    pub reason: Option<Paragraph>,
    /// The day by which the new round is to be answered; nothing closes by itself.
    #[garde(skip)]
    pub answer_by: Option<Day>,
}

impl Operation for RevisitDiscussion {
    const ACT: Act = Act::RevisitDiscussion;
    type Locator = DiscussionId;
    type AccessMode = Write;
    type Output = Discussion;

    async fn execute(self, mut unit: UnitOfWork<Self>, was: Located<Self>) -> Result<Done<Self>> {
        let Self { reason, answer_by } = self;
        let revisit = DiscussionEvent::Revisit;
        check_opening(&unit, &was, revisit, Reason::from(&reason), answer_by).await?;
        unit.because(reason.as_ref()).await?;
        let revision = unit.revision();
        let now = open_round(&mut unit, was, reason, answer_by).await?;
        let now = unit.change(now, |it| it.revisited_at_revision = Some(revision)).await?;
        let now = mark(&mut unit, now).await?;
        unit.commit(now.id, |by| Discussion::from_row(now, by)).await
    }
}

/// Why what was concluded still holds.
#[derive(Clone, Debug, Deserialize, ToSchema, InputObject, Validate)]
#[serde(deny_unknown_fields)]
#[graphql(name = "ReaffirmDiscussionInput")]
pub struct ReaffirmDiscussion {
    /// Why what was concluded still holds.
    #[garde(dive)]
    pub reason: Option<Paragraph>,
}

impl Operation for ReaffirmDiscussion {
    const ACT: Act = Act::ReaffirmDiscussion;
    type Locator = DiscussionId;
    type AccessMode = Write;
    type Output = Discussion;

    async fn execute(self, mut unit: UnitOfWork<Self>, was: Located<Self>) -> Result<Done<Self>> {
        let reason = Reason::from(&self.reason);
        check_step(&unit, &was, DiscussionEvent::Reaffirm, reason).await?;
        unit.because(self.reason.as_ref()).await?;
        let revision = unit.revision();
        let now = unit
            .change(was, |it| {
                it.reaffirmed_at_revision = Some(revision);
                it.reason = self.reason;
            })
            .await?;
        let now = mark(&mut unit, now).await?;
        unit.commit(now.id, |by| Discussion::from_row(now, by)).await
    }
}
