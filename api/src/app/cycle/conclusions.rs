//! Conclusions: what a discussion led to, kept for later review.
//!
//! The cycle's facilitator writes them down while the round is revealed; from then on only the day
//! of their review changes. A review says whether a conclusion was kept, changed or dropped.

mod write;

pub use write::*;

use async_graphql::{InputObject, SimpleObject};
use entity::conclusion::{Column, Entity};
use entity::types::{
    AllianceId, Component, ConclusionId, ConclusionKind, CycleId, Day, DiscussionId, LongText,
    Paragraph, ReviewOutcome, RoundId, Timestamp,
};
use garde::Validate;
use sea_orm::{ColumnTrait, QueryFilter, QueryTrait, Select};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use crate::app::{Filter, Get, List, Located, Readable, present, sorts};
use crate::policy::{Act, viewer_can};
use crate::store::{AllianceRef, Reader, SortKey, View, cycles};

/// What a discussion led to.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema, SimpleObject)]
#[graphql(complex, serial)]
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
    /// The day on which the conclusion is to be reviewed.
    #[schema(required)]
    pub review_on: Option<Day>,
    /// The day on which it was last looked at again.
    #[schema(required)]
    pub reviewed_on: Option<Day>,
    /// The outcome of the last review: kept, changed or dropped.
    #[schema(required)]
    pub review_outcome: Option<ReviewOutcome>,
    /// What was said at the last review.
    #[schema(required)]
    pub review_words: Option<Paragraph>,
    /// The revision of its last change.
    pub version: i64,
    /// When it was written down.
    pub created_at: Timestamp,
    /// The operations that your role allows, by their short names.
    #[schema(max_items = 40)]
    pub viewer_can: Vec<&'static str>,
}

present! {
    Conclusion of conclusion |row, by| {
        columns {
            id, alliance_id, cycle_id, discussion_id, round_id, component, kind, text, review_on,
            reviewed_on, review_outcome, review_words, version, created_at,
        }
        before { viewer_can => viewer_can(by, &row) }
    }
}

sorts! {
    /// The orders in which conclusions can be listed.
    ConclusionSort of conclusion {
        CreatedAt "The oldest first." CreatedAtDesc "The newest first." CreatedAt |row| SortKey::Timestamp(row.created_at);
    }
}

/// Which conclusions of an alliance to list.
#[derive(Clone, Debug, Default, Deserialize, IntoParams, InputObject, Validate)]
#[serde(deny_unknown_fields, default)]
#[into_params(parameter_in = Query)]
pub struct ConclusionFilter {
    /// Only conclusions of this cycle.
    #[garde(skip)]
    pub cycle: Option<CycleId>,
    /// Only conclusions of discussions of this component.
    #[garde(skip)]
    pub component: Option<Component>,
    /// Only conclusions of this kind.
    #[garde(skip)]
    pub kind: Option<ConclusionKind>,
    /// Only conclusions whose review is due on the alliance's day, or only those whose is not.
    #[garde(skip)]
    pub review_due: Option<bool>,
}

/// The operation that lists them.
pub type ListConclusions = List<ConclusionFilter>;

impl Filter for ConclusionFilter {
    const ACT: Act = Act::ListConclusions;
    type Locator = AllianceRef;
    type Thing = Conclusion;
    type Sort = ConclusionSort;

    fn rows(self, view: &View, alliance: &Located<List<Self>>) -> Select<Entity> {
        let Self { cycle, component, kind, review_due } = self;
        let today = alliance.time_zone.day(view.now());
        view.children_of::<Entity, _>(alliance.id)
            .apply_if(cycle, |rows, cycle| rows.filter(Column::CycleId.eq(cycle)))
            .apply_if(component, |rows, component| rows.filter(Column::Component.eq(component)))
            .apply_if(kind, |rows, kind| rows.filter(Column::Kind.eq(kind)))
            .apply_if(review_due, |rows, due| rows.filter(cycles::review_due(today, due)))
    }
}

/// Which conclusions of a discussion to list.
#[derive(Clone, Debug, Default, Deserialize, IntoParams, InputObject, Validate)]
#[serde(deny_unknown_fields, default)]
#[into_params(parameter_in = Query)]
pub struct DiscussionConclusionFilter {
    /// Only conclusions of this kind.
    #[garde(skip)]
    pub kind: Option<ConclusionKind>,
}

/// The operation that lists them.
pub type ListDiscussionConclusions = List<DiscussionConclusionFilter>;

impl Filter for DiscussionConclusionFilter {
    const ACT: Act = Act::ListDiscussionConclusions;
    type Locator = DiscussionId;
    type Thing = Conclusion;
    type Sort = ConclusionSort;

    fn rows(self, view: &View, discussion: &Located<List<Self>>) -> Select<Entity> {
        let Self { kind } = self;
        view.children_of::<Entity, _>(discussion.id)
            .apply_if(kind, |rows, kind| rows.filter(Column::Kind.eq(kind)))
    }
}

/// Asks for one conclusion.
pub type GetConclusion = Get<Conclusion>;

impl Readable for Conclusion {
    const ACT: Act = Act::GetConclusion;
    type Locator = ConclusionId;
}
