//! Who invited a member, since when they are a partner, and by which address an invitation is known.

use sea_orm_migration::prelude::*;

use crate::columns::*;

/// Who invited a member, since when they are a partner, and by which address an invitation is known.
#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, schema: &SchemaManager) -> Result<(), DbErr> {
        add(schema, "member", optional(uuid("invited_by"))).await?;
        add(schema, "member", optional(moment("partner_since"))).await?;
        add(schema, "invitation", optional(text("email_key"))).await?;
        schema.create_index(index("invitation", &["alliance_id", "email_key"])).await?;
        for known in KNOWN {
            schema.get_connection().execute_unprepared(known).await?;
        }
        Ok(())
    }
}

/// A column that an existing table gets.
async fn add(
    schema: &SchemaManager<'_>,
    table: &'static str,
    mut column: ColumnDef,
) -> Result<(), DbErr> {
    schema.alter_table(Table::alter().table(table).add_column(&mut column).take()).await
}

/// What other rows tell of those that are there.
const KNOWN: [&str; 3] = [
    "UPDATE invitation SET email_key = lower(trim(email)) WHERE email IS NOT NULL",
    "UPDATE member SET invited_by = (SELECT invitation.invited_by FROM invitation
     WHERE invitation.member_id = member.id ORDER BY invitation.version DESC LIMIT 1)",
    "UPDATE member SET partner_since = (SELECT event.at FROM partnership JOIN event
     ON event.alliance_id = partnership.alliance_id AND event.revision = partnership.since
     WHERE partnership.member_id = member.id AND partnership.\"until\" IS NULL)",
];
