//! What statements run on: connections to read by, or one transaction.

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

impl Conn {
    /// What statements run on.
    pub fn queries(&self) -> Queries<'_> {
        match self {
            Self::Readers(readers) => Queries::Readers(readers),
            Self::Snapshot(tx) => Queries::Transaction(tx),
        }
    }
}

/// What statements run on. One type for views and units of work, so that what reads rows is compiled
/// once a table, not once a table and way to read.
#[derive(Clone, Copy, Debug)]
pub enum Queries<'a> {
    /// Any connection to read by.
    Readers(&'a Arc<Connections>),
    /// One transaction.
    Transaction(&'a Transaction),
}

/// The error of a write by a connection to read by.
fn read_only() -> DbErr {
    DbErr::Custom("nothing is written here".to_owned())
}

#[async_trait::async_trait]
impl ConnectionTrait for Queries<'_> {
    fn get_database_backend(&self) -> DbBackend {
        match self {
            Self::Readers(readers) => readers.backend(),
            Self::Transaction(tx) => tx.get_database_backend(),
        }
    }

    async fn execute_raw(&self, statement: Statement) -> Result<ExecResult, DbErr> {
        match self {
            Self::Readers(_) => Err(read_only()),
            Self::Transaction(tx) => tx.execute_raw(statement).await,
        }
    }

    async fn execute_unprepared(&self, sql: &str) -> Result<ExecResult, DbErr> {
        match self {
            Self::Readers(_) => Err(read_only()),
            Self::Transaction(tx) => tx.execute_unprepared(sql).await,
        }
    }

    async fn query_one_raw(&self, statement: Statement) -> Result<Option<QueryResult>, DbErr> {
        match self {
            Self::Readers(readers) => readers.one(statement).await,
            Self::Transaction(tx) => tx.query_one_raw(statement).await,
        }
    }

    async fn query_all_raw(&self, statement: Statement) -> Result<Vec<QueryResult>, DbErr> {
        match self {
            Self::Readers(readers) => readers.all(statement).await,
            Self::Transaction(tx) => tx.query_all_raw(statement).await,
        }
    }
}
