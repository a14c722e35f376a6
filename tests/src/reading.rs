//! Another process that reads a database, and does not end.

use sqlx::{AssertSqlSafe, Connection, Executor, PgConnection, SqliteConnection};

use crate::{Engine, Service};

/// A read that goes on as long as this is there.
pub enum Reading {
    /// Of a file.
    Sqlite(SqliteConnection),
    /// On a server; it keeps whoever cleans up from the answers, too.
    Postgres(PgConnection),
}

const SQLITE: &str = "BEGIN; SELECT count(*) FROM response";
const POSTGRES: &str = "BEGIN ISOLATION LEVEL REPEATABLE READ; SELECT count(*) FROM response; \
                        LOCK TABLE response IN SHARE UPDATE EXCLUSIVE MODE";

impl Service {
    /// Begins to read the answers.
    pub async fn is_read(&self) -> Reading {
        match self.engine {
            Engine::Sqlite => {
                let mut file = SqliteConnection::connect(self.database_url()).await.unwrap();
                file.execute(sqlx::raw_sql(AssertSqlSafe(SQLITE))).await.unwrap();
                Reading::Sqlite(file)
            }
            Engine::Postgres => {
                let mut server = PgConnection::connect(self.database_url()).await.unwrap();
                server.execute(sqlx::raw_sql(AssertSqlSafe(POSTGRES))).await.unwrap();
                Reading::Postgres(server)
            }
        }
    }
}

impl Reading {
    /// Ends it.
    pub async fn ends(self) {
        match self {
            Self::Sqlite(file) => file.close().await.unwrap(),
            Self::Postgres(server) => server.close().await.unwrap(),
        }
    }
}
