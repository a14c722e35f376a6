//! API keys.

use async_graphql::{Context, Object, Result};
use entity::types::ApiKeyId;

use crate::app::List;
use crate::app::access::{
    ApiKey, ApiKeyFilter, ApiKeySort, ApiKeyWithSecret, ChangeApiKey, CreateApiKey, GetApiKey,
    RevokeApiKey,
};
use crate::graphql::connection::Connection;
use crate::graphql::in_place::InPlace;
use crate::graphql::mutations::mutations;
use crate::graphql::request::{find, list};
use crate::store::Instance;

/// What can be asked about API keys.
#[derive(Default)]
pub struct KeysQuery;

#[Object]
impl KeysQuery {
    /// One of your API keys.
    async fn api_key(&self, c: &Context<'_>, api_key: ApiKeyId) -> Result<Option<InPlace<ApiKey>>> {
        find(c, api_key, GetApiKey::default()).await
    }

    /// Your API keys.
    async fn api_keys(
        &self,
        c: &Context<'_>,
        filter: Option<ApiKeyFilter>,
        #[graphql(default)] sort: ApiKeySort,
        first: Option<u32>,
        after: Option<String>,
    ) -> Result<Connection<ApiKey>> {
        list(c, Instance, List::of(filter, sort, first, after)).await
    }
}

mutations! {
    /// What can be done to API keys.
    KeysMutation |c|
    with_if_version {
        /// Change an API key.
        change_api_key(api_key: ApiKeyId, input: ChangeApiKey) -> ApiKey => (api_key, input);
        /// Revoke an API key: it is no longer taken, from the next request on.
        revoke_api_key(api_key: ApiKeyId) -> ApiKey => (api_key, RevokeApiKey {});
    }
    without_if_version {
        /// Make an API key; its secret is shown once.
        create_api_key(input: CreateApiKey) -> ApiKeyWithSecret => (Instance, input);
    }
}
