//! What views read from: connections to read by, or one snapshot.

use std::sync::Arc;

use sea_orm::{ConnectionTrait, DbBackend, DbErr, ExecResult, QueryResult, Statement};

use super::connections::Connections;
use super::transaction::Transaction;

/// What a view reads from.
#[derive(Clone, Debug)]
pub enum Conn {
    /// Any connection to read by: each statement sees what is committed then.
    Readers(Arc<Connections>),
    /// One read transaction: all statements see the same.
    Snapshot(Arc<Transaction>),
}

/// What whoever would write by a connection to read by is told.
fn only_read() -> DbErr {
    DbErr::Custom("nothing is written here".to_owned())
}

#[async_trait::async_trait]
impl ConnectionTrait for Conn {
    fn get_database_backend(&self) -> DbBackend {
        match self {
            Self::Readers(readers) => readers.backend(),
            Self::Snapshot(tx) => tx.get_database_backend(),
        }
    }

    async fn execute_raw(&self, _: Statement) -> Result<ExecResult, DbErr> {
        Err(only_read())
    }

    async fn execute_unprepared(&self, _: &str) -> Result<ExecResult, DbErr> {
        Err(only_read())
    }

    async fn query_one_raw(&self, statement: Statement) -> Result<Option<QueryResult>, DbErr> {
        match self {
            Self::Readers(readers) => readers.one(statement).await,
            Self::Snapshot(tx) => tx.query_one_raw(statement).await,
        }
    }

    async fn query_all_raw(&self, statement: Statement) -> Result<Vec<QueryResult>, DbErr> {
        match self {
            Self::Readers(readers) => readers.all(statement).await,
            Self::Snapshot(tx) => tx.query_all_raw(statement).await,
        }
    }
}
