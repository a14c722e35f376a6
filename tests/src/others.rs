//! Who else is at work beside the service: in its file, or on its server.

use std::time::Duration;

use sqlx::{Connection, Executor, PgConnection, SqliteConnection};
use tokio::task::JoinSet;

use crate::{Engine, Service, database};

/// Long enough for what goes on meanwhile to fall into one of these transactions and between others.
const A_WHILE: Duration = Duration::from_millis(15);

impl Service {
    /// One transaction after the other, begun by others, for as long as what is returned is there: in
    /// the same file they read, on the same server they write to another database.
    pub fn beside_others(&self) -> JoinSet<()> {
        let mut others = JoinSet::new();
        for _ in 0..4 {
            let (engine, url) = (self.engine, self.database_url().to_owned());
            others.spawn(async move {
                match engine {
                    Engine::Sqlite => reads(SqliteConnection::connect(&url).await.unwrap()).await,
                    Engine::Postgres => writes(database::connect().await).await,
                }
            });
        }
        others
    }
}

impl Service {
    /// Breaks every connection that the service holds to its server; there is none to break to a file.
    pub async fn breaks_connections(&self) {
        if self.engine == Engine::Postgres {
            let mut server = PgConnection::connect(self.database_url()).await.unwrap();
            let all = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity
                WHERE datname = current_database() AND pid <> pg_backend_pid()";
            server.execute(all).await.unwrap();
        }
    }
}

impl Service {
    /// A transaction of others that sees all as it is now, as long as what is returned is there.
    pub async fn holds_what_was(&self) -> HeldWriters {
        let url = self.database_url();
        match self.engine {
            Engine::Sqlite => {
                let mut file = SqliteConnection::connect(url).await.unwrap();
                file.execute("BEGIN; SELECT count(*) FROM response").await.unwrap();
                HeldWriters::File(file)
            }
            Engine::Postgres => {
                let mut server = PgConnection::connect(url).await.unwrap();
                let sees = "BEGIN ISOLATION LEVEL REPEATABLE READ; SELECT pg_current_xact_id()";
                server.execute(sees).await.unwrap();
                HeldWriters::Server(server)
            }
        }
    }

    /// By which number a server knows the file of the answers; it is another once they are written anew.
    pub async fn file_of_answers(&self) -> Option<i64> {
        if self.engine == Engine::Sqlite {
            return None;
        }
        let mut server = PgConnection::connect(self.database_url()).await.unwrap();
        let number = sqlx::query_scalar("SELECT pg_relation_filenode('response')::bigint");
        Some(number.fetch_one(&mut server).await.unwrap())
    }
}

/// A transaction in which something was written that others wait for; dropped, it is undone.
pub enum HeldWriters {
    /// Of a file, which has one writer.
    File(SqliteConnection),
    /// Of a server, on which each alliance has one.
    Server(PgConnection),
}

impl Service {
    /// Holds up whoever writes in an alliance, as long as what is returned is there.
    pub async fn holds_writers(&self) -> HeldWriters {
        let url = self.database_url();
        match self.engine {
            Engine::Sqlite => {
                let mut file = SqliteConnection::connect(url).await.unwrap();
                file.execute("BEGIN IMMEDIATE").await.unwrap();
                HeldWriters::File(file)
            }
            Engine::Postgres => {
                let mut server = PgConnection::connect(url).await.unwrap();
                let locks = "BEGIN; SELECT 1 FROM alliance FOR UPDATE";
                server.execute(locks).await.unwrap();
                HeldWriters::Server(server)
            }
        }
    }
}

async fn reads(mut file: SqliteConnection) {
    loop {
        let mut read = file.begin().await.unwrap();
        read.execute("SELECT count(*) FROM response").await.unwrap();
        tokio::time::sleep(A_WHILE).await;
        read.rollback().await.unwrap();
    }
}

async fn writes(mut server: PgConnection) {
    loop {
        let mut write = server.begin().await.unwrap();
        write.execute("SELECT pg_current_xact_id()").await.unwrap();
        tokio::time::sleep(A_WHILE).await;
        write.rollback().await.unwrap();
    }
}
