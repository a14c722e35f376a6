//! Adding an indicator.

use async_graphql::InputObject;
use entity::indicator::{Entity, Model};
use entity::types::{
    AllianceId, Counting, Day, Direction, IndicatorCode, LongText, Measure, Paragraph, PeriodType,
    ShortText, Target, TargetPath, Targets, ThingStatus, UnitLabel, Visibility,
};
use garde::Validate;
use serde::Deserialize;
use utoipa::ToSchema;

use super::{CODE_TAKEN, Indicator};
use crate::app::indicators::definition::{self, Band, Baseline};
use crate::app::{Done, Located, Operation, Present, Write};
use crate::error::{ErrorCode, OnUniqueViolation, Refusal, Result, Violation};
use crate::policy::Act;
use crate::store::indicators::{self, MOST_IN_USE};
use crate::store::{AllianceRef, OpenWrite, Reader, UnitOfWork};

/// What it takes to add an indicator.
#[derive(Clone, Debug, Deserialize, ToSchema, InputObject, Validate)]
#[serde(deny_unknown_fields)]
#[graphql(name = "CreateIndicatorInput")]
pub struct CreateIndicator {
    /// What scripts are to call it.
    #[garde(dive)]
    pub code: IndicatorCode,
    /// What it measures.
    #[garde(dive)]
    pub title: ShortText,
    /// How it is measured.
    #[garde(dive)]
    pub description: Option<Paragraph>,
    /// The unit of its values, as people write it.
    #[garde(dive)]
    pub unit: UnitLabel,
    /// What kind of quantity it is.
    #[garde(skip)]
    pub measure: Measure,
    /// Which way it should go.
    #[garde(skip)]
    pub direction: Direction,
    /// How its values are read against its targets; each for itself where nothing is said.
    #[serde(default = "level")]
    #[schema(default = "level")]
    #[graphql(default_with = "level()")]
    #[garde(skip)]
    pub counting: Counting,
    /// Where it stood before.
    #[garde(dive)]
    pub baseline: Option<Baseline>,
    /// The band within which it should stay, where it is to be maintained.
    #[garde(dive)]
    pub band: Option<Band>,
    /// The values aimed at, by date.
    #[serde(default)]
    #[schema(max_items = 50)]
    #[graphql(default)]
    #[garde(length(max = 50), dive)]
    pub targets: Vec<Target>,
    /// What is expected between two targets; a straight line where nothing is said.
    #[serde(default = "linear")]
    #[schema(default = "linear")]
    #[graphql(default_with = "linear()")]
    #[garde(skip)]
    pub target_path: TargetPath,
    /// The kind of period that its values are for.
    #[garde(skip)]
    pub period_type: PeriodType,
    /// Days after a period's end until its value is due, 0 to 366; the period's own length, at
    /// most 92, where nothing is said.
    #[schema(minimum = 0, maximum = 366)]
    #[garde(inner(range(min = 0, max = 366)))]
    pub grace_days: Option<i32>,
    /// The day from which it is measured.
    #[garde(skip)]
    pub starts_on: Option<Day>,
    /// Who may see it; partners and facilitators where nothing is said.
    #[serde(default = "partners")]
    #[schema(default = "partners")]
    #[graphql(default_with = "partners()")]
    #[garde(skip)]
    pub visibility: Visibility,
    /// The alliance's own words beside the numbers.
    #[garde(dive)]
    pub story: Option<LongText>,
}

fn level() -> Counting {
    Counting::Level
}

fn linear() -> TargetPath {
    TargetPath::Linear
}

fn partners() -> Visibility {
    Visibility::Partners
}

/// Names that there is no room for one more in use, where there are as many as are judged at once.
pub(super) async fn crowded(reader: &impl Reader, of: AllianceId) -> Result<Option<Violation>> {
    let said = || format!("An alliance has at most {MOST_IN_USE} indicators in use; archive one.");
    let full = indicators::full(reader, of).await?;
    Ok(full.then(|| Violation::new(ErrorCode::TooManyIndicators, said())))
}

impl Operation for CreateIndicator {
    const ACT: Act = Act::CreateIndicator;
    type Locator = AllianceRef;
    type AccessMode = Write;
    type Output = Indicator;

    async fn execute(
        self,
        mut unit: UnitOfWork<Self>,
        alliance: Located<Self>,
    ) -> Result<Done<Self>> {
        let row = self.row(&unit, alliance.id);
        let crowded = crowded(&*unit, alliance.id).await?;
        Refusal::unless_none(definition::definition_violations(&row).into_iter().chain(crowded))?;
        let new = unit.create::<Entity>(row).await?;
        unit.flush().await.on_unique_violation(ErrorCode::CodeTaken, "/code", CODE_TAKEN)?;
        unit.commit(new.id, |by| Indicator::from_row(new, by)).await
    }
}

impl CreateIndicator {
    /// The indicator as it begins.
    fn row(self, unit: &OpenWrite, alliance_id: AllianceId) -> Model {
        Model {
            id: unit.id(),
            alliance_id,
            code: self.code,
            title: self.title,
            description: self.description,
            unit: self.unit,
            measure: self.measure,
            direction: self.direction,
            counting: self.counting,
            baseline_value: self.baseline.map(|baseline| baseline.value),
            baseline_on: self.baseline.map(|baseline| baseline.on),
            band_low: self.band.map(|band| band.low),
            band_high: self.band.map(|band| band.high),
            targets: Targets(self.targets),
            target_path: self.target_path,
            period_type: self.period_type,
            grace_days: self.grace_days,
            starts_on: self.starts_on,
            holds_from: None,
            visibility: self.visibility,
            story: self.story,
            status: ThingStatus::Active,
            version: unit.revision(),
            created_at: unit.now(),
        }
    }
}
