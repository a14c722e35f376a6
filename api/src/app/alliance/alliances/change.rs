//! Changing an alliance, archiving and restoring it: a steward's work.

use async_graphql::InputObject;
use entity::words::{Apply, Change, Line, Paragraph, Patch, ThingStatus, TimeZone};
use garde::Validate;
use serde::Deserialize;
use utoipa::ToSchema;

use super::Alliance;
use crate::app::{Done, Here, Operation, Shown, Writes};
use crate::error::Result;
use crate::policy::Act;
use crate::store::{AllianceRef, Unit};

/// What to change of an alliance; what is not named stays.
#[derive(Clone, Debug, Deserialize, ToSchema, InputObject, Validate)]
#[serde(deny_unknown_fields)]
#[graphql(name = "ChangeAllianceInput")]
pub struct ChangeAlliance {
    /// What it calls itself.
    #[serde(default)]
    #[schema(value_type = Line, required = false)]
    #[garde(dive)]
    pub name: Change<Line>,
    /// The community that it serves.
    #[serde(default)]
    #[schema(value_type = Option<Paragraph>)]
    #[garde(dive)]
    pub community: Patch<Paragraph>,
    /// The time zone in which its days begin.
    #[serde(default)]
    #[schema(value_type = TimeZone, required = false)]
    #[garde(skip)]
    pub time_zone: Change<TimeZone>,
    /// Whether its public indicators may be read without sign-in.
    #[serde(default)]
    #[schema(value_type = bool, required = false)]
    #[garde(skip)]
    pub public: Change<bool>,
}

impl Operation for ChangeAlliance {
    const ACT: Act = Act::ChangeAlliance;
    type At = AllianceRef;
    type Way = Writes;
    type Output = Alliance;

    async fn execute(self, mut unit: Unit<Self>, was: Here<Self>) -> Result<Done<Self>> {
        let Self { name, community, time_zone, public } = self;
        let now = unit
            .change(was, |alliance| {
                name.apply(&mut alliance.name);
                community.apply(&mut alliance.community);
                time_zone.apply(&mut alliance.time_zone);
                public.apply(&mut alliance.public);
            })
            .await?;
        unit.commit(now.id, |by| Alliance::seen(now, by)).await
    }
}

/// Makes an alliance read-only.
#[derive(Clone, Debug, Validate)]
pub struct ArchiveAlliance {}

impl Operation for ArchiveAlliance {
    const ACT: Act = Act::ArchiveAlliance;
    type At = AllianceRef;
    type Way = Writes;
    type Output = Alliance;

    async fn execute(self, mut unit: Unit<Self>, was: Here<Self>) -> Result<Done<Self>> {
        let now = unit.change(was, |alliance| alliance.status = ThingStatus::Archived).await?;
        unit.archived(true);
        unit.commit(now.id, |by| Alliance::seen(now, by)).await
    }
}

/// Lets an archived alliance work again.
#[derive(Clone, Debug, Validate)]
pub struct RestoreAlliance {}

impl Operation for RestoreAlliance {
    const ACT: Act = Act::RestoreAlliance;
    type At = AllianceRef;
    type Way = Writes;
    type Output = Alliance;

    async fn execute(self, mut unit: Unit<Self>, was: Here<Self>) -> Result<Done<Self>> {
        let now = unit.change(was, |alliance| alliance.status = ThingStatus::Active).await?;
        unit.archived(false);
        unit.commit(now.id, |by| Alliance::seen(now, by)).await
    }
}
