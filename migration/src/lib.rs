//! Accord's schema, forward only, one text for SQLite and PostgreSQL.

mod columns;
mod m20261124_000001_accounts;
mod m20261124_000002_alliances;
mod m20261124_000003_indicators;
mod m20261124_000004_cycles;
mod m20261124_000006_definitions;
mod m20261124_000007_last_measurements;
mod m20261124_000008_partnerships;
mod m20261124_000009_reasons;
mod m20261124_000010_one_order_of_periods;
mod m20261124_000011_visible_to_member;
mod m20261130_000012_who_invited_whom;
mod m20261130_000013_names_compared;
mod m20261201_000014_imports;
mod m20261201_000016_goals;
mod m20261201_000017_the_meeting_room;
mod m20261201_000018_sign_ins;
mod m20261201_000019_proposals;

use sea_orm_migration::prelude::*;

pub use sea_orm_migration::MigratorTrait;

/// The steps by which a database comes to the present schema.
pub struct Migrator;

#[async_trait::async_trait]
impl MigratorTrait for Migrator {
    fn migrations() -> Vec<Box<dyn MigrationTrait>> {
        vec![
            Box::new(m20261124_000001_accounts::Migration),
            Box::new(m20261124_000002_alliances::Migration),
            Box::new(m20261124_000003_indicators::Migration),
            Box::new(m20261124_000004_cycles::Migration),
            Box::new(m20261124_000006_definitions::Migration),
            Box::new(m20261124_000007_last_measurements::Migration),
            Box::new(m20261124_000008_partnerships::Migration),
            Box::new(m20261124_000009_reasons::Migration),
            Box::new(m20261124_000010_one_order_of_periods::Migration),
            Box::new(m20261124_000011_visible_to_member::Migration),
            Box::new(m20261130_000012_who_invited_whom::Migration),
            Box::new(m20261130_000013_names_compared::Migration),
            Box::new(m20261201_000014_imports::Migration),
            Box::new(m20261201_000016_goals::Migration),
            Box::new(m20261201_000017_the_meeting_room::Migration),
            Box::new(m20261201_000018_sign_ins::Migration),
            Box::new(m20261201_000019_proposals::Migration),
        ]
    }
}
