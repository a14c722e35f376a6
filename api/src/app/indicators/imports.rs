//! Imports: what was pushed, by whom, and what came of it.

use async_graphql::{InputObject, SimpleObject};
use entity::import::{Column, Entity};
use entity::types::{
    AllianceId, ImportFormat, ImportId, MemberId, RefusalCount, RefusalCounts, Timestamp,
};
use garde::Validate;
use sea_orm::{ColumnTrait, QueryFilter, QueryTrait, Select};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use crate::app::{Filter, Get, List, Located, Readable, present, sorts};
use crate::error::ErrorCode;
use crate::policy::{Act, viewer_can};
use crate::store::{AllianceRef, Reader, SortKey, View};

/// A push of values, and what came of it.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema, SimpleObject)]
#[graphql(serial)]
pub struct Import {
    /// The import.
    pub id: ImportId,
    /// The alliance.
    pub alliance_id: AllianceId,
    /// The form of what was pushed.
    pub format: ImportFormat,
    /// Whether all of it was read; false while it is under way, and for good where it was cut off.
    pub complete: bool,
    /// How many rows were read.
    pub total: i64,
    /// How many of them wrote a first value.
    pub created: i64,
    /// How many corrected a value.
    pub changed: i64,
    /// How many changed nothing.
    pub unchanged: i64,
    /// How many removed a value.
    pub deleted: i64,
    /// How many were refused.
    pub refused: i64,
    /// The refusals, by code.
    #[schema(max_items = 100)]
    pub refusals: Vec<RefusalGroup>,
    /// The member who pushed them.
    #[schema(required)]
    pub pushed_by: Option<MemberId>,
    /// When it began.
    pub created_at: Timestamp,
    /// The revision of its last chunk.
    pub version: i64,
    /// The operations that you may carry out on this thing now, by their short names.
    #[schema(max_items = 40)]
    pub viewer_can: Vec<&'static str>,
}

/// The refused rows that share a code.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema, SimpleObject)]
#[graphql(serial)]
pub struct RefusalGroup {
    /// The stable word for programs.
    pub code: ErrorCode,
    /// How many rows it stands against.
    pub count: i64,
    /// The first hundred of them, by their numbers.
    #[schema(max_items = 100)]
    pub rows: Vec<i64>,
}

impl From<RefusalCount> for RefusalGroup {
    fn from(kept: RefusalCount) -> Self {
        let RefusalCount { code, count, rows } = kept;
        Self { code: ErrorCode::of_word(&code), count, rows }
    }
}

/// The groups, as they are kept.
pub(super) fn groups(kept: RefusalCounts) -> Vec<RefusalGroup> {
    kept.0.into_iter().map(RefusalGroup::from).collect()
}

present! {
    Import of import |row, by| {
        columns {
            id, alliance_id, format, complete, total, created, changed, unchanged, deleted, refused,
            pushed_by, created_at, version,
        }
        before { viewer_can => viewer_can(by, &row) }
        shaped { refusals(refusals) => groups(refusals) }
    }
}

sorts! {
    /// The orders in which imports can be listed.
    ImportSort of import {
        CreatedAt "The oldest first." CreatedAtDesc "The newest first." CreatedAt |row| SortKey::Timestamp(row.created_at);
    }
}

/// Which imports of an alliance to list.
#[derive(Clone, Debug, Default, Deserialize, IntoParams, InputObject, Validate)]
#[serde(deny_unknown_fields, default)]
#[into_params(parameter_in = Query)]
pub struct ImportFilter {
    /// Only imports of this form.
    #[garde(skip)]
    pub format: Option<ImportFormat>,
    /// Only imports of which all was read, or only others.
    #[garde(skip)]
    pub complete: Option<bool>,
}

/// The operation that lists them.
pub type ListImports = List<ImportFilter>;

impl Filter for ImportFilter {
    const ACT: Act = Act::ListImports;
    type Locator = AllianceRef;
    type Thing = Import;
    type Sort = ImportSort;

    fn rows(self, view: &View, alliance: &Located<List<Self>>) -> Select<Entity> {
        let Self { format, complete } = self;
        view.children_of::<Entity, _>(alliance.id)
            .apply_if(format, |rows, format| rows.filter(Column::Format.eq(format)))
            .apply_if(complete, |rows, complete| rows.filter(Column::Complete.eq(complete)))
    }
}

/// Asks for one import.
pub type GetImport = Get<Import>;

impl Readable for Import {
    const ACT: Act = Act::GetImport;
    type Locator = ImportId;
}
