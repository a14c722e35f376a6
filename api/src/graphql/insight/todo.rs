//! What the caller is asked to do.

use async_graphql::{ComplexObject, Context, Object, Result};

use crate::app::alliance::Alliance;
use crate::app::insight::{ListTodo, Todo};
use crate::graphql::connection::Connection;
use crate::graphql::in_place::InPlace;
use crate::graphql::request::{list, myself, one};

/// What can be asked about what the caller is to do.
#[derive(Default)]
pub struct TodoQuery;

#[Object]
impl TodoQuery {
    /// What you are asked to do in all your alliances, what waits longest first.
    async fn todo(&self, c: &Context<'_>) -> Result<Connection<Todo>> {
        list(c, myself(c)?, ListTodo {}).await
    }
}

#[ComplexObject]
impl Todo {
    /// The alliance.
    async fn alliance(&self, c: &Context<'_>) -> Result<Option<InPlace<Alliance>>> {
        one(c, self.alliance_id, self.alliance_id).await
    }
}
