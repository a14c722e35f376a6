//! The framework.

use async_graphql::{Context, Object, Result};

use crate::app::cycle::GetFramework;
use crate::framework::Framework;
use crate::graphql::request::run;
use crate::store::Instance;

/// What can be asked about the framework.
#[derive(Default)]
pub struct FrameworkQuery;

#[Object]
impl FrameworkQuery {
    /// The framework, in the language that `Accept-Language` asks for; needs no sign-in.
    async fn framework(&self, c: &Context<'_>) -> Result<Framework> {
        run(c, Instance, GetFramework {}).await
    }
}
