//! API keys.

use actix_web::http::StatusCode;
use actix_web::{get, patch, post};
use entity::types::ApiKeyId;

use crate::app::Page;
use crate::app::access::{
    ApiKey, ApiKeyWithSecret, ChangeApiKey, CreateApiKey, GetApiKey, ListApiKeys, RevokeApiKey,
};
use crate::rest::answer::answers;
use crate::rest::{Body, Caller, Handled, PathLocator, Query, Routes};
use crate::store::Instance;

answers! { ApiKey => "/v1/api-keys/{}"; }

/// The routes of API keys.
pub fn routes(to: &mut impl Routes) {
    to.service(create_api_key)
        .service(list_api_keys)
        .service(get_api_key)
        .service(change_api_key)
        .service(revoke_api_key);
}

/// Make an API key
///
/// It acts for you and never does more than you may, cut to its scopes. The answer holds its
/// secret, which is shown once.
#[utoipa::path(tag = "access", operation_id = "createApiKey", request_body = CreateApiKey,
    responses((status = 201, description = "The key and its secret", body = ApiKeyWithSecret)))]
#[post("/v1/api-keys")]
async fn create_api_key(c: Caller, b: Body<CreateApiKey>) -> Handled {
    c.secret(StatusCode::CREATED, &c.run(Instance, b.0).await?)
}

/// List your API keys
#[utoipa::path(tag = "access", operation_id = "listApiKeys", params(ListApiKeys),
    responses((status = 200, description = "Part of the list", body = Page<ApiKey>)))]
#[get("/v1/api-keys")]
async fn list_api_keys(c: Caller, q: Query<ListApiKeys>) -> Handled {
    c.page(&c.run(Instance, q.0).await?)
}

/// Read an API key
#[utoipa::path(tag = "access", operation_id = "getApiKey",
    responses((status = 200, description = "The key", body = ApiKey)))]
#[get("/v1/api-keys/{api_key}")]
async fn get_api_key(c: Caller, at: PathLocator<ApiKeyId>) -> Handled {
    c.ok(&c.run(at.0, GetApiKey::default()).await?)
}

/// Change an API key
#[utoipa::path(tag = "access", operation_id = "changeApiKey", request_body = ChangeApiKey,
    responses((status = 200, description = "The key", body = ApiKey)))]
#[patch("/v1/api-keys/{api_key}")]
async fn change_api_key(c: Caller, at: PathLocator<ApiKeyId>, b: Body<ChangeApiKey>) -> Handled {
    c.ok(&c.run(at.0, b.0).await?)
}

/// Revoke an API key
///
/// It is no longer taken, from the next request on.
#[utoipa::path(tag = "access", operation_id = "revokeApiKey",
    responses((status = 200, description = "The key", body = ApiKey)))]
#[post("/v1/api-keys/{api_key}/revoke")]
async fn revoke_api_key(c: Caller, at: PathLocator<ApiKeyId>) -> Handled {
    c.ok(&c.run(at.0, RevokeApiKey {}).await?)
}
