//! Changing the day by which a round is to be answered.

use async_graphql::InputObject;
use entity::types::{Apply, Day, DiscussionId, Patch};
use garde::Validate;
use serde::Deserialize;
use utoipa::ToSchema;

use super::Discussion;
use super::moves::{answer_by_over, live_round};
use crate::app::{Done, Located, Operation, Present, Write};
use crate::domain::order::may_set_answer_by;
use crate::error::{Refusal, Result};
use crate::policy::Act;
use crate::store::{Reader, UnitOfWork};

/// What to change of a discussion while its live round collects; what is not named stays.
#[derive(Clone, Debug, Deserialize, ToSchema, InputObject, Validate)]
#[serde(deny_unknown_fields)]
#[graphql(name = "ChangeDiscussionInput")]
pub struct ChangeDiscussion {
    /// The day by which its live round is to be answered; nothing closes by itself.
    #[serde(default)]
    #[schema(value_type = Option<Day>)]
    #[garde(skip)]
    pub answer_by: Patch<Day>,
}

impl Operation for ChangeDiscussion {
    const ACT: Act = Act::ChangeDiscussion;
    type Locator = DiscussionId;
    type AccessMode = Write;
    type Output = Discussion;

    async fn execute(self, mut unit: UnitOfWork<Self>, was: Located<Self>) -> Result<Done<Self>> {
        let mut answer_by = was.answer_by;
        self.answer_by.apply(&mut answer_by);
        let over = answer_by_over(&unit, answer_by.filter(|day| was.answer_by != Some(*day)))?;
        let cycle = unit.thing::<entity::cycle::Entity>(was.cycle_id).await?;
        let may = may_set_answer_by(cycle.status, was.status);
        may.map_err(|refused| refused.says(unit.language()).and(over.clone()))?;
        Refusal::unless_none(over)?;
        let round = live_round(&*unit, &was).await?;
        unit.change(round, |round| round.answer_by = answer_by).await?;
        let now = unit.change(was, |discussion| discussion.answer_by = answer_by).await?;
        unit.commit(now.id, |by| Discussion::from_row(now, by)).await
    }
}
