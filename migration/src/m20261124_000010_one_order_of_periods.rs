//! One index by which an indicator's measurements lie in order.

use sea_orm_migration::prelude::*;

/// An indicator has one measurement a period, so the index that says so puts them in the order of a
/// list, too; the one that went on to the id was written at each measurement for nothing.
#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, schema: &SchemaManager) -> Result<(), DbErr> {
        let mut second = Index::drop();
        second.name("measurement_by_indicator_id_period_start_id").table("measurement");
        schema.drop_index(second).await
    }
}
