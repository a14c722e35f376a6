//! How often a one-time password still opens, and who failed to sign in, for all that serve.

use sea_orm_migration::prelude::*;

use crate::columns::*;

/// How often a one-time password still opens, and who failed to sign in, for all that serve.
#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, schema: &SchemaManager) -> Result<(), DbErr> {
        let mut left = optional(whole("sign_ins_left"));
        schema.alter_table(Table::alter().table("user").add_column(&mut left).take()).await?;
        attempt(schema).await
    }
}

/// An embedded database is served by one process, which remembers attempts by itself: there the table
/// stays empty.
async fn attempt(schema: &SchemaManager<'_>) -> Result<(), DbErr> {
    let mut table = Table::create();
    table.table("attempt").col(bytes("of")).col(moment("due")).primary_key(&mut key(&["of"]));
    schema.create_table(table).await?;
    schema.create_index(index("attempt", &["due"])).await
}
