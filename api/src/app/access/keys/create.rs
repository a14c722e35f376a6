//! Making API keys, and changing what they may do.

use async_graphql::{InputObject, SimpleObject};
use entity::api_key::{Entity, Model};
use entity::words::{
    AllianceId, Alliances, Apply, Change, Line, Moment, Patch, Scope, Scopes, Secret, ShownOnce,
    UserId,
};
use garde::Validate;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::ApiKey;
use crate::app::{App, Call, Done, Here, Operation, Request, Shown, Writes, shown_once};
use crate::auth::keys::{KeyKind, SecretHash, mint};
use crate::error::{Code, Refusal, Result, Violation};
use crate::policy::Act;
use crate::store::{Instance, Reader, Unit};
use entity::words::ApiKeyId;

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
    /// What it is for.
    #[garde(dive)]
    pub name: Line,
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
    pub expires_at: Option<Moment>,
}

impl Request for CreateApiKey {
    type Operation = AddApiKey;

    async fn prepare(self, app: &App, call: &Call) -> Result<AddApiKey> {
        let Self { name, scopes, alliances, expires_at } = self;
        holds(app, call, alliances.as_deref(), expires_at).await?;
        let user = call.actor.user.ok_or_else(Refusal::missing)?;
        let minted = mint(KeyKind::ApiKey, &app.random);
        let (scopes, alliances) = (sorted(scopes), alliances.map(sorted));
        let (hash, secret) = (minted.hash, minted.secret);
        Ok(AddApiKey { user, name, scopes, alliances, expires_at, hash, secret })
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
    expires_at: Option<Moment>,
) -> Result<()> {
    let view = app.view(call).await?;
    let strange = alliances.unwrap_or_default().iter().enumerate().filter_map(|(at, id)| {
        let said = "You are no member of such an alliance.";
        let violation =
            || Violation::new(Code::ReferenceUnknown, said).at(format!("/alliances/{at}"));
        view.lens().standing(*id).member().is_none().then(violation)
    });
    let past = expires_at
        .filter(|at| *at <= view.now())
        .map(|_| Violation::new(Code::TimePassed, "expected a time to come").at("/expires_at"));
    Refusal::unless_none(strange.chain(past))
}

/// Adds an API key whose secret is made.
#[derive(Clone, Debug)]
pub struct AddApiKey {
    user: UserId,
    name: Line,
    scopes: Vec<Scope>,
    alliances: Option<Vec<AllianceId>>,
    expires_at: Option<Moment>,
    hash: SecretHash,
    secret: Secret,
}

impl Operation for AddApiKey {
    const ACT: Act = Act::CreateApiKey;
    type At = Instance;
    type Way = Writes;
    type Output = ApiKeyWithSecret;

    async fn execute(self, mut unit: Unit<Self>, _: Here<Self>) -> Result<Done<Self>> {
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
            api_key: ApiKey::seen(key, by),
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
    /// What it is for.
    #[serde(default)]
    #[schema(value_type = Line, required = false)]
    #[garde(dive)]
    pub name: Change<Line>,
    /// What it may do.
    #[serde(default)]
    #[schema(value_type = Vec<Scope>, required = false, min_items = 1, max_items = 3)]
    #[garde(inner(length(min = 1, max = 3)))]
    pub scopes: Change<Vec<Scope>>,
    /// The alliances that it is for; null for all of yours.
    #[serde(default)]
    #[schema(value_type = Option<Vec<AllianceId>>, min_items = 1, max_items = 100)]
    #[garde(inner(length(min = 1, max = 100)))]
    pub alliances: Patch<Vec<AllianceId>>,
    /// From when on it is no longer taken; null for never.
    #[serde(default)]
    #[schema(value_type = Option<Moment>)]
    #[garde(skip)]
    pub expires_at: Patch<Moment>,
}

impl Request for ChangeApiKey {
    type Operation = SetApiKey;

    async fn prepare(self, app: &App, call: &Call) -> Result<SetApiKey> {
        let (mut alliances, mut expires_at) = (None, None);
        self.alliances.clone().apply(&mut alliances);
        self.expires_at.clone().apply(&mut expires_at);
        holds(app, call, alliances.as_deref(), expires_at).await?;
        Ok(SetApiKey(self))
    }
}

/// Changes an API key to what was found to hold.
#[derive(Clone, Debug)]
pub struct SetApiKey(ChangeApiKey);

impl Operation for SetApiKey {
    const ACT: Act = Act::ChangeApiKey;
    type At = ApiKeyId;
    type Way = Writes;
    type Output = ApiKey;

    async fn execute(self, mut unit: Unit<Self>, was: Here<Self>) -> Result<Done<Self>> {
        let Self(ChangeApiKey { name, scopes, alliances, expires_at }) = self;
        if was.revoked_at.is_some() {
            let said = "The key was revoked; make another.";
            return Err(Refusal::new(Code::WrongState, said).into());
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
        unit.commit(now.id, |by| ApiKey::seen(now, by)).await
    }
}
