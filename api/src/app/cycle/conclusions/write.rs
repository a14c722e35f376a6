//! Writing conclusions down, changing, reviewing and removing them.

use async_graphql::InputObject;
use entity::conclusion::{Entity, Model};
use entity::types::{
    Apply, Change, ConclusionId, ConclusionKind, Day, DiscussionId, LongText, Paragraph, Patch,
    ReviewOutcome,
};
use garde::Validate;
use serde::Deserialize;
use utoipa::ToSchema;

use super::Conclusion;
use crate::app::cycle::facts;
use crate::app::{Done, Gone, Located, Operation, Present, Write};
use crate::error::Result;
use crate::policy::Act;
use crate::store::{OpenWrite, Reader, UnitOfWork};

/// What it takes to write a conclusion down.
#[derive(Clone, Debug, Deserialize, ToSchema, InputObject, Validate)]
#[serde(deny_unknown_fields)]
#[graphql(name = "CreateConclusionInput")]
pub struct CreateConclusion {
    /// What kind of conclusion it is.
    #[garde(skip)]
    pub kind: ConclusionKind,
    /// The conclusion itself.
    #[garde(dive)]
    pub text: LongText,
    /// The day on which the conclusion is to be reviewed.
    #[garde(skip)]
    pub review_on: Option<Day>,
}

impl Operation for CreateConclusion {
    const ACT: Act = Act::CreateConclusion;
    type Locator = DiscussionId;
    type AccessMode = Write;
    type Output = Conclusion;

    async fn execute(
        self,
        mut unit: UnitOfWork<Self>,
        discussion: Located<Self>,
    ) -> Result<Done<Self>> {
        let Self { kind, text, review_on } = self;
        let round_id = facts::writable(&unit, &discussion, None).await?;
        let row = Model {
            id: unit.id(),
            alliance_id: discussion.alliance_id,
            cycle_id: discussion.cycle_id,
            discussion_id: discussion.id,
            round_id,
            component: discussion.component,
            kind,
            text,
            review_on,
            reviewed_on: None,
            review_outcome: None,
            review_words: None,
            version: unit.revision(),
            created_at: unit.now(),
        };
        let new = unit.create::<Entity>(row).await?;
        unit.commit(new.id, |by| Conclusion::from_row(new, by)).await
    }
}

/// What to change of a conclusion; what is not named stays.
#[derive(Clone, Debug, Deserialize, ToSchema, InputObject, Validate)]
#[serde(deny_unknown_fields)]
#[graphql(name = "ChangeConclusionInput")]
pub struct ChangeConclusion {
    /// What kind of conclusion it is; only while its round is revealed.
    #[serde(default)]
    #[schema(value_type = ConclusionKind, required = false)]
    #[garde(skip)]
    pub kind: Change<ConclusionKind>,
    /// The conclusion itself; only while its round is revealed.
    #[serde(default)]
    #[schema(value_type = LongText, required = false)]
    #[garde(dive)]
    pub text: Change<LongText>,
    /// The day on which the conclusion is to be reviewed.
    #[serde(default)]
    #[schema(value_type = Option<Day>)]
    #[garde(skip)]
    pub review_on: Patch<Day>,
}

impl Operation for ChangeConclusion {
    const ACT: Act = Act::ChangeConclusion;
    type Locator = ConclusionId;
    type AccessMode = Write;
    type Output = Conclusion;

    async fn execute(self, mut unit: UnitOfWork<Self>, was: Located<Self>) -> Result<Done<Self>> {
        let Self { kind, text, review_on } = self;
        let mut wanted = Model::clone(&was);
        kind.apply(&mut wanted.kind);
        text.apply(&mut wanted.text);
        review_on.apply(&mut wanted.review_on);
        if (wanted.kind, &wanted.text) != (was.kind, &was.text) {
            still_writable(&unit, &was).await?;
        }
        let now = unit.change(was, |conclusion| *conclusion = wanted).await?;
        unit.commit(now.id, |by| Conclusion::from_row(now, by)).await
    }
}

/// What came of looking at a conclusion again.
#[derive(Clone, Debug, Deserialize, ToSchema, InputObject, Validate)]
#[serde(deny_unknown_fields)]
#[graphql(name = "ReviewConclusionInput")]
pub struct ReviewConclusion {
    /// Whether it was kept, changed or dropped.
    #[garde(skip)]
    pub outcome: ReviewOutcome,
    /// What was said of it; where it changed, how it holds from now on.
    #[garde(dive)]
    pub words: Paragraph,
    /// The day on which it is to be looked at once more, where that is another.
    #[garde(skip)]
    pub review_on: Option<Day>,
}

impl Operation for ReviewConclusion {
    const ACT: Act = Act::ReviewConclusion;
    type Locator = ConclusionId;
    type AccessMode = Write;
    type Output = Conclusion;

    async fn execute(self, mut unit: UnitOfWork<Self>, was: Located<Self>) -> Result<Done<Self>> {
        let Self { outcome, words, review_on } = self;
        let today = unit.home()?.time_zone.day(unit.now());
        let now = unit
            .change(was, |conclusion| {
                conclusion.reviewed_on = Some(today);
                conclusion.review_outcome = Some(outcome);
                conclusion.review_words = Some(words);
                conclusion.review_on = review_on.or(conclusion.review_on);
            })
            .await?;
        unit.commit(now.id, |by| Conclusion::from_row(now, by)).await
    }
}

/// Removes a conclusion while its round is revealed.
#[derive(Clone, Debug, Validate)]
pub struct RemoveConclusion {}

impl Operation for RemoveConclusion {
    const ACT: Act = Act::RemoveConclusion;
    type Locator = ConclusionId;
    type AccessMode = Write;
    type Output = Gone;

    async fn execute(self, mut unit: UnitOfWork<Self>, was: Located<Self>) -> Result<Done<Self>> {
        let id = was.id;
        still_writable(&unit, &was).await?;
        unit.remove(was).await?;
        unit.commit(id, |_| Gone::IT_IS).await
    }
}

/// Refuses what would change a conclusion once its round is no longer revealed.
async fn still_writable(unit: &OpenWrite, conclusion: &Model) -> Result<()> {
    let discussion = unit.thing::<entity::discussion::Entity>(conclusion.discussion_id).await?;
    facts::writable(unit, &discussion, Some(conclusion.round_id)).await.map(|_| ())
}
