//! The organizations of an alliance.
//!
//! A steward or a facilitator adds them; its own partner may change how one is described. One that
//! no longer takes part is archived, so that history keeps its name.

use async_graphql::{InputObject, SimpleObject};
use entity::organization::{Column, Entity, Model};
use entity::types::{
    AllianceId, Apply, Change, OrganizationId, Paragraph, Patch, ShortText, ThingStatus, Timestamp,
    skeleton,
};
use garde::Validate;
use sea_orm::{ColumnTrait, QueryFilter, QueryTrait, Select};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use crate::app::{
    Done, Filter, Get, List, Located, OfRevision, Operation, Present, Readable, Write, present,
    sorts,
};
use crate::error::{ErrorCode, OnUniqueViolation, Refusal, Result};
use crate::policy::{Act, viewer_can};
use crate::store::{AllianceRef, Reader, SortKey, UnitOfWork, View, members};

/// One of the organizations of an alliance.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema, SimpleObject)]
#[graphql(complex, serial)]
pub struct Organization {
    /// The organization.
    pub id: OrganizationId,
    /// The alliance of the organization.
    pub alliance_id: AllianceId,
    /// The organization's name; no other organization of the alliance that takes part has it.
    pub name: ShortText,
    /// The organization's mission.
    #[schema(required)]
    pub mission: Option<Paragraph>,
    /// Whether the organization takes part or is archived.
    pub status: ThingStatus,
    /// The revision of its last change.
    pub version: i64,
    /// When the organization was added.
    pub created_at: Timestamp,
    /// The operations that you may carry out on this thing now, by their short names.
    #[schema(max_items = 40)]
    pub viewer_can: Vec<&'static str>,
}

present! {
    Organization of organization |row, by| {
        columns { id, alliance_id, name, mission, status, version, created_at }
        before { viewer_can => viewer_can(by, &row) }
        hidden { name_key }
    }
}

const NAME_TAKEN: &str = "Another organization of this alliance that takes part has this name, or one that looks like it.";

/// What it takes to add an organization.
#[derive(Clone, Debug, Deserialize, ToSchema, InputObject, Validate)]
#[serde(deny_unknown_fields)]
#[graphql(name = "CreateOrganizationInput")]
pub struct CreateOrganization {
    /// The organization's name.
    #[garde(dive)]
    pub name: ShortText,
    /// The organization's mission.
    #[garde(dive)]
    pub mission: Option<Paragraph>,
}

impl Operation for CreateOrganization {
    const ACT: Act = Act::CreateOrganization;
    type Locator = AllianceRef;
    type AccessMode = Write;
    type Output = Organization;

    async fn execute(
        self,
        mut unit: UnitOfWork<Self>,
        alliance: Located<Self>,
    ) -> Result<Done<Self>> {
        let Self { name, mission } = self;
        let row = Model {
            id: unit.id(),
            alliance_id: alliance.id,
            name_key: Some(skeleton(name.as_str())),
            name,
            mission,
            status: ThingStatus::Active,
            version: unit.revision(),
            created_at: unit.now(),
        };
        let new = unit.create::<Entity>(row).await?;
        unit.flush().await.on_unique_violation(ErrorCode::NameTaken, "/name", NAME_TAKEN)?;
        unit.commit(new.id, |by| Organization::from_row(new, by)).await
    }
}

sorts! {
    /// The orders in which organizations can be listed.
    OrganizationSort of organization {
        Name "By name, from A." NameDesc "By name, from Z." Name |row| SortKey::Text(row.name.0.clone());
        CreatedAt "The oldest first." CreatedAtDesc "The newest first." CreatedAt |row| SortKey::Timestamp(row.created_at);
    }
}

/// Which organizations of an alliance to list.
#[derive(Clone, Debug, Default, Deserialize, IntoParams, InputObject, Validate)]
#[serde(deny_unknown_fields, default)]
#[into_params(parameter_in = Query)]
pub struct OrganizationFilter {
    /// Only organizations with this status.
    #[garde(skip)]
    pub status: Option<ThingStatus>,
}

/// The operation that lists them.
pub type ListOrganizations = List<OrganizationFilter>;

impl OfRevision for ListOrganizations {}

impl Filter for OrganizationFilter {
    const ACT: Act = Act::ListOrganizations;
    type Locator = AllianceRef;
    type Thing = Organization;
    type Sort = OrganizationSort;

    fn rows(self, view: &View, alliance: &Located<List<Self>>) -> Select<Entity> {
        let Self { status } = self;
        view.children_of::<Entity, _>(alliance.id)
            .apply_if(status, |rows, status| rows.filter(Column::Status.eq(status)))
    }
}

/// Asks for one organization.
pub type GetOrganization = Get<Organization>;

impl OfRevision for GetOrganization {}

impl Readable for Organization {
    const ACT: Act = Act::GetOrganization;
    type Locator = OrganizationId;
}

/// What to change of an organization; what is not named stays.
#[derive(Clone, Debug, Deserialize, ToSchema, InputObject, Validate)]
#[serde(deny_unknown_fields)]
#[graphql(name = "ChangeOrganizationInput")]
pub struct ChangeOrganization {
    /// The organization's name.
    #[serde(default)]
    #[schema(value_type = ShortText, required = false)]
    #[garde(dive)]
    pub name: Change<ShortText>,
    /// The organization's mission.
    #[serde(default)]
    #[schema(value_type = Option<Paragraph>)]
    #[garde(dive)]
    pub mission: Patch<Paragraph>,
}

impl Operation for ChangeOrganization {
    const ACT: Act = Act::ChangeOrganization;
    type Locator = OrganizationId;
    type AccessMode = Write;
    type Output = Organization;

    async fn execute(self, mut unit: UnitOfWork<Self>, was: Located<Self>) -> Result<Done<Self>> {
        let Self { name, mission } = self;
        let changed = unit.change(was, |organization| {
            name.apply(&mut organization.name);
            organization.name_key = Some(skeleton(organization.name.as_str()));
            mission.apply(&mut organization.mission);
        });
        let now = changed.await?;
        unit.flush().await.on_unique_violation(ErrorCode::NameTaken, "/name", NAME_TAKEN)?;
        unit.commit(now.id, |by| Organization::from_row(now, by)).await
    }
}

/// Says that an organization no longer takes part.
#[derive(Clone, Debug, Validate)]
pub struct ArchiveOrganization {}

impl Operation for ArchiveOrganization {
    const ACT: Act = Act::ArchiveOrganization;
    type Locator = OrganizationId;
    type AccessMode = Write;
    type Output = Organization;

    async fn execute(self, mut unit: UnitOfWork<Self>, was: Located<Self>) -> Result<Done<Self>> {
        let partners = members::who_speak_for(&*unit, was.id, NAMED + 1).await?;
        if !partners.is_empty() {
            return Err(Refusal::new(ErrorCode::InUse, still_speak(&partners)).into());
        }
        let now = unit.change(was, |it| it.status = ThingStatus::Archived).await?;
        unit.commit(now.id, |by| Organization::from_row(now, by)).await
    }
}

/// How many partners a refusal names.
const NAMED: u64 = 5;

fn still_speak(partners: &[entity::member::Model]) -> String {
    let named = partners.iter().take(NAMED as usize).map(|member| member.name.as_str());
    let names = named.collect::<Vec<_>>().join(", ");
    let others = if partners.len() > NAMED as usize { " and others" } else { "" };
    format!("{names}{others} still speak for it; remove them, or let them speak for another.")
}

/// Says that an organization takes part again.
#[derive(Clone, Debug, Validate)]
pub struct RestoreOrganization {}

impl Operation for RestoreOrganization {
    const ACT: Act = Act::RestoreOrganization;
    type Locator = OrganizationId;
    type AccessMode = Write;
    type Output = Organization;

    async fn execute(self, mut unit: UnitOfWork<Self>, was: Located<Self>) -> Result<Done<Self>> {
        let now = unit.change(was, |it| it.status = ThingStatus::Active).await?;
        unit.flush().await.on_unique_violation(ErrorCode::NameTaken, "", NAME_TAKEN)?;
        unit.commit(now.id, |by| Organization::from_row(now, by)).await
    }
}
