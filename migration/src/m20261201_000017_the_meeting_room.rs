//! The day by which a round is to be answered, and how many organizations it has shown to have
//! answered where nobody's name is.

use sea_orm_migration::prelude::*;

use crate::columns::*;

/// The day by which a round is to be answered, and how many organizations it has shown to have
/// answered where nobody's name is.
#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, schema: &SchemaManager) -> Result<(), DbErr> {
        for (table, column) in [
            ("round", optional(day("answer_by"))),
            ("round", optional(whole("organizations_shown"))),
            ("discussion", optional(day("answer_by"))),
        ] {
            let mut column = column;
            schema.alter_table(Table::alter().table(table).add_column(&mut column).take()).await?;
        }
        Ok(())
    }
}
