//! Alliances, their organizations, members, invitations and events.

use sea_orm_migration::prelude::*;

use crate::columns::*;

/// Alliances, their organizations, members, invitations and events.
#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, schema: &SchemaManager) -> Result<(), DbErr> {
        alliance(schema).await?;
        organization(schema).await?;
        member(schema).await?;
        invitation(schema).await?;
        event(schema).await?;
        Ok(())
    }
}

async fn alliance(schema: &SchemaManager<'_>) -> Result<(), DbErr> {
    let mut table = Table::create();
    table
        .table("alliance")
        .col(uuid("id"))
        .col(text("slug"))
        .col(text("name"))
        .col(optional(text("community")))
        .col(text("time_zone"))
        .col(whole("fiscal_year_start"))
        .col(flag("public"))
        .col(text("status"))
        .col(big("revision"))
        .col(big("version"))
        .col(moment("created_at"))
        .primary_key(&mut key(&["id"]));
    schema.create_table(table).await?;
    schema.create_index(unique("alliance", &["slug"])).await?;
    Ok(())
}

async fn organization(schema: &SchemaManager<'_>) -> Result<(), DbErr> {
    let mut table = Table::create();
    table
        .table("organization")
        .col(uuid("id"))
        .col(uuid("alliance_id"))
        .col(text("name"))
        .col(optional(text("mission")))
        .col(text("status"))
        .col(big("version"))
        .col(moment("created_at"))
        .primary_key(&mut key(&["id"]));
    table.foreign_key(&mut refers("organization", "alliance_id", "alliance"));
    schema.create_table(table).await?;
    schema.create_index(unique("organization", &["alliance_id", "name"])).await?;
    schema.create_index(index("organization", &["alliance_id", "created_at", "id"])).await?;
    Ok(())
}

async fn member(schema: &SchemaManager<'_>) -> Result<(), DbErr> {
    let mut table = Table::create();
    table
        .table("member")
        .col(uuid("id"))
        .col(uuid("alliance_id"))
        .col(uuid("user_id"))
        .col(text("name"))
        .col(text("role"))
        .col(flag("steward"))
        .col(optional(uuid("organization_id")))
        .col(text("status"))
        .col(big("version"))
        .col(moment("created_at"))
        .primary_key(&mut key(&["id"]));
    table.foreign_key(&mut refers("member", "alliance_id", "alliance"));
    table.foreign_key(&mut refers("member", "user_id", "user"));
    table.foreign_key(&mut refers("member", "organization_id", "organization"));
    schema.create_table(table).await?;
    schema.create_index(unique("member", &["alliance_id", "user_id"])).await?;
    schema.create_index(index("member", &["user_id"])).await?;
    schema.create_index(index("member", &["alliance_id", "name", "id"])).await?;
    Ok(())
}

async fn invitation(schema: &SchemaManager<'_>) -> Result<(), DbErr> {
    let mut table = Table::create();
    table
        .table("invitation")
        .col(uuid("id"))
        .col(uuid("alliance_id"))
        .col(optional(text("email")))
        .col(text("role"))
        .col(flag("steward"))
        .col(optional(uuid("organization_id")))
        .col(bytes("token_hash"))
        .col(text("status"))
        .col(uuid("invited_by"))
        .col(optional(uuid("member_id")))
        .col(moment("expires_at"))
        .col(big("version"))
        .col(moment("created_at"))
        .primary_key(&mut key(&["id"]));
    table.foreign_key(&mut refers("invitation", "alliance_id", "alliance"));
    table.foreign_key(&mut refers("invitation", "organization_id", "organization"));
    table.foreign_key(&mut refers("invitation", "invited_by", "member"));
    table.foreign_key(&mut refers("invitation", "member_id", "member"));
    schema.create_table(table).await?;
    schema.create_index(unique("invitation", &["token_hash"])).await?;
    schema.create_index(index("invitation", &["alliance_id", "created_at", "id"])).await?;
    Ok(())
}

async fn event(schema: &SchemaManager<'_>) -> Result<(), DbErr> {
    let mut table = Table::create();
    table
        .table("event")
        .col(uuid("alliance_id"))
        .col(big("revision"))
        .col(uuid("id"))
        .col(moment("at"))
        .col(text("act"))
        .col(optional(uuid("member_id")))
        .col(uuid("about"))
        .col(text("about_kind"))
        .primary_key(&mut key(&["alliance_id", "revision"]));
    table.foreign_key(&mut refers("event", "alliance_id", "alliance"));
    table.foreign_key(&mut refers("event", "member_id", "member"));
    schema.create_table(table).await?;
    schema.create_index(unique("event", &["id"])).await?;
    Ok(())
}
