//! Why steps were taken, however many came after.

use sea_orm_migration::prelude::*;

use crate::columns::*;

/// Why steps were taken.
#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, schema: &SchemaManager) -> Result<(), DbErr> {
        let mut table = Table::create();
        table
            .table("reason")
            .col(uuid("alliance_id"))
            .col(big("revision"))
            .col(text("reason"))
            .primary_key(&mut key(&["alliance_id", "revision"]));
        table.foreign_key(&mut refers("reason", "alliance_id", "alliance"));
        schema.create_table(table).await?;
        schema.create_index(index("event", &["about", "revision"])).await?;
        schema.get_connection().execute_unprepared(&last("cycle", CYCLE)).await?;
        schema.get_connection().execute_unprepared(&last("discussion", DISCUSSION)).await?;
        Ok(())
    }
}

const CYCLE: &str = "'pause_cycle', 'close_cycle'";
const DISCUSSION: &str = "'set_aside_discussion', 'revisit_discussion', 'reaffirm_discussion'";

/// The reason that is still there goes to the last step that takes one.
fn last(table: &str, acts: &str) -> String {
    format!(
        "INSERT INTO reason (alliance_id, revision, reason)
         SELECT it.alliance_id, MAX(event.revision), it.reason
         FROM {table} it JOIN event ON event.about = it.id AND event.act IN ({acts})
         WHERE it.reason IS NOT NULL GROUP BY it.id, it.alliance_id, it.reason"
    )
}
