//! Definitions that indicators had before.

use sea_orm_migration::prelude::*;

use crate::columns::*;

/// Definitions that indicators had before.
#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, schema: &SchemaManager) -> Result<(), DbErr> {
        let mut indicator = Table::alter();
        indicator.table("indicator").add_column(optional(day("holds_from")));
        schema.alter_table(indicator).await?;
        definition(schema).await
    }
}

async fn definition(schema: &SchemaManager<'_>) -> Result<(), DbErr> {
    let mut table = Table::create();
    table
        .table("definition")
        .col(uuid("indicator_id"))
        .col(whole("number"))
        .col(uuid("alliance_id"))
        .col(optional(day("holds_from")))
        .col(text("direction"))
        .col(text("counting"))
        .col(optional(text("baseline_value")))
        .col(optional(day("baseline_on")))
        .col(optional(text("band_low")))
        .col(optional(text("band_high")))
        .col(json("targets"))
        .col(text("target_path"))
        .col(optional(whole("grace_days")))
        .col(big("version"))
        .primary_key(&mut key(&["indicator_id", "number"]));
    table.foreign_key(&mut refers("definition", "indicator_id", "indicator"));
    table.foreign_key(&mut refers("definition", "alliance_id", "alliance"));
    schema.create_table(table).await?;
    schema.create_index(index("definition", &["alliance_id"])).await
}
