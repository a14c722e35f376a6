//! Versions of the shared purpose, proposals, and the positions of organizations.

use sea_orm_migration::prelude::*;

use crate::columns::*;

/// Versions of the shared purpose, proposals, and the positions of organizations.
#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, schema: &SchemaManager) -> Result<(), DbErr> {
        let mut alliance = Table::alter();
        let mut decides_by = text("decides_by");
        alliance.table("alliance").add_column(decides_by.default("consent"));
        schema.alter_table(alliance).await?;
        statement(schema).await?;
        proposal(schema).await?;
        position(schema).await
    }
}

async fn statement(schema: &SchemaManager<'_>) -> Result<(), DbErr> {
    let mut table = Table::create();
    table
        .table("statement")
        .col(uuid("id"))
        .col(uuid("alliance_id"))
        .col(whole("number"))
        .col(text("text"))
        .col(optional(uuid("member_id")))
        .col(optional(uuid("proposal_id")))
        .col(big("version"))
        .col(moment("created_at"))
        .primary_key(&mut key(&["id"]));
    table.foreign_key(&mut refers("statement", "alliance_id", "alliance"));
    table.foreign_key(&mut refers("statement", "member_id", "member"));
    schema.create_table(table).await?;
    schema.create_index(unique("statement", &["alliance_id", "number"])).await
}

async fn proposal(schema: &SchemaManager<'_>) -> Result<(), DbErr> {
    let mut table = Table::create();
    table
        .table("proposal")
        .col(uuid("id"))
        .col(uuid("alliance_id"))
        .col(whole("number"))
        .col(text("subject"))
        .col(optional(uuid("statement_id")))
        .col(optional(text("words")))
        .col(text("decides_by"))
        .col(whole("organizations_count"))
        .col(whole("accept_count"))
        .col(whole("reservation_count"))
        .col(whole("object_count"))
        .col(whole("abstain_count"))
        .col(day("closes_on"))
        .col(moment("closes_at"))
        .col(text("status"))
        .col(optional(moment("decided_at")))
        .col(optional(text("withdrawn_words")))
        .col(optional(uuid("member_id")))
        .col(optional(uuid("organization_id")))
        .col(big("version"))
        .col(moment("created_at"))
        .primary_key(&mut key(&["id"]));
    table.foreign_key(&mut refers("proposal", "alliance_id", "alliance"));
    table.foreign_key(&mut refers("proposal", "statement_id", "statement"));
    table.foreign_key(&mut refers("proposal", "member_id", "member"));
    table.foreign_key(&mut refers("proposal", "organization_id", "organization"));
    schema.create_table(table).await?;
    schema.create_index(unique("proposal", &["alliance_id", "number"])).await?;
    schema.create_index(index("proposal", &["alliance_id", "subject", "status", "number"])).await
}

async fn position(schema: &SchemaManager<'_>) -> Result<(), DbErr> {
    let mut table = Table::create();
    table
        .table("position")
        .col(uuid("id"))
        .col(uuid("alliance_id"))
        .col(uuid("proposal_id"))
        .col(uuid("organization_id"))
        .col(text("organization_name"))
        .col(optional(text("stance")))
        .col(optional(text("reason")))
        .col(optional(uuid("member_id")))
        .col(optional(moment("put_at")))
        .col(big("version"))
        .primary_key(&mut key(&["id"]));
    table.foreign_key(&mut refers("position", "alliance_id", "alliance"));
    table.foreign_key(&mut refers("position", "proposal_id", "proposal"));
    table.foreign_key(&mut refers("position", "organization_id", "organization"));
    table.foreign_key(&mut refers("position", "member_id", "member"));
    schema.create_table(table).await?;
    schema.create_index(unique("position", &["proposal_id", "organization_id"])).await?;
    schema.create_index(index("position", &["proposal_id", "organization_name", "id"])).await
}
