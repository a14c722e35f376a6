//! What an indicator's definitions were, and from when each holds.

use async_graphql::SimpleObject;
use entity::indicator::Model;
use entity::types::{Counting, Day, Direction, IndicatorId, Target, TargetPath};
use garde::Validate;
use serde::Serialize;
use utoipa::ToSchema;

use super::definition::{self, Band, Baseline};
use crate::app::{Done, Located, OfRevision, Operation, Page, ReadSnapshot};
use crate::error::Result;
use crate::policy::Act;
use crate::store::{View, definitions};

/// What progress of an indicator is judged by, from some day on.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema, SimpleObject)]
#[graphql(serial)]
pub struct Definition {
    /// The day from which it holds, until the next one does; null for the beginning.
    #[schema(required)]
    pub holds_from: Option<Day>,
    /// Which way the indicator should go.
    pub direction: Direction,
    /// How its values are read against its targets.
    pub counting: Counting,
    /// The baseline: the value before the work began, and its day.
    #[schema(required)]
    pub baseline: Option<Baseline>,
    /// The band in which the value should stay, where the direction is `maintain`.
    #[schema(required)]
    pub band: Option<Band>,
    /// The values aimed at, by date.
    #[schema(max_items = 50)]
    pub targets: Vec<Target>,
    /// What is expected between two targets.
    pub target_path: TargetPath,
    /// Days after a period's end until its value is due; null for the period's own length.
    #[schema(required, minimum = 0, maximum = 366)]
    pub grace_days: Option<i32>,
}

impl From<Model> for Definition {
    fn from(row: Model) -> Self {
        Self {
            holds_from: row.holds_from,
            direction: row.direction,
            counting: row.counting,
            baseline: definition::baseline(&row),
            band: definition::band(&row),
            targets: row.targets.0,
            target_path: row.target_path,
            grace_days: row.grace_days,
        }
    }
}

/// How many are told at most.
const MOST: usize = 200;

/// Asks for an indicator's definitions, the present one first, at most 200.
#[derive(Clone, Debug, Validate)]
pub struct ListDefinitions {}

impl OfRevision for ListDefinitions {}

impl Operation for ListDefinitions {
    const ACT: Act = Act::ListDefinitions;
    type Locator = IndicatorId;
    type AccessMode = ReadSnapshot;
    type Output = Page<Definition>;

    async fn execute(self, view: View, indicator: Located<Self>) -> Result<Done<Self>> {
        let earlier = definitions::earlier(&view, &[indicator.id]).await?;
        let row = indicator.row();
        let before = earlier.into_iter().rev().map(|was| definition::as_it_was(&row, was));
        let all = std::iter::once(row.clone()).chain(before).take(MOST);
        Ok(Page::whole(all.map(Definition::from).collect()))
    }
}
