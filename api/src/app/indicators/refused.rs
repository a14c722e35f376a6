//! The rows of an import that were refused, as they were given: to be mended and sent again.

use async_graphql::SimpleObject;
use entity::refused_row::{Column, Entity, Model};
use entity::types::ImportId;
use garde::Validate;
use sea_orm::{ColumnTrait, QueryFilter, QueryOrder, QuerySelect, QueryTrait};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use utoipa::{IntoParams, ToSchema};

use super::RowError;
use crate::app::{Done, Located, Operation, Page, Read};
use crate::error::{ErrorCode, Result};
use crate::policy::Act;
use crate::store::{Reader, View};

/// A row of an import that was refused.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema, SimpleObject)]
#[graphql(serial)]
pub struct RefusedRow {
    /// The row, by its number in what was sent.
    pub row: i64,
    /// What it held as the alliance.
    #[schema(required)]
    pub alliance: Option<String>,
    /// What it held as the indicator.
    #[schema(required)]
    pub indicator: Option<String>,
    /// What it held as the period.
    #[schema(required)]
    pub period: Option<String>,
    /// What it held as the value.
    #[schema(required)]
    pub value: Option<String>,
    /// What it held as the reason for which there is none.
    #[schema(required)]
    pub absence: Option<String>,
    /// What it held as the value's state.
    #[schema(required)]
    pub state: Option<String>,
    /// What it held as the note.
    #[schema(required)]
    pub note: Option<String>,
    /// What it held as the reason of a correction.
    #[schema(required)]
    pub reason: Option<String>,
    /// What it held as whether the value is removed.
    #[schema(required)]
    pub delete: Option<String>,
    /// Everything that is wrong with it.
    #[schema(max_items = 100)]
    pub errors: Vec<RowError>,
}

impl From<Model> for RefusedRow {
    fn from(row: Model) -> Self {
        let Model { import_id: _, number, alliance_id: _, cells, faults } = row;
        let text = |column: &str| cells.0.get(column).and_then(text);
        let errors = faults.0.into_iter().map(RowError::from).collect();
        Self {
            row: number,
            alliance: text("alliance"),
            indicator: text("indicator"),
            period: text("period"),
            value: text("value"),
            absence: text("absence"),
            state: text("state"),
            note: text("note"),
            reason: text("reason"),
            delete: text("delete"),
            errors,
        }
    }
}

/// A cell as it stands in a table.
fn text(cell: &Value) -> Option<String> {
    match cell {
        Value::Null => None,
        Value::String(text) => Some(text.clone()),
        other => Some(other.to_string()),
    }
}

/// Asks for the rows of an import that were refused, in their order; the first 10,000 are kept.
#[derive(Clone, Debug, Default, Deserialize, IntoParams, Validate)]
#[serde(deny_unknown_fields, default)]
#[into_params(parameter_in = Query)]
pub struct ListRefusedRows {
    /// Only rows after the one with this number.
    #[garde(skip)]
    pub after_row: Option<i64>,
    /// How many at most, 1 to 200; 50 where nothing is said.
    #[param(minimum = 1, maximum = 200)]
    #[garde(inner(range(min = 1, max = 200)))]
    pub limit: Option<u32>,
}

impl Operation for ListRefusedRows {
    const ACT: Act = Act::ListRefusedRows;
    type Locator = ImportId;
    type AccessMode = Read;
    type Output = Page<RefusedRow>;

    async fn execute(self, view: View, import: Located<Self>) -> Result<Done<Self>> {
        let Self { after_row, limit } = self;
        let rows = view
            .rows::<Entity>()
            .filter(Column::ImportId.eq(import.id))
            .apply_if(after_row, |rows, after| rows.filter(Column::Number.gt(after)))
            .order_by_asc(Column::Number)
            .limit(u64::from(limit.unwrap_or(50)));
        let rows = view.all(rows).await?;
        Ok(Page::whole(rows.into_iter().map(RefusedRow::from).collect()))
    }
}

impl From<entity::types::CellFault> for RowError {
    fn from(fault: entity::types::CellFault) -> Self {
        let entity::types::CellFault { column, code, message } = fault;
        Self { column, code: ErrorCode::of_word(&code), message }
    }
}
