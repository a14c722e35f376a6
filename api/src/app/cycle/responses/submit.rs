//! Handing answers in, and taking them back.

use entity::types::{Disclosure, DiscussionEvent, DiscussionId, FacilitatorSees, MemberId};
use garde::Validate;

use super::{Desk, MyResponses};
use crate::app::cycle::turnout;
use crate::app::{Done, Located, Operation, WriteAnswer};
use crate::error::Result;
use crate::policy::Act;
use crate::store::UnitOfWork;
use crate::store::answers::Submission;

/// Submits all your drafts of the live round, in place of what you had submitted.
#[derive(Clone, Debug, Validate)]
pub struct SubmitResponses {}

impl Operation for SubmitResponses {
    const ACT: Act = Act::SubmitResponses;
    type Locator = DiscussionId;
    type AccessMode = WriteAnswer;
    type Output = MyResponses;

    async fn execute(
        self,
        mut unit: UnitOfWork<Self>,
        discussion: Located<Self>,
    ) -> Result<Done<Self>> {
        let desk = Desk::at(&unit, &discussion, DiscussionEvent::Submit).await?;
        let submission = Submission {
            round: desk.round,
            respondent: desk.me.id,
            organization: desk.me.organization,
            visible_to: facilitator_who_sees_names(&desk.cycle),
        };
        unit.submit(submission).await?;
        turnout::show_threshold(&mut unit, &desk.cycle, desk.round).await?;
        let shown = desk.all(&*unit).await?;
        unit.commit(discussion.id, |_| shown).await
    }
}

/// The facilitator to whom a submitted answer is shown before the reveal: in a named cycle that
/// says so whoever facilitates at that time, and nobody who takes over later.
fn facilitator_who_sees_names(cycle: &entity::cycle::Model) -> Option<MemberId> {
    let named = cycle.disclosure == Some(Disclosure::Named);
    let names = cycle.facilitator_sees == Some(FacilitatorSees::Names);
    cycle.facilitator_id.filter(|_| named && names)
}

/// Turns all that you had submitted to the live round back into drafts.
#[derive(Clone, Debug, Validate)]
pub struct WithdrawResponses {}

impl Operation for WithdrawResponses {
    const ACT: Act = Act::WithdrawResponses;
    type Locator = DiscussionId;
    type AccessMode = WriteAnswer;
    type Output = MyResponses;

    async fn execute(
        self,
        mut unit: UnitOfWork<Self>,
        discussion: Located<Self>,
    ) -> Result<Done<Self>> {
        let desk = Desk::at(&unit, &discussion, DiscussionEvent::Withdraw).await?;
        unit.withdraw(desk.round, desk.me.id).await?;
        let shown = desk.all(&*unit).await?;
        unit.commit(discussion.id, |_| shown).await
    }
}
