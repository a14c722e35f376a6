//! What statements run on: a pool, or one snapshot.

use std::sync::Arc;

use sea_orm::{
    ConnectionTrait, DatabaseConnection, DatabaseTransaction, DbBackend, DbErr, ExecResult,
    QueryResult, Statement,
};

/// What a view reads from.
#[derive(Clone, Debug)]
pub enum Conn {
    /// Any connection of the readers' pool: each statement sees what is committed then.
    Pool(DatabaseConnection),
    /// One read transaction: all statements see the same.
    Snapshot(Arc<DatabaseTransaction>),
}

macro_rules! on_either {
    ($self:ident, $conn:ident => $does:expr) => {
        match $self {
            Self::Pool($conn) => $does,
            Self::Snapshot($conn) => $does,
        }
    };
}

#[async_trait::async_trait]
impl ConnectionTrait for Conn {
    fn get_database_backend(&self) -> DbBackend {
        on_either!(self, conn => conn.get_database_backend())
    }

    async fn execute_raw(&self, statement: Statement) -> Result<ExecResult, DbErr> {
        on_either!(self, conn => conn.execute_raw(statement).await)
    }

    async fn execute_unprepared(&self, sql: &str) -> Result<ExecResult, DbErr> {
        on_either!(self, conn => conn.execute_unprepared(sql).await)
    }

    async fn query_one_raw(&self, statement: Statement) -> Result<Option<QueryResult>, DbErr> {
        on_either!(self, conn => conn.query_one_raw(statement).await)
    }

    async fn query_all_raw(&self, statement: Statement) -> Result<Vec<QueryResult>, DbErr> {
        on_either!(self, conn => conn.query_all_raw(statement).await)
    }
}
