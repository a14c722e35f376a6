//! The alliance: the unit of access, consistency and ordering.
//!
//! Whoever founds one becomes its facilitator and steward. A steward changes it, archives it
//! (everything in it is read-only then) and restores it. Its slug is never reused.

mod change;
mod create;

pub use change::*;
pub use create::*;

use async_graphql::{InputObject, SimpleObject};
use entity::alliance::{Column, Entity};
use entity::types::{
    AllianceId, DecisionRule, Paragraph, ShortText, Slug, ThingStatus, TimeZone, Timestamp,
};
use garde::Validate;
use sea_orm::{ColumnTrait, QueryFilter, QueryTrait, Select};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use crate::app::{Filter, Get, List, Located, Readable, present, sorts};
use crate::policy::{Act, viewer_can};
use crate::store::{AllianceRef, Instance, Reader, SortKey, View};

/// Organizations that work together, and the community that they serve.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema, SimpleObject)]
#[graphql(complex, serial)]
pub struct Alliance {
    /// The alliance.
    pub id: AllianceId,
    /// What stands for it in a URL; it is never given to another.
    pub slug: Slug,
    /// The alliance's name.
    pub name: ShortText,
    /// The community that the alliance serves.
    #[schema(required)]
    pub community: Option<Paragraph>,
    /// The time zone in which its days begin.
    pub time_zone: TimeZone,
    /// The month in which its fiscal year starts, 1 to 12.
    #[schema(minimum = 1, maximum = 12)]
    pub fiscal_year_start: i32,
    /// Whether its public indicators may be read without sign-in.
    pub public: bool,
    /// The rule by which the alliance decides on proposals that open from now on.
    pub decides_by: DecisionRule,
    /// Whether the alliance is active or archived.
    pub status: ThingStatus,
    /// How many writes it has seen; raised by one with each.
    pub revision: i64,
    /// The revision of its own last change.
    pub version: i64,
    /// When the alliance was founded.
    pub created_at: Timestamp,
    /// The operations that you may carry out on this thing now, by their short names.
    #[schema(max_items = 40)]
    pub viewer_can: Vec<&'static str>,
}

present! {
    Alliance of alliance |row, by| {
        columns {
            id, slug, name, community, time_zone, fiscal_year_start, public, decides_by, status,
            revision, version, created_at,
        }
        before { viewer_can => viewer_can(by, &row) }
    }
}

sorts! {
    /// The orders in which alliances can be listed.
    AllianceSort of alliance {
        Name "By name, from A." NameDesc "By name, from Z." Name |row| SortKey::Text(row.name.0.clone());
        CreatedAt "The oldest first." CreatedAtDesc "The newest first." CreatedAt |row| SortKey::Timestamp(row.created_at);
    }
}

/// Which of your alliances to list.
#[derive(Clone, Debug, Default, Deserialize, IntoParams, InputObject, Validate)]
#[serde(deny_unknown_fields, default)]
#[into_params(parameter_in = Query)]
pub struct AllianceFilter {
    /// Only alliances with this status.
    #[garde(skip)]
    pub status: Option<ThingStatus>,
}

/// The operation that lists them.
pub type ListAlliances = List<AllianceFilter>;

impl Filter for AllianceFilter {
    const ACT: Act = Act::ListAlliances;
    type Locator = Instance;
    type Thing = Alliance;
    type Sort = AllianceSort;

    fn rows(self, view: &View, _: &Located<List<Self>>) -> Select<Entity> {
        let Self { status } = self;
        view.rows::<Entity>()
            .apply_if(status, |rows, status| rows.filter(Column::Status.eq(status)))
    }
}

/// Asks for one alliance.
pub type GetAlliance = Get<Alliance>;

impl Readable for Alliance {
    const ACT: Act = Act::GetAlliance;
    type Locator = AllianceRef;
}
