//! Names of organizations are compared as they look, and those of archived ones are free again.

use std::collections::HashSet;

use entity::types::skeleton;
use sea_orm_migration::prelude::*;
use sea_orm_migration::sea_orm::ConnectionTrait;
use uuid::Uuid;

use crate::columns::*;

/// Names of organizations are compared as they look, and those of archived ones are free again.
#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, schema: &SchemaManager) -> Result<(), DbErr> {
        let mut key = optional(text("name_key"));
        schema
            .alter_table(Table::alter().table("organization").add_column(&mut key).take())
            .await?;
        keys(schema).await?;
        let mut before = Index::drop();
        before.table("organization").name(UNIQUE);
        schema.drop_index(before).await?;
        schema.create_index(index("organization", &["alliance_id", "name", "id"])).await?;
        schema.get_connection().execute_unprepared(ONE_IN_USE).await?;
        Ok(())
    }
}

const UNIQUE: &str = "organization_by_alliance_id_name";

const ONE_IN_USE: &str = "CREATE UNIQUE INDEX organization_by_alliance_id_name_key
    ON organization (alliance_id, name_key) WHERE status = 'active'";

/// Gives each organization its key. Of two that look alike already, the later keeps a key of its own.
async fn keys(schema: &SchemaManager<'_>) -> Result<(), DbErr> {
    let conn = schema.get_connection();
    let all = Query::select()
        .columns(["id", "alliance_id", "name"])
        .from("organization")
        .order_by("created_at", Order::Asc)
        .take();
    let mut taken = HashSet::new();
    for row in conn.query_all(&all).await? {
        let id: Uuid = row.try_get("", "id")?;
        let home: Uuid = row.try_get("", "alliance_id")?;
        let name: String = row.try_get("", "name")?;
        let mut key = skeleton(&name);
        if !taken.insert((home, key.clone())) {
            key = format!("{key} {id}");
        }
        let given = Query::update()
            .table("organization")
            .value("name_key", key)
            .and_where(Expr::col("id").eq(id))
            .take();
        conn.execute(&given).await?;
    }
    Ok(())
}
