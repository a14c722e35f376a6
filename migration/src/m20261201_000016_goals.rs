//! Goals, and what they were before each change.

use sea_orm_migration::prelude::*;

use crate::columns::*;

/// Goals, and what they were before each change.
#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, schema: &SchemaManager) -> Result<(), DbErr> {
        goal(schema).await?;
        goal_version(schema).await
    }
}

/// What a goal says of itself, now and in each of its versions.
fn says(table: &mut TableCreateStatement) -> &mut TableCreateStatement {
    table
        .col(uuid("alliance_id"))
        .col(whole("number"))
        .col(text("title"))
        .col(optional(text("outcome")))
        .col(optional(text("for_whom")))
        .col(text("benefit"))
        .col(optional(text("measure")))
        .col(optional(day("due_on")))
        .col(json("indicator_ids"))
        .col(text("status"))
        .col(optional(text("status_words")))
        .col(big("version"))
}

async fn goal(schema: &SchemaManager<'_>) -> Result<(), DbErr> {
    let mut table = Table::create();
    says(table.table("goal").col(uuid("id")))
        .col(optional(day("ended_on")))
        .col(moment("created_at"))
        .primary_key(&mut key(&["id"]));
    table.foreign_key(&mut refers("goal", "alliance_id", "alliance"));
    schema.create_table(table).await?;
    schema.create_index(index("goal", &["alliance_id", "created_at", "id"])).await?;
    schema.create_index(index("goal", &["alliance_id", "status"])).await
}

async fn goal_version(schema: &SchemaManager<'_>) -> Result<(), DbErr> {
    let mut table = Table::create();
    says(table.table("goal_version").col(uuid("goal_id")))
        .col(optional(uuid("member_id")))
        .col(moment("at"))
        .primary_key(&mut key(&["goal_id", "number"]));
    table.foreign_key(&mut refers("goal_version", "goal_id", "goal"));
    table.foreign_key(&mut refers("goal_version", "alliance_id", "alliance"));
    table.foreign_key(&mut refers("goal_version", "member_id", "member"));
    schema.create_table(table).await
}
