//! Imports, and the rows of them that were refused.

use sea_orm_migration::prelude::*;

use crate::columns::*;

/// Imports, and the rows of them that were refused.
#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, schema: &SchemaManager) -> Result<(), DbErr> {
        import(schema).await?;
        refused_row(schema).await
    }
}

async fn import(schema: &SchemaManager<'_>) -> Result<(), DbErr> {
    let mut table = Table::create();
    table
        .table("import")
        .col(uuid("id"))
        .col(uuid("alliance_id"))
        .col(text("format"))
        .col(flag("complete"))
        .col(big("total"))
        .col(big("created"))
        .col(big("changed"))
        .col(big("unchanged"))
        .col(big("deleted"))
        .col(big("refused"))
        .col(json("refusals"))
        .col(optional(uuid("pushed_by")))
        .col(moment("created_at"))
        .col(big("version"))
        .primary_key(&mut key(&["id"]));
    table.foreign_key(&mut refers("import", "alliance_id", "alliance"));
    table.foreign_key(&mut refers("import", "pushed_by", "member"));
    schema.create_table(table).await?;
    schema.create_index(index("import", &["alliance_id", "created_at", "id"])).await
}

async fn refused_row(schema: &SchemaManager<'_>) -> Result<(), DbErr> {
    let mut table = Table::create();
    table
        .table("refused_row")
        .col(uuid("import_id"))
        .col(big("number"))
        .col(uuid("alliance_id"))
        .col(json("cells"))
        .col(json("faults"))
        .primary_key(&mut key(&["import_id", "number"]));
    table.foreign_key(&mut refers("refused_row", "import_id", "import"));
    table.foreign_key(&mut refers("refused_row", "alliance_id", "alliance"));
    schema.create_table(table).await?;
    Ok(())
}
