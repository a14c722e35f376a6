//! What lies in a database, as whoever operates it reads it, and writes it.

use serde_json::Value;
use sqlx::{AssertSqlSafe, Connection, Executor, PgConnection, Row, SqliteConnection};

use crate::{Engine, Service};

/// A row of a table, column by column.
pub struct Lying {
    /// The table.
    pub table: String,
    /// The row; bytes are written in hexadecimal digits.
    pub row: Value,
}

impl Service {
    /// Every row of every table.
    pub async fn dump(&self) -> Vec<Lying> {
        let url = self.database_url();
        match self.engine {
            Engine::Sqlite => sqlite(&mut SqliteConnection::connect(url).await.unwrap()).await,
            Engine::Postgres => postgres(&mut PgConnection::connect(url).await.unwrap()).await,
        }
    }

    /// Writes into its tables what would take long to send: a statement in the words of its database.
    pub async fn writes(&self, statement: &str) {
        let (url, statement) = (self.database_url(), AssertSqlSafe(statement.to_owned()));
        let statement = sqlx::raw_sql(statement);
        let done = match self.engine {
            Engine::Sqlite => {
                let mut file = SqliteConnection::connect(url).await.unwrap();
                file.execute(statement).await.map(drop)
            }
            Engine::Postgres => {
                let mut server = PgConnection::connect(url).await.unwrap();
                server.execute(statement).await.map(drop)
            }
        };
        done.unwrap();
    }

    /// The bytes of the files in which its tables lie, as a thief of the disk reads them: what was
    /// deleted and is still there is among them. Of a server, each table, and what lies beside it.
    pub async fn files(&self) -> Vec<Vec<u8>> {
        let url = self.database_url();
        match self.engine {
            Engine::Sqlite => {
                let path = url.strip_prefix("sqlite://").unwrap();
                let file = |end: &str| std::fs::read(format!("{path}{end}")).unwrap_or_default();
                vec![file(""), file("-wal")]
            }
            Engine::Postgres => relations(&mut PgConnection::connect(url).await.unwrap()).await,
        }
    }
}

/// The files of tables, indexes and what is too long for either.
async fn relations(server: &mut PgConnection) -> Vec<Vec<u8>> {
    // First what is still in memory is written down.
    server.execute("CHECKPOINT").await.unwrap();
    let files = "SELECT pg_read_binary_file(pg_relation_filepath(oid)) FROM pg_class
        WHERE relkind IN ('r', 'i', 't') AND relnamespace IN ('public'::regnamespace, 'pg_toast'::regnamespace)";
    let found = server.fetch_all(files).await.unwrap();
    found.iter().map(|row| row.get(0)).collect()
}

async fn sqlite(file: &mut SqliteConnection) -> Vec<Lying> {
    let tables = texts(file, "SELECT name FROM sqlite_schema WHERE type = 'table'").await;
    let mut all = Vec::new();
    for table in tables {
        let columns = format!("SELECT name FROM pragma_table_info('{table}')");
        let column = |it: String| {
            format!("'{it}', iif(typeof(\"{it}\") = 'blob', lower(hex(\"{it}\")), \"{it}\")")
        };
        let columns: Vec<_> = texts(file, &columns).await.into_iter().map(column).collect();
        let rows = format!("SELECT json_object({}) FROM \"{table}\"", columns.join(", "));
        all.extend(texts(file, &rows).await.into_iter().map(|row| lying(&table, &row)));
    }
    all
}

async fn postgres(server: &mut PgConnection) -> Vec<Lying> {
    let tables = "SELECT tablename::text FROM pg_tables WHERE schemaname = 'public'";
    let mut all = Vec::new();
    for table in texts(server, tables).await {
        let rows = format!("SELECT row_to_json(it)::text FROM \"{table}\" it");
        all.extend(texts(server, &rows).await.into_iter().map(|row| lying(&table, &row)));
    }
    all
}

fn lying(table: &str, row: &str) -> Lying {
    Lying { table: table.to_owned(), row: serde_json::from_str(row).unwrap() }
}

/// The first column of what a statement finds.
async fn texts<'c, C, D>(on: &'c mut C, statement: &str) -> Vec<String>
where
    D: sqlx::Database,
    &'c mut C: Executor<'c, Database = D>,
    usize: sqlx::ColumnIndex<D::Row>,
    String: for<'r> sqlx::Decode<'r, D> + sqlx::Type<D>,
{
    let found = on.fetch_all(sqlx::raw_sql(AssertSqlSafe(statement.to_owned()))).await.unwrap();
    found.iter().map(|row| row.get(0)).collect()
}
