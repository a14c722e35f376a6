//! The facilitator who may see a submitted answer before the reveal, under a name that says so.

use sea_orm_migration::prelude::*;

/// The column was called `told`, which said neither who nor of what. Both databases rename a column
/// in place, so no answer is copied.
#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, schema: &SchemaManager) -> Result<(), DbErr> {
        let mut response = Table::alter();
        response.table("response").rename_column("told", "visible_to_member_id");
        schema.alter_table(response).await
    }
}
