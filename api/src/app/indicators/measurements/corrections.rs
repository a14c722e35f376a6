//! Corrections: what a measurement was before.

use async_graphql::SimpleObject;
use entity::types::{Absence, Decimal, MeasurementId, MemberId, Paragraph, Timestamp, ValueStatus};
use garde::Validate;
use serde::Serialize;
use utoipa::ToSchema;

use crate::app::{Done, Located, Operation, Page, Read};
use crate::error::Result;
use crate::policy::Act;
use crate::store::{View, measurements};

/// A value that a measurement had before.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema, SimpleObject)]
#[graphql(serial)]
pub struct Correction {
    /// Its number among the measurement's corrections, from 1.
    #[schema(minimum = 1)]
    pub number: i32,
    /// The value before; null where it was absent.
    #[schema(required)]
    pub value: Option<Decimal>,
    /// Why there was no value.
    #[schema(required)]
    pub absence: Option<Absence>,
    /// How certain it was.
    pub status: ValueStatus,
    /// What was to be known about it.
    #[schema(required)]
    pub note: Option<Paragraph>,
    /// Who had written it.
    #[schema(required)]
    pub entered_by: Option<MemberId>,
    /// When it had been written.
    pub entered_at: Timestamp,
    /// Why it was corrected.
    #[schema(required)]
    pub reason: Option<Paragraph>,
    /// Who corrected it.
    #[schema(required)]
    pub corrected_by: Option<MemberId>,
    /// When it was corrected.
    pub corrected_at: Timestamp,
}

impl From<entity::correction::Model> for Correction {
    fn from(row: entity::correction::Model) -> Self {
        let entity::correction::Model {
            measurement_id: _,
            number,
            alliance_id: _,
            indicator_id: _,
            value,
            absence,
            status,
            note,
            entered_by,
            entered_at,
            reason,
            corrected_by,
            corrected_at,
            version: _,
        } = row;
        Self {
            number,
            value,
            absence,
            status,
            note,
            entered_by,
            entered_at,
            reason,
            corrected_by,
            corrected_at,
        }
    }
}

/// Asks for what a measurement was before, the latest correction first.
#[derive(Clone, Debug, Validate)]
pub struct ListCorrections {}

impl Operation for ListCorrections {
    const ACT: Act = Act::ListCorrections;
    type Locator = MeasurementId;
    type AccessMode = Read;
    type Output = Page<Correction>;

    async fn execute(self, view: View, on: Located<Self>) -> Result<Done<Self>> {
        let rows = measurements::corrections(&view, on.id).await?;
        Ok(Page::whole(rows.into_iter().map(Correction::from).collect()))
    }
}
