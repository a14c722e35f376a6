//! What columns, keys and indexes look like here, the same on SQLite and PostgreSQL.

use sea_orm_migration::prelude::*;

fn column(name: &'static str) -> ColumnDef {
    let mut column = ColumnDef::new(name);
    column.not_null();
    column
}

/// An id.
pub fn uuid(name: &'static str) -> ColumnDef {
    column(name).uuid().take()
}

/// A text, a word from a list, or an exact decimal.
pub fn text(name: &'static str) -> ColumnDef {
    column(name).text().take()
}

/// A small list or value that no query looks into.
pub fn json(name: &'static str) -> ColumnDef {
    column(name).json().take()
}

/// A point in time, to the microsecond.
pub fn moment(name: &'static str) -> ColumnDef {
    column(name).timestamp_with_time_zone().take()
}

/// A calendar day.
pub fn day(name: &'static str) -> ColumnDef {
    column(name).date().take()
}

/// Yes or no.
pub fn flag(name: &'static str) -> ColumnDef {
    column(name).boolean().take()
}

/// A small whole number.
pub fn whole(name: &'static str) -> ColumnDef {
    column(name).integer().take()
}

/// A whole number that grows.
pub fn big(name: &'static str) -> ColumnDef {
    column(name).big_integer().take()
}

/// A hash, or something sealed.
pub fn bytes(name: &'static str) -> ColumnDef {
    column(name).blob().take()
}

/// The same column, empty where there is nothing to say.
pub fn optional(mut column: ColumnDef) -> ColumnDef {
    column.null().take()
}

/// The primary key.
pub fn key(columns: &[&'static str]) -> IndexCreateStatement {
    let mut key = Index::create();
    for column in columns {
        key.col(*column);
    }
    key
}

/// A column that names a row of another table by its id.
pub fn refers(
    table: &'static str,
    column: &'static str,
    to: &'static str,
) -> ForeignKeyCreateStatement {
    ForeignKey::create()
        .name(format!("{table}_{column}"))
        .from(table, column)
        .to(to, "id")
        .on_delete(ForeignKeyAction::Restrict)
        .take()
}

/// An index for a list or a look-up.
pub fn index(table: &'static str, columns: &[&'static str]) -> IndexCreateStatement {
    let mut index = Index::create();
    index.name(format!("{table}_by_{}", columns.join("_"))).table(table);
    for column in columns {
        index.col(*column);
    }
    index
}

/// An index that admits each key once.
pub fn unique(table: &'static str, columns: &[&'static str]) -> IndexCreateStatement {
    index(table, columns).unique().take()
}
