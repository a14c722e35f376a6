//! Changing an alliance, archiving and restoring it: a steward's work.

use async_graphql::InputObject;
use entity::alliance::Model;
use entity::types::{
    Apply, Change, DecisionRule, Paragraph, Patch, ShortText, ThingStatus, TimeZone,
};
use garde::Validate;
use serde::Deserialize;
use utoipa::ToSchema;

use super::Alliance;
use crate::app::{Done, Located, Operation, Present, Write};
use crate::error::{ErrorCode, Result, Violation};
use crate::policy::Act;
use crate::store::{AllianceRef, UnitOfWork, measurements};

/// What to change of an alliance; what is not named stays.
#[derive(Clone, Debug, Deserialize, ToSchema, InputObject, Validate)]
#[serde(deny_unknown_fields)]
#[graphql(name = "ChangeAllianceInput")]
pub struct ChangeAlliance {
    /// The alliance's name.
    #[serde(default)]
    #[schema(value_type = ShortText, required = false)]
    #[garde(dive)]
    pub name: Change<ShortText>,
    /// The community that the alliance serves.
    #[serde(default)]
    #[schema(value_type = Option<Paragraph>)]
    #[garde(dive)]
    pub community: Patch<Paragraph>,
    /// The time zone in which its days begin.
    #[serde(default)]
    #[schema(value_type = TimeZone, required = false)]
    #[garde(skip)]
    pub time_zone: Change<TimeZone>,
    /// The month in which its fiscal year starts, 1 to 12; fixed once a value is kept by fiscal year.
    #[serde(default)]
    #[schema(value_type = i32, minimum = 1, maximum = 12, required = false)]
    #[garde(inner(range(min = 1, max = 12)))]
    pub fiscal_year_start: Change<i32>,
    /// Whether its public indicators may be read without sign-in.
    #[serde(default)]
    #[schema(value_type = bool, required = false)]
    #[garde(skip)]
    pub public: Change<bool>,
    /// The rule by which the alliance decides on proposals; those that are open keep theirs.
    #[serde(default)]
    #[schema(value_type = DecisionRule, required = false)]
    #[garde(skip)]
    pub decides_by: Change<DecisionRule>,
}

impl Operation for ChangeAlliance {
    const ACT: Act = Act::ChangeAlliance;
    type Locator = AllianceRef;
    type AccessMode = Write;
    type Output = Alliance;

    async fn execute(self, mut unit: UnitOfWork<Self>, was: Located<Self>) -> Result<Done<Self>> {
        let Self { name, community, time_zone, fiscal_year_start, public, decides_by } = self;
        let mut wanted = Model::clone(&was);
        name.apply(&mut wanted.name);
        community.apply(&mut wanted.community);
        time_zone.apply(&mut wanted.time_zone);
        fiscal_year_start.apply(&mut wanted.fiscal_year_start);
        public.apply(&mut wanted.public);
        decides_by.apply(&mut wanted.decides_by);
        let moved = wanted.fiscal_year_start != was.fiscal_year_start;
        if moved && measurements::any_by_fiscal_year(&*unit).await? {
            let said = "There are values by fiscal year, which would be read as other years'.";
            return Err(Violation::new(ErrorCode::InUse, said).at("/fiscal_year_start").into());
        }
        let now = unit.change(was, |row| *row = wanted).await?;
        unit.commit(now.id, |by| Alliance::from_row(now, by)).await
    }
}

/// Makes an alliance read-only.
#[derive(Clone, Debug, Validate)]
pub struct ArchiveAlliance {}

impl Operation for ArchiveAlliance {
    const ACT: Act = Act::ArchiveAlliance;
    type Locator = AllianceRef;
    type AccessMode = Write;
    type Output = Alliance;

    async fn execute(self, mut unit: UnitOfWork<Self>, was: Located<Self>) -> Result<Done<Self>> {
        let now = unit.change(was, |alliance| alliance.status = ThingStatus::Archived).await?;
        unit.archived(true);
        unit.commit(now.id, |by| Alliance::from_row(now, by)).await
    }
}

/// Lets an archived alliance work again.
#[derive(Clone, Debug, Validate)]
pub struct RestoreAlliance {}

impl Operation for RestoreAlliance {
    const ACT: Act = Act::RestoreAlliance;
    type Locator = AllianceRef;
    type AccessMode = Write;
    type Output = Alliance;

    async fn execute(self, mut unit: UnitOfWork<Self>, was: Located<Self>) -> Result<Done<Self>> {
        let now = unit.change(was, |alliance| alliance.status = ThingStatus::Active).await?;
        unit.archived(false);
        unit.commit(now.id, |by| Alliance::from_row(now, by)).await
    }
}
