//! The reveal of what was submitted.

use async_graphql::InputObject;
use entity::types::{DiscussionEvent, DiscussionId, DiscussionStatus};
use garde::Validate;
use serde::Deserialize;
use utoipa::ToSchema;

use super::Discussion;
use super::moves::{live_round, move_round};
use crate::app::cycle::{facts, results, turnout};
use crate::app::{Done, Located, Operation, Present, Write};
use crate::domain::order::Reason;
use crate::error::Result;
use crate::policy::Act;
use crate::store::UnitOfWork;

/// How what was submitted is revealed.
#[derive(Clone, Debug, Default, Deserialize, ToSchema, InputObject, Validate)]
#[serde(deny_unknown_fields, default)]
#[graphql(name = "RevealDiscussionInput")]
pub struct RevealDiscussion {
    /// Whether it is revealed even if organizations that could answer have not.
    #[graphql(default)]
    #[garde(skip)]
    pub even_if_missing: bool,
}

impl Operation for RevealDiscussion {
    const ACT: Act = Act::RevealDiscussion;
    type Locator = DiscussionId;
    type AccessMode = Write;
    type Output = Discussion;

    fn destroys(&self) -> bool {
        true
    }

    async fn execute(self, mut unit: UnitOfWork<Self>, was: Located<Self>) -> Result<Done<Self>> {
        let mut context = facts::load_context(&*unit, &was).await?;
        if was.status == DiscussionStatus::Collecting {
            let round = live_round(&*unit, &was).await?;
            let live = &mut context.facts.live;
            turnout::note_missing(&*unit, &context.cycle, &round, live).await?;
        }
        let said = Reason::from(self.even_if_missing);
        let step = context.facts.step(DiscussionEvent::Reveal, said);
        step.map_err(|refused| refused.says(unit.language()))?;
        let round = live_round(&*unit, &was).await?;
        results::freeze(&mut unit, &context.cycle, &round).await?;
        let now = move_round(&mut unit, round, was, DiscussionStatus::Revealed, None).await?;
        unit.commit(now.id, |by| Discussion::from_row(now, by)).await
    }
}
