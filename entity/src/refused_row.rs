//! A row of an import that was refused, to be mended and sent again.

use sea_orm::entity::prelude::*;

use crate::types::{AllianceId, ImportId, RowCells, RowFaults};

/// A row of an import that was refused, to be mended and sent again.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "refused_row")]
pub struct Model {
    /// The import.
    #[sea_orm(primary_key, auto_increment = false)]
    pub import_id: ImportId,
    /// The number of the row in what was sent.
    #[sea_orm(primary_key, auto_increment = false)]
    pub number: i64,
    /// The alliance.
    pub alliance_id: AllianceId,
    /// What it held.
    pub cells: RowCells,
    /// What is wrong with it.
    pub faults: RowFaults,
}

impl ActiveModelBehavior for ActiveModel {}
