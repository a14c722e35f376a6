//! Making API keys, and changing what they may do.

use async_graphql::{InputObject, SimpleObject};
use entity::api_key::{Entity, Model};
use entity::types::{
    AllianceId, Alliances, Apply, Change, Patch, Scope, Scopes, Secret, ShortText, ShownOnce,
    Timestamp, UserId,
};
use garde::Validate;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::ApiKey;
use crate::app::{App, Call, Done, Input, Located, Operation, Present, Write, shown_once};
use crate::auth::keys::{KeyKind, SecretHash, mint};
use crate::error::{ErrorCode, Refusal, Result, Violation};
use crate::policy::Act;
use crate::store::{Instance, Reader, UnitOfWork};
use entity::types::ApiKeyId;

/// How many characters of a secret are kept to recognize it by: its prefix, and four more.
const HINT: usize = 15;

/// An API key with its secret.
#[derive(Clone, Debug, Serialize, ToSchema, SimpleObject)]
#[graphql(serial)]
pub struct ApiKeyWithSecret {
    /// The key.
    pub api_key: ApiKey,
    /// The secret, to be sent with each request: as a bearer token, or as the password of Basic
    /// authentication under any name.
    pub secret: ShownOnce,
}

shown_once! { ApiKeyWithSecret }

/// What it takes to make an API key.
#[derive(Clone, Debug, Deserialize, ToSchema, InputObject, Validate)]
#[serde(deny_unknown_fields)]
#[graphql(name = "CreateApiKeyInput")]
pub struct CreateApiKey {
    /// What the key is for.
    #[garde(dive)]
    pub name: ShortText,
    /// What it may do: `read`, push `measurements`, or `write`, which holds both.
    #[schema(min_items = 1, max_items = 3)]
    #[garde(length(min = 1, max = 3))]
    pub scopes: Vec<Scope>,
    /// The alliances that it is for; all of yours, those to come included, where nothing is said.
    #[serde(default)]
    #[schema(min_items = 1, max_items = 100)]
    #[garde(inner(length(min = 1, max = 100)))]
    pub alliances: Option<Vec<AllianceId>>,
    /// From when on it is no longer taken; never where nothing is said.
    #[serde(default)]
    #[garde(skip)]
    pub expires_at: Option<Timestamp>,
}

impl Input for CreateApiKey {
    type Operation = PreparedCreateApiKey;

    async fn prepare(self, app: &App, call: &Call) -> Result<PreparedCreateApiKey> {
        let Self { name, scopes, alliances, expires_at } = self;
        holds(app, call, alliances.as_deref(), expires_at).await?;
        let user = call.actor.user.ok_or_else(Refusal::missing)?;
        let minted = mint(KeyKind::ApiKey, &app.random);
        let (scopes, alliances) = (sorted(scopes), alliances.map(sorted));
        let (hash, secret) = (minted.hash, minted.secret);
        Ok(PreparedCreateApiKey { user, name, scopes, alliances, expires_at, hash, secret })
    }
}

fn sorted<T: Ord>(mut all: Vec<T>) -> Vec<T> {
    all.sort();
    all.dedup();
    all
}

/// A key is for alliances of its owner, and does not expire before it is made.
async fn holds(
    app: &App,
    call: &Call,
    alliances: Option<&[AllianceId]>,
    expires_at: Option<Timestamp>,
) -> Result<()> {
    let view = app.view(call).await?;
    let strange = alliances.unwrap_or_default().iter().enumerate().filter_map(|(at, id)| {
        let said = "You are no member of such an alliance.";
        let violation =
            || Violation::new(ErrorCode::ReferenceNotFound, said).at(format!("/alliances/{at}"));
        view.lens().standing(*id).member().is_none().then(violation)
    });
    let past = expires_at.filter(|at| *at <= view.now()).map(|_| {
        Violation::new(ErrorCode::TimePassed, "expected a time to come").at("/expires_at")
    });
    Refusal::unless_none(strange.chain(past))
}

/// [`CreateApiKey`] whose secret is made.
#[derive(Clone, Debug)]
pub struct PreparedCreateApiKey {
    user: UserId,
    name: ShortText,
    scopes: Vec<Scope>,
    alliances: Option<Vec<AllianceId>>,
    expires_at: Option<Timestamp>,
    hash: SecretHash,
    secret: Secret,
}

impl Operation for PreparedCreateApiKey {
    const ACT: Act = Act::CreateApiKey;
    type Locator = Instance;
    type AccessMode = Write;
    type Output = ApiKeyWithSecret;

    async fn execute(self, mut unit: UnitOfWork<Self>, _: Located<Self>) -> Result<Done<Self>> {
        let Self { user, name, scopes, alliances, expires_at, hash, secret } = self;
        let row = Model {
            id: unit.id(),
            user_id: user,
            name,
            hash: hash.to_vec(),
            hint: secret.reveal().chars().take(HINT).collect(),
            scopes: Scopes(scopes),
            alliances: alliances.map(Alliances),
            version: unit.revision(),
            created_at: unit.now(),
            expires_at,
            revoked_at: None,
            last_used_at: None,
        };
        let key = unit.create::<Entity>(row).await?;
        unit.commit(key.id, |by| ApiKeyWithSecret {
            api_key: ApiKey::from_row(key, by),
            secret: secret.into(),
        })
        .await
    }
}

/// What to change of an API key; what is not named stays.
#[derive(Clone, Debug, Deserialize, ToSchema, InputObject, Validate)]
#[serde(deny_unknown_fields)]
#[graphql(name = "ChangeApiKeyInput")]
pub struct ChangeApiKey {
    /// What the key is for.
    #[serde(default)]
    #[schema(value_type = ShortText, required = false)]
    #[garde(dive)]
    pub name: Change<ShortText>,
    /// The scopes: what the key may do.
    #[serde(default)]
    #[schema(value_type = Vec<Scope>, required = false, min_items = 1, max_items = 3)]
    #[garde(inner(length(min = 1, max = 3)))]
    pub scopes: Change<Vec<Scope>>,
    /// The alliances that the key opens; null for all of yours.
    #[serde(default)]
    #[schema(value_type = Option<Vec<AllianceId>>, min_items = 1, max_items = 100)]
    #[garde(inner(length(min = 1, max = 100)))]
    pub alliances: Patch<Vec<AllianceId>>,
    /// From when on it is no longer taken; null for never.
    #[serde(default)]
    #[schema(value_type = Option<Timestamp>)]
    #[garde(skip)]
    pub expires_at: Patch<Timestamp>,
}

impl Input for ChangeApiKey {
    type Operation = PreparedChangeApiKey;

    async fn prepare(self, app: &App, call: &Call) -> Result<PreparedChangeApiKey> {
        let (mut alliances, mut expires_at) = (None, None);
        self.alliances.clone().apply(&mut alliances);
        self.expires_at.clone().apply(&mut expires_at);
        holds(app, call, alliances.as_deref(), expires_at).await?;
        Ok(PreparedChangeApiKey(self))
    }
}

/// [`ChangeApiKey`] whose alliances and time were found to hold.
#[derive(Clone, Debug)]
pub struct PreparedChangeApiKey(ChangeApiKey);

impl Operation for PreparedChangeApiKey {
    const ACT: Act = Act::ChangeApiKey;
    type Locator = ApiKeyId;
    type AccessMode = Write;
    type Output = ApiKey;

    async fn execute(self, mut unit: UnitOfWork<Self>, was: Located<Self>) -> Result<Done<Self>> {
        let Self(ChangeApiKey { name, scopes, alliances, expires_at }) = self;
        if was.revoked_at.is_some() {
            let said = "The key was revoked; make another.";
            return Err(Refusal::new(ErrorCode::WrongState, said).into());
        }
        let now = unit
            .change(was, |key| {
                name.apply(&mut key.name);
                if let Change::Set(scopes) = scopes {
                    key.scopes = Scopes(sorted(scopes));
                }
                match alliances {
                    Patch::Keep => {}
                    Patch::Clear => key.alliances = None,
                    Patch::Set(of) => key.alliances = Some(Alliances(sorted(of))),
                }
                expires_at.apply(&mut key.expires_at);
            })
            .await?;
        unit.commit(now.id, |by| ApiKey::from_row(now, by)).await
    }
}
