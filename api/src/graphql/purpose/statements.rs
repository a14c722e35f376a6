//! Versions of the statement of the shared purpose.

use async_graphql::{ComplexObject, Context, Object, Result};
use entity::types::StatementId;

use crate::app::alliance::{Alliance, Proposal};
use crate::app::purpose::{
    ChangeStatement, CreateStatement, GetStatement, GetStatementInForce, RemoveStatement,
    Statement, StatementFilter, StatementSort,
};
use crate::app::{Gone, List};
use crate::graphql::connection::Connection;
use crate::graphql::in_place::InPlace;
use crate::graphql::mutations::mutations;
use crate::graphql::request::{find, list, one};
use crate::store::AllianceRef;

/// What can be asked about statements.
#[derive(Default)]
pub struct StatementsQuery;

#[Object]
impl StatementsQuery {
    /// One version of the statement of purpose.
    async fn statement(
        &self,
        c: &Context<'_>,
        statement: StatementId,
    ) -> Result<Option<InPlace<Statement>>> {
        find(c, statement, GetStatement {}).await
    }

    /// The version of an alliance's statement of purpose that is in force; null until the first one is
    /// accepted.
    async fn statement_in_force(
        &self,
        c: &Context<'_>,
        alliance: AllianceRef,
    ) -> Result<Option<InPlace<Statement>>> {
        find(c, alliance, GetStatementInForce {}).await
    }

    /// The versions of an alliance's statement of purpose.
    async fn statements(
        &self,
        c: &Context<'_>,
        alliance: AllianceRef,
        #[graphql(default)] sort: StatementSort,
        first: Option<u32>,
        after: Option<String>,
    ) -> Result<Connection<Statement>> {
        list(c, alliance, List::<StatementFilter>::of(None, sort, first, after)).await
    }
}

mutations! {
    /// What can be done to statements.
    StatementsMutation |c|
    with_if_version {
        /// Write a new version of the statement of purpose, as a draft.
        create_statement(alliance: AllianceRef, input: CreateStatement) -> Statement
            => (alliance, input);
        /// Change a draft of the statement of purpose.
        change_statement(statement: StatementId, input: ChangeStatement) -> Statement
            => (statement, input);
        /// Remove a draft of the statement of purpose.
        remove_statement(statement: StatementId) -> Gone => (statement, RemoveStatement {});
    }
}

#[ComplexObject]
impl Statement {
    /// The alliance whose purpose it states.
    async fn alliance(&self, c: &Context<'_>) -> Result<Option<InPlace<Alliance>>> {
        one(c, self.alliance_id, self.alliance_id).await
    }

    /// The last proposal that put the version before the organizations; null for a draft.
    async fn proposal(&self, c: &Context<'_>) -> Result<Option<InPlace<Proposal>>> {
        match self.proposal_id {
            Some(id) => one(c, self.alliance_id, id).await,
            None => Ok(None),
        }
    }
}
