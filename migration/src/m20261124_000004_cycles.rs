//! Questions, cycles, discussions, prompts, responses, results and conclusions.

use sea_orm_migration::prelude::*;

use crate::columns::*;

/// Questions, cycles, discussions, prompts, responses, results and conclusions.
#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, schema: &SchemaManager) -> Result<(), DbErr> {
        question(schema).await?;
        cycle(schema).await?;
        facilitation(schema).await?;
        discussion(schema).await?;
        round(schema).await?;
        prompt(schema).await?;
        response(schema).await?;
        result(schema).await?;
        respondent(schema).await?;
        conclusion(schema).await?;
        Ok(())
    }
}

async fn question(schema: &SchemaManager<'_>) -> Result<(), DbErr> {
    let mut table = Table::create();
    table
        .table("question")
        .col(uuid("id"))
        .col(uuid("alliance_id"))
        .col(text("component"))
        .col(text("text"))
        .col(text("asks_about"))
        .col(text("answer_type"))
        .col(text("status"))
        .col(big("version"))
        .col(moment("created_at"))
        .primary_key(&mut key(&["id"]));
    table.foreign_key(&mut refers("question", "alliance_id", "alliance"));
    schema.create_table(table).await?;
    schema.create_index(index("question", &["alliance_id", "created_at", "id"])).await?;
    Ok(())
}

async fn cycle(schema: &SchemaManager<'_>) -> Result<(), DbErr> {
    let mut table = Table::create();
    table
        .table("cycle")
        .col(uuid("id"))
        .col(uuid("alliance_id"))
        .col(whole("number"))
        .col(optional(text("title")))
        .col(json("prompted_by"))
        .col(optional(text("prompted_by_words")))
        .col(text("status"))
        .col(optional(uuid("facilitator_id")))
        .col(optional(text("disclosure")))
        .col(optional(text("facilitator_sees")))
        .col(optional(text("respond_as")))
        .col(optional(whole("min_people")))
        .col(optional(whole("backup_days")))
        .col(flag("collect_ahead"))
        .col(optional(text("reason")))
        .col(optional(flag("completed")))
        .col(optional(moment("opened_at")))
        .col(optional(moment("closed_at")))
        .col(big("version"))
        .col(moment("created_at"))
        .primary_key(&mut key(&["id"]));
    table.foreign_key(&mut refers("cycle", "alliance_id", "alliance"));
    table.foreign_key(&mut refers("cycle", "facilitator_id", "member"));
    schema.create_table(table).await?;
    schema.create_index(unique("cycle", &["alliance_id", "number"])).await?;
    schema.create_index(index("cycle", &["alliance_id", "status"])).await?;
    Ok(())
}

async fn facilitation(schema: &SchemaManager<'_>) -> Result<(), DbErr> {
    let mut table = Table::create();
    table
        .table("facilitation")
        .col(uuid("cycle_id"))
        .col(big("since"))
        .col(uuid("alliance_id"))
        .col(uuid("member_id"))
        .col(optional(text("reason")))
        .col(big("version"))
        .primary_key(&mut key(&["cycle_id", "since"]));
    table.foreign_key(&mut refers("facilitation", "cycle_id", "cycle"));
    table.foreign_key(&mut refers("facilitation", "alliance_id", "alliance"));
    table.foreign_key(&mut refers("facilitation", "member_id", "member"));
    schema.create_table(table).await?;
    schema.create_index(index("facilitation", &["member_id"])).await?;
    Ok(())
}

async fn discussion(schema: &SchemaManager<'_>) -> Result<(), DbErr> {
    let mut table = Table::create();
    table
        .table("discussion")
        .col(uuid("id"))
        .col(uuid("alliance_id"))
        .col(uuid("cycle_id"))
        .col(text("component"))
        .col(whole("position"))
        .col(text("status"))
        .col(optional(uuid("round_id")))
        .col(optional(whole("round_number")))
        .col(optional(text("built_on_revisited")))
        .col(optional(text("reason")))
        .col(optional(big("concluded_at_revision")))
        .col(optional(big("revisited_at_revision")))
        .col(optional(big("reaffirmed_at_revision")))
        .col(big("version"))
        .primary_key(&mut key(&["id"]));
    table.foreign_key(&mut refers("discussion", "alliance_id", "alliance"));
    table.foreign_key(&mut refers("discussion", "cycle_id", "cycle"));
    schema.create_table(table).await?;
    schema.create_index(unique("discussion", &["cycle_id", "position"])).await?;
    schema.create_index(index("discussion", &["alliance_id"])).await?;
    Ok(())
}

async fn round(schema: &SchemaManager<'_>) -> Result<(), DbErr> {
    let mut table = Table::create();
    table
        .table("round")
        .col(uuid("id"))
        .col(uuid("alliance_id"))
        .col(uuid("cycle_id"))
        .col(uuid("discussion_id"))
        .col(whole("number"))
        .col(text("status"))
        .col(optional(text("reason")))
        .col(moment("started_at"))
        .col(optional(moment("revealed_at")))
        .col(big("version"))
        .primary_key(&mut key(&["id"]));
    table.foreign_key(&mut refers("round", "alliance_id", "alliance"));
    table.foreign_key(&mut refers("round", "cycle_id", "cycle"));
    table.foreign_key(&mut refers("round", "discussion_id", "discussion"));
    schema.create_table(table).await?;
    schema.create_index(unique("round", &["discussion_id", "number"])).await?;
    Ok(())
}

async fn prompt(schema: &SchemaManager<'_>) -> Result<(), DbErr> {
    let mut table = Table::create();
    table
        .table("prompt")
        .col(uuid("id"))
        .col(uuid("alliance_id"))
        .col(uuid("round_id"))
        .col(uuid("cycle_id"))
        .col(uuid("discussion_id"))
        .col(whole("position"))
        .col(text("kind"))
        .col(optional(text("question_code")))
        .col(optional(uuid("question_id")))
        .col(text("question"))
        .col(text("answer_type"))
        .col(optional(uuid("indicator_id")))
        .col(text("subject"))
        .col(big("version"))
        .primary_key(&mut key(&["id"]));
    table.foreign_key(&mut refers("prompt", "alliance_id", "alliance"));
    table.foreign_key(&mut refers("prompt", "round_id", "round"));
    table.foreign_key(&mut refers("prompt", "cycle_id", "cycle"));
    table.foreign_key(&mut refers("prompt", "discussion_id", "discussion"));
    table.foreign_key(&mut refers("prompt", "question_id", "question"));
    table.foreign_key(&mut refers("prompt", "indicator_id", "indicator"));
    schema.create_table(table).await?;
    schema.create_index(unique("prompt", &["round_id", "position"])).await?;
    Ok(())
}

async fn response(schema: &SchemaManager<'_>) -> Result<(), DbErr> {
    let mut table = Table::create();
    table
        .table("response")
        .col(uuid("prompt_id"))
        .col(uuid("respondent"))
        .col(uuid("round_id"))
        .col(uuid("alliance_id"))
        .col(uuid("organization_id"))
        .col(optional(uuid("told")))
        .col(optional(json("draft")))
        .col(optional(json("submitted")))
        .primary_key(&mut key(&["prompt_id", "respondent"]));
    table.foreign_key(&mut refers("response", "prompt_id", "prompt"));
    table.foreign_key(&mut refers("response", "round_id", "round"));
    table.foreign_key(&mut refers("response", "alliance_id", "alliance"));
    table.foreign_key(&mut refers("response", "organization_id", "organization"));
    schema.create_table(table).await?;
    schema.create_index(index("response", &["round_id", "respondent"])).await?;
    Ok(())
}

async fn result(schema: &SchemaManager<'_>) -> Result<(), DbErr> {
    let mut table = Table::create();
    table
        .table("result")
        .col(uuid("prompt_id"))
        .col(uuid("alliance_id"))
        .col(uuid("round_id"))
        .col(json("outcome"))
        .col(big("version"))
        .primary_key(&mut key(&["prompt_id"]));
    table.foreign_key(&mut refers("result", "prompt_id", "prompt"));
    table.foreign_key(&mut refers("result", "alliance_id", "alliance"));
    table.foreign_key(&mut refers("result", "round_id", "round"));
    schema.create_table(table).await?;
    schema.create_index(index("result", &["round_id"])).await?;
    Ok(())
}

async fn respondent(schema: &SchemaManager<'_>) -> Result<(), DbErr> {
    let mut table = Table::create();
    table
        .table("respondent")
        .col(uuid("prompt_id"))
        .col(uuid("member_id"))
        .col(uuid("alliance_id"))
        .col(uuid("organization_id"))
        .primary_key(&mut key(&["prompt_id", "member_id"]));
    table.foreign_key(&mut refers("respondent", "prompt_id", "prompt"));
    table.foreign_key(&mut refers("respondent", "member_id", "member"));
    table.foreign_key(&mut refers("respondent", "alliance_id", "alliance"));
    table.foreign_key(&mut refers("respondent", "organization_id", "organization"));
    schema.create_table(table).await?;
    Ok(())
}

async fn conclusion(schema: &SchemaManager<'_>) -> Result<(), DbErr> {
    let mut table = Table::create();
    table
        .table("conclusion")
        .col(uuid("id"))
        .col(uuid("alliance_id"))
        .col(uuid("cycle_id"))
        .col(uuid("discussion_id"))
        .col(uuid("round_id"))
        .col(text("component"))
        .col(text("kind"))
        .col(text("text"))
        .col(optional(day("review_on")))
        .col(optional(day("reviewed_on")))
        .col(optional(text("review_outcome")))
        .col(optional(text("review_words")))
        .col(big("version"))
        .col(moment("created_at"))
        .primary_key(&mut key(&["id"]));
    table.foreign_key(&mut refers("conclusion", "alliance_id", "alliance"));
    table.foreign_key(&mut refers("conclusion", "cycle_id", "cycle"));
    table.foreign_key(&mut refers("conclusion", "discussion_id", "discussion"));
    table.foreign_key(&mut refers("conclusion", "round_id", "round"));
    schema.create_table(table).await?;
    schema.create_index(index("conclusion", &["alliance_id", "created_at", "id"])).await?;
    schema.create_index(index("conclusion", &["discussion_id", "round_id"])).await?;
    Ok(())
}
