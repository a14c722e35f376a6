//! Indicators, their measurements and corrections.

use sea_orm_migration::prelude::*;

use crate::columns::*;

/// Indicators, their measurements and corrections.
#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, schema: &SchemaManager) -> Result<(), DbErr> {
        indicator(schema).await?;
        measurement(schema).await?;
        correction(schema).await?;
        Ok(())
    }
}

async fn indicator(schema: &SchemaManager<'_>) -> Result<(), DbErr> {
    let mut table = Table::create();
    table
        .table("indicator")
        .col(uuid("id"))
        .col(uuid("alliance_id"))
        .col(text("code"))
        .col(text("title"))
        .col(optional(text("description")))
        .col(text("unit"))
        .col(text("measure"))
        .col(text("direction"))
        .col(text("counting"))
        .col(optional(text("baseline_value")))
        .col(optional(day("baseline_on")))
        .col(optional(text("band_low")))
        .col(optional(text("band_high")))
        .col(json("targets"))
        .col(text("target_path"))
        .col(text("period_type"))
        .col(optional(whole("grace_days")))
        .col(optional(day("starts_on")))
        .col(text("visibility"))
        .col(optional(text("story")))
        .col(text("status"))
        .col(big("version"))
        .col(moment("created_at"))
        .primary_key(&mut key(&["id"]));
    table.foreign_key(&mut refers("indicator", "alliance_id", "alliance"));
    schema.create_table(table).await?;
    schema.create_index(unique("indicator", &["alliance_id", "code"])).await?;
    schema.create_index(index("indicator", &["alliance_id", "created_at", "id"])).await?;
    schema.create_index(index("indicator", &["alliance_id", "title", "id"])).await?;
    Ok(())
}

async fn measurement(schema: &SchemaManager<'_>) -> Result<(), DbErr> {
    let mut table = Table::create();
    table
        .table("measurement")
        .col(uuid("id"))
        .col(uuid("alliance_id"))
        .col(uuid("indicator_id"))
        .col(text("period"))
        .col(day("period_start"))
        .col(day("period_end"))
        .col(optional(text("value")))
        .col(optional(text("absence")))
        .col(text("status"))
        .col(optional(text("note")))
        .col(whole("corrections"))
        .col(optional(uuid("entered_by")))
        .col(moment("entered_at"))
        .col(big("version"))
        .primary_key(&mut key(&["id"]));
    table.foreign_key(&mut refers("measurement", "alliance_id", "alliance"));
    table.foreign_key(&mut refers("measurement", "indicator_id", "indicator"));
    table.foreign_key(&mut refers("measurement", "entered_by", "member"));
    schema.create_table(table).await?;
    schema.create_index(unique("measurement", &["indicator_id", "period_start"])).await?;
    schema.create_index(index("measurement", &["alliance_id", "period_start", "id"])).await?;
    schema.create_index(index("measurement", &["alliance_id", "entered_at", "id"])).await?;
    Ok(())
}

async fn correction(schema: &SchemaManager<'_>) -> Result<(), DbErr> {
    let mut table = Table::create();
    table
        .table("correction")
        .col(uuid("measurement_id"))
        .col(whole("number"))
        .col(uuid("alliance_id"))
        .col(uuid("indicator_id"))
        .col(optional(text("value")))
        .col(optional(text("absence")))
        .col(text("status"))
        .col(optional(text("note")))
        .col(optional(uuid("entered_by")))
        .col(moment("entered_at"))
        .col(optional(text("reason")))
        .col(optional(uuid("corrected_by")))
        .col(moment("corrected_at"))
        .col(big("version"))
        .primary_key(&mut key(&["measurement_id", "number"]));
    table.foreign_key(&mut refers("correction", "measurement_id", "measurement"));
    table.foreign_key(&mut refers("correction", "alliance_id", "alliance"));
    table.foreign_key(&mut refers("correction", "indicator_id", "indicator"));
    table.foreign_key(&mut refers("correction", "entered_by", "member"));
    table.foreign_key(&mut refers("correction", "corrected_by", "member"));
    schema.create_table(table).await?;
    schema.create_index(index("correction", &["indicator_id"])).await?;
    Ok(())
}
