//! When members were partners.

use sea_orm_migration::prelude::*;

use crate::columns::*;

/// When members were partners.
#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, schema: &SchemaManager) -> Result<(), DbErr> {
        let mut table = Table::create();
        table
            .table("partnership")
            .col(uuid("member_id"))
            .col(big("since"))
            .col(optional(big("until")))
            .col(uuid("alliance_id"))
            .col(uuid("organization_id"))
            .primary_key(&mut key(&["member_id", "since"]));
        table.foreign_key(&mut refers("partnership", "member_id", "member"));
        table.foreign_key(&mut refers("partnership", "alliance_id", "alliance"));
        table.foreign_key(&mut refers("partnership", "organization_id", "organization"));
        schema.create_table(table).await?;
        schema.get_connection().execute_unprepared(PRESENT).await?;
        Ok(())
    }
}

/// Those who are partners, or were when they were removed. What others were before is not known.
const PRESENT: &str = "
INSERT INTO partnership (member_id, since, until, alliance_id, organization_id)
SELECT id, 0, CASE WHEN status = 'active' THEN NULL ELSE version END, alliance_id, organization_id
FROM member WHERE role = 'partner' AND organization_id IS NOT NULL";
