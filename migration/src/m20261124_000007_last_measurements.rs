//! The last measurements of each of many indicators, in the order in which they are read.

use sea_orm_migration::prelude::*;

use crate::columns::*;

/// An index that holds the measurements of each indicator in the order of a list, to its id; the one
/// by which a period is unique ends before.
#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, schema: &SchemaManager) -> Result<(), DbErr> {
        let columns = &["indicator_id", "period_start", "id"];
        schema.create_index(index("measurement", columns)).await
    }
}
