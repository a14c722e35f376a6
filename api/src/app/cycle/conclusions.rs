//! Conclusions: what a discussion led to, kept for later review.

use async_graphql::{InputObject, SimpleObject};
use entity::conclusion::{Column, Entity, Model};
use entity::words::{
    AllianceId, Apply, Change, Component, ConclusionId, ConclusionKind, CycleId, Day, DiscussionId,
    DiscussionStatus, LongText, Moment, Paragraph, Patch, ReviewOutcome, RoundId,
};
use garde::Validate;
use sea_orm::{ColumnTrait, QueryFilter, QueryTrait};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use crate::app::{Done, Gone, Here, Operation, Page, Reads, Shown, Writes, page, sorts};
use crate::error::{Code, Refusal, Result};
use crate::policy::{Act, Standing, viewer_can};
use crate::store::{AllianceRef, Cursor, Found, Key, Reader, Unit, View};

/// What a discussion led to.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema, SimpleObject)]
#[graphql(complex)]
pub struct Conclusion {
    /// The conclusion.
    pub id: ConclusionId,
    /// The alliance.
    pub alliance_id: AllianceId,
    /// The cycle.
    pub cycle_id: CycleId,
    /// The discussion.
    pub discussion_id: DiscussionId,
    /// The round in which it was written down.
    pub round_id: RoundId,
    /// The component that was discussed.
    pub component: Component,
    /// What kind of conclusion it is.
    pub kind: ConclusionKind,
    /// The conclusion itself.
    pub text: LongText,
    /// When it is to be looked at again.
    #[schema(required)]
    pub review_on: Option<Day>,
    /// When it was.
    #[schema(required)]
    pub reviewed_on: Option<Day>,
    /// What came of that.
    #[schema(required)]
    pub review_outcome: Option<ReviewOutcome>,
    /// What was said of it.
    #[schema(required)]
    pub review_words: Option<Paragraph>,
    /// The revision of its last change.
    pub version: i64,
    /// When it was written down.
    pub created_at: Moment,
    /// What you may do with it.
    #[schema(max_items = 40)]
    pub viewer_can: Vec<&'static str>,
}

impl Shown for Conclusion {
    type Entity = Entity;

    fn seen(row: Found<Entity>, by: &Standing) -> Self {
        let viewer_can = viewer_can(by, &row);
        let Model {
            id,
            alliance_id,
            cycle_id,
            discussion_id,
            round_id,
            component,
            kind,
            text,
            review_on,
            reviewed_on,
            review_outcome,
            review_words,
            version,
            created_at,
        } = row.row();
        Self {
            id,
            alliance_id,
            cycle_id,
            discussion_id,
            round_id,
            component,
            kind,
            text,
            review_on,
            reviewed_on,
            review_outcome,
            review_words,
            version,
            created_at,
            viewer_can,
        }
    }
}

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
    /// When it is to be looked at again.
    #[garde(skip)]
    pub review_on: Option<Day>,
}

impl Operation for CreateConclusion {
    const ACT: Act = Act::CreateConclusion;
    type At = DiscussionId;
    type Way = Writes;
    type Output = Conclusion;

    async fn execute(self, mut unit: Unit<Self>, discussion: Here<Self>) -> Result<Done<Self>> {
        let Self { kind, text, review_on } = self;
        let round = discussion.round_id.filter(|_| discussion.status == DiscussionStatus::Revealed);
        let said = "Conclusions are written down while the round is revealed.";
        let round_id = round.ok_or_else(|| Refusal::new(Code::NotRevealed, said))?;
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
        unit.commit(new.id, |by| Conclusion::seen(new, by)).await
    }
}

sorts! {
    /// The orders in which conclusions can be listed.
    ConclusionSort of conclusion {
        CreatedAt "The oldest first." CreatedAtDesc "The newest first." CreatedAt |row| Key::Moment(row.created_at);
    }
}

/// Which conclusions of an alliance to list.
#[derive(Clone, Debug, Default, Deserialize, IntoParams, Validate)]
#[serde(deny_unknown_fields, default)]
#[into_params(parameter_in = Query)]
pub struct ListConclusions {
    /// Only those of this cycle.
    #[garde(skip)]
    pub cycle: Option<CycleId>,
    /// Only those of this component.
    #[garde(skip)]
    pub component: Option<Component>,
    /// Only those of this kind.
    #[garde(skip)]
    pub kind: Option<ConclusionKind>,
    /// Only those that are to be looked at again on this day or earlier, and were not.
    #[garde(skip)]
    pub review_to: Option<Day>,
    /// The order.
    #[param(required = false)]
    #[garde(skip)]
    pub sort: ConclusionSort,
    /// How many at most, 1 to 200; 50 where nothing is said.
    #[param(minimum = 1, maximum = 200)]
    #[garde(inner(range(min = 1, max = 200)))]
    pub limit: Option<u32>,
    /// Where the page before ended.
    #[garde(skip)]
    pub cursor: Option<Cursor>,
}

impl Operation for ListConclusions {
    const ACT: Act = Act::ListConclusions;
    type At = AllianceRef;
    type Way = Reads;
    type Output = Page<Conclusion>;

    async fn execute(self, view: View, _: Here<Self>) -> Result<Done<Self>> {
        let Self { cycle, component, kind, review_to, sort, limit, cursor } = self;
        let rows = view
            .rows::<Entity>()
            .apply_if(cycle, |rows, id| rows.filter(Column::CycleId.eq(id)))
            .apply_if(component, |rows, component| rows.filter(Column::Component.eq(component)))
            .apply_if(kind, |rows, kind| rows.filter(Column::Kind.eq(kind)))
            .apply_if(review_to, |rows, day| {
                rows.filter(Column::ReviewOn.lte(day)).filter(Column::ReviewedOn.is_null())
            });
        let slice = view.page(rows, page(sort, limit, cursor)).await?;
        Ok(Page::seen(slice, view.by()))
    }
}

/// Which conclusions of a discussion to list.
#[derive(Clone, Debug, Default, Deserialize, IntoParams, Validate)]
#[serde(deny_unknown_fields, default)]
#[into_params(parameter_in = Query)]
pub struct ListDiscussionConclusions {
    /// The order.
    #[param(required = false)]
    #[garde(skip)]
    pub sort: ConclusionSort,
    /// How many at most, 1 to 200; 50 where nothing is said.
    #[param(minimum = 1, maximum = 200)]
    #[garde(inner(range(min = 1, max = 200)))]
    pub limit: Option<u32>,
    /// Where the page before ended.
    #[garde(skip)]
    pub cursor: Option<Cursor>,
}

impl Operation for ListDiscussionConclusions {
    const ACT: Act = Act::ListDiscussionConclusions;
    type At = DiscussionId;
    type Way = Reads;
    type Output = Page<Conclusion>;

    async fn execute(self, view: View, discussion: Here<Self>) -> Result<Done<Self>> {
        let Self { sort, limit, cursor } = self;
        let rows = view.rows::<Entity>().filter(Column::DiscussionId.eq(discussion.id));
        let slice = view.page(rows, page(sort, limit, cursor)).await?;
        Ok(Page::seen(slice, view.by()))
    }
}

/// Asks for one conclusion.
#[derive(Clone, Debug, Validate)]
pub struct GetConclusion {}

impl Operation for GetConclusion {
    const ACT: Act = Act::GetConclusion;
    type At = ConclusionId;
    type Way = Reads;
    type Output = Conclusion;

    async fn execute(self, view: View, conclusion: Here<Self>) -> Result<Done<Self>> {
        Ok(Conclusion::seen(conclusion, view.by()))
    }
}

/// What to change of a conclusion, while its round is revealed; what is not named stays.
#[derive(Clone, Debug, Deserialize, ToSchema, InputObject, Validate)]
#[serde(deny_unknown_fields)]
#[graphql(name = "ChangeConclusionInput")]
pub struct ChangeConclusion {
    /// What kind of conclusion it is.
    #[serde(default)]
    #[schema(value_type = ConclusionKind, required = false)]
    #[garde(skip)]
    pub kind: Change<ConclusionKind>,
    /// The conclusion itself.
    #[serde(default)]
    #[schema(value_type = LongText, required = false)]
    #[garde(dive)]
    pub text: Change<LongText>,
    /// When it is to be looked at again.
    #[serde(default)]
    #[schema(value_type = Option<Day>)]
    #[garde(skip)]
    pub review_on: Patch<Day>,
}

impl Operation for ChangeConclusion {
    const ACT: Act = Act::ChangeConclusion;
    type At = ConclusionId;
    type Way = Writes;
    type Output = Conclusion;

    async fn execute(self, mut unit: Unit<Self>, was: Here<Self>) -> Result<Done<Self>> {
        let Self { kind, text, review_on } = self;
        still_revealed(&unit, &was).await?;
        let now = unit
            .change(was, |conclusion| {
                kind.apply(&mut conclusion.kind);
                text.apply(&mut conclusion.text);
                review_on.apply(&mut conclusion.review_on);
            })
            .await?;
        unit.commit(now.id, |by| Conclusion::seen(now, by)).await
    }
}

/// What was concluded stays as it was concluded: it changes only while its round is revealed.
async fn still_revealed(reader: &impl Reader, conclusion: &Model) -> Result<()> {
    let round = reader.thing::<entity::round::Entity>(conclusion.round_id).await?;
    if round.status == DiscussionStatus::Revealed {
        return Ok(());
    }
    let said = "Its round is concluded, and it stays as it is; it can be reviewed.";
    Err(Refusal::new(Code::WrongState, said).into())
}

/// What came of a conclusion.
#[derive(Clone, Debug, Deserialize, ToSchema, InputObject, Validate)]
#[serde(deny_unknown_fields)]
#[graphql(name = "ReviewConclusionInput")]
pub struct ReviewConclusion {
    /// Whether it still holds.
    #[garde(skip)]
    pub outcome: ReviewOutcome,
    /// What is said of it.
    #[garde(dive)]
    pub words: Paragraph,
    /// When it is to be looked at again.
    #[garde(skip)]
    pub review_on: Option<Day>,
}

impl Operation for ReviewConclusion {
    const ACT: Act = Act::ReviewConclusion;
    type At = ConclusionId;
    type Way = Writes;
    type Output = Conclusion;

    async fn execute(self, mut unit: Unit<Self>, was: Here<Self>) -> Result<Done<Self>> {
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
        unit.commit(now.id, |by| Conclusion::seen(now, by)).await
    }
}

/// Removes a conclusion while its round is revealed.
#[derive(Clone, Debug, Validate)]
pub struct RemoveConclusion {}

impl Operation for RemoveConclusion {
    const ACT: Act = Act::RemoveConclusion;
    type At = ConclusionId;
    type Way = Writes;
    type Output = Gone;

    async fn execute(self, mut unit: Unit<Self>, was: Here<Self>) -> Result<Done<Self>> {
        let id = was.id;
        still_revealed(&unit, &was).await?;
        unit.remove(was).await?;
        unit.commit(id, |_| Gone::IT_IS).await
    }
}
