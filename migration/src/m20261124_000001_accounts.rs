//! Accounts, sessions, keys, and what the instance remembers of them.

use sea_orm_migration::prelude::*;

use crate::columns::*;

/// Accounts, sessions, keys, and what the instance remembers of them.
#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, schema: &SchemaManager) -> Result<(), DbErr> {
        user(schema).await?;
        session(schema).await?;
        refresh_token(schema).await?;
        api_key(schema).await?;
        signing_key(schema).await?;
        instance_event(schema).await?;
        idempotency(schema).await?;
        Ok(())
    }
}

async fn user(schema: &SchemaManager<'_>) -> Result<(), DbErr> {
    let mut table = Table::create();
    table
        .table("user")
        .col(uuid("id"))
        .col(text("email"))
        .col(text("email_key"))
        .col(text("name"))
        .col(optional(text("password_hash")))
        .col(flag("password_temporary"))
        .col(flag("admin"))
        .col(flag("disabled"))
        .col(big("version"))
        .col(moment("created_at"))
        .primary_key(&mut key(&["id"]));
    schema.create_table(table).await?;
    schema.create_index(unique("user", &["email_key"])).await?;
    schema.create_index(index("user", &["created_at", "id"])).await?;
    Ok(())
}

async fn session(schema: &SchemaManager<'_>) -> Result<(), DbErr> {
    let mut table = Table::create();
    table
        .table("session")
        .col(uuid("id"))
        .col(uuid("user_id"))
        .col(moment("created_at"))
        .col(moment("expires_at"))
        .col(optional(moment("revoked_at")))
        .col(big("version"))
        .primary_key(&mut key(&["id"]));
    table.foreign_key(&mut refers("session", "user_id", "user"));
    schema.create_table(table).await?;
    schema.create_index(index("session", &["user_id"])).await?;
    Ok(())
}

async fn refresh_token(schema: &SchemaManager<'_>) -> Result<(), DbErr> {
    let mut table = Table::create();
    table
        .table("refresh_token")
        .col(bytes("hash"))
        .col(uuid("session_id"))
        .col(moment("created_at"))
        .col(moment("expires_at"))
        .col(optional(moment("rotated_at")))
        .primary_key(&mut key(&["hash"]));
    table.foreign_key(&mut refers("refresh_token", "session_id", "session"));
    schema.create_table(table).await?;
    schema.create_index(index("refresh_token", &["session_id"])).await?;
    Ok(())
}

async fn api_key(schema: &SchemaManager<'_>) -> Result<(), DbErr> {
    let mut table = Table::create();
    table
        .table("api_key")
        .col(uuid("id"))
        .col(uuid("user_id"))
        .col(text("name"))
        .col(bytes("hash"))
        .col(text("hint"))
        .col(json("scopes"))
        .col(optional(json("alliances")))
        .col(big("version"))
        .col(moment("created_at"))
        .col(optional(moment("expires_at")))
        .col(optional(moment("revoked_at")))
        .col(optional(moment("last_used_at")))
        .primary_key(&mut key(&["id"]));
    table.foreign_key(&mut refers("api_key", "user_id", "user"));
    schema.create_table(table).await?;
    schema.create_index(unique("api_key", &["hash"])).await?;
    schema.create_index(index("api_key", &["user_id"])).await?;
    Ok(())
}

async fn signing_key(schema: &SchemaManager<'_>) -> Result<(), DbErr> {
    let mut table = Table::create();
    table
        .table("signing_key")
        .col(text("kid"))
        .col(bytes("sealed"))
        .col(moment("created_at"))
        .primary_key(&mut key(&["kid"]));
    schema.create_table(table).await?;
    Ok(())
}

async fn instance_event(schema: &SchemaManager<'_>) -> Result<(), DbErr> {
    let mut table = Table::create();
    table
        .table("instance_event")
        .col(uuid("id"))
        .col(moment("at"))
        .col(optional(uuid("user_id")))
        .col(text("act"))
        .col(optional(uuid("about")))
        .primary_key(&mut key(&["id"]));
    table.foreign_key(&mut refers("instance_event", "user_id", "user"));
    schema.create_table(table).await?;
    schema.create_index(index("instance_event", &["at", "id"])).await?;
    Ok(())
}

async fn idempotency(schema: &SchemaManager<'_>) -> Result<(), DbErr> {
    let mut table = Table::create();
    table
        .table("idempotency")
        .col(bytes("caller"))
        .col(text("act"))
        .col(text("key"))
        .col(bytes("request"))
        .col(optional(uuid("about")))
        .col(moment("created_at"))
        .primary_key(&mut key(&["caller", "act", "key"]));
    schema.create_table(table).await?;
    schema.create_index(index("idempotency", &["created_at"])).await?;
    Ok(())
}
