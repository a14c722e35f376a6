//! API keys: a script's or a dashboard's access, which acts for its owner and never more.

mod create;

pub use create::{
    ApiKeyWithSecret, ChangeApiKey, CreateApiKey, PreparedChangeApiKey, PreparedCreateApiKey,
};

use async_graphql::{InputObject, SimpleObject};
use entity::api_key::{Column, Entity};
use entity::types::{AllianceId, ApiKeyId, Scope, ShortText, Timestamp, UserId};
use garde::Validate;
use sea_orm::{ColumnTrait, QueryFilter, QueryTrait, Select};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use crate::app::{
    Done, Filter, Get, List, Located, Operation, Present, Readable, Write, present, sorts,
};
use crate::error::Result;
use crate::policy::{Act, Standing, viewer_can};
use crate::store::{Found, Instance, Reader, SortKey, UnitOfWork, View};

/// A script's or a dashboard's access, which acts for its owner.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema, SimpleObject)]
#[graphql(serial)]
pub struct ApiKey {
    /// The key.
    pub id: ApiKeyId,
    /// The account that the key acts for.
    pub user_id: UserId,
    /// What the key is for.
    pub name: ShortText,
    /// The secret's first characters, to recognize it by.
    #[schema(max_length = 40)]
    pub hint: String,
    /// The scopes: what the key may do.
    #[schema(max_items = 3)]
    pub scopes: Vec<Scope>,
    /// The alliances that it is for; null for all of its owner's, those to come included.
    #[schema(required, max_items = 100)]
    pub alliances: Option<Vec<AllianceId>>,
    /// From when on it is no longer taken; null where it does not expire.
    #[schema(required)]
    pub expires_at: Option<Timestamp>,
    /// When the key was revoked.
    #[schema(required)]
    pub revoked_at: Option<Timestamp>,
    /// When the key was last used, to the hour.
    #[schema(required)]
    pub last_used_at: Option<Timestamp>,
    /// The version, raised by one with each change.
    pub version: i64,
    /// When the key was made.
    pub created_at: Timestamp,
    /// The operations that you may carry out on this thing now, by their short names.
    #[schema(max_items = 40)]
    pub viewer_can: Vec<&'static str>,
}

present! {
    ApiKey of api_key |row, by| {
        columns {
            id, user_id, name, hint, expires_at, revoked_at, last_used_at, version, created_at,
        }
        before { viewer_can => key_can(&row, by) }
        shaped { scopes(scopes) => scopes.0, alliances(alliances) => alliances.map(|of| of.0) }
        hidden { hash }
    }
}

/// What may be done with a key; nothing once it was taken back.
fn key_can(row: &Found<Entity>, by: &Standing) -> Vec<&'static str> {
    if row.revoked_at.is_none() { viewer_can(by, row) } else { Vec::new() }
}

sorts! {
    /// The orders in which API keys can be listed.
    ApiKeySort of api_key {
        Name "By name, from A." NameDesc "By name, from Z." Name |row| SortKey::Text(row.name.0.clone());
        CreatedAt "The oldest first." CreatedAtDesc "The newest first." CreatedAt |row| SortKey::Timestamp(row.created_at);
    }
}

/// Which of your API keys to list.
#[derive(Clone, Debug, Default, Deserialize, IntoParams, InputObject, Validate)]
#[serde(deny_unknown_fields, default)]
#[into_params(parameter_in = Query)]
pub struct ApiKeyFilter {
    /// Only keys that were, or were not, taken back.
    #[garde(skip)]
    pub revoked: Option<bool>,
}

/// The operation that lists them.
pub type ListApiKeys = List<ApiKeyFilter>;

impl Filter for ApiKeyFilter {
    const ACT: Act = Act::ListApiKeys;
    type Locator = Instance;
    type Thing = ApiKey;
    type Sort = ApiKeySort;

    fn rows(self, view: &View, _: &Located<List<Self>>) -> Select<Entity> {
        let Self { revoked } = self;
        view.rows::<Entity>().apply_if(revoked, |rows, revoked| {
            rows.filter(if revoked {
                Column::RevokedAt.is_not_null()
            } else {
                Column::RevokedAt.is_null()
            })
        })
    }
}

/// Asks for one API key.
pub type GetApiKey = Get<ApiKey>;

impl Readable for ApiKey {
    const ACT: Act = Act::GetApiKey;
    type Locator = ApiKeyId;
}

/// Takes an API key back, for good.
#[derive(Clone, Debug, Validate)]
pub struct RevokeApiKey {}

impl Operation for RevokeApiKey {
    const ACT: Act = Act::RevokeApiKey;
    type Locator = ApiKeyId;
    type AccessMode = Write;
    type Output = ApiKey;

    async fn execute(self, mut unit: UnitOfWork<Self>, was: Located<Self>) -> Result<Done<Self>> {
        if was.revoked_at.is_some() {
            return unit.leave(|by| ApiKey::from_row(was, by)).await;
        }
        let revoked = Some(unit.now());
        let now = unit.change(was, |key| key.revoked_at = revoked).await?;
        unit.commit(now.id, |by| ApiKey::from_row(now, by)).await
    }
}
