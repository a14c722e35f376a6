//! The members of an alliance: accounts with a role there.
//!
//! A steward changes roles and removes members; whoever wants to leave removes themselves. An
//! alliance always has a steward. Who was removed keeps their name in history. Whoever is removed or
//! is a partner no more leaves nothing behind of what they had answered and nobody had seen.

mod change;

pub(super) use change::place;
pub use change::{ChangeMember, RemoveMember};

use async_graphql::{InputObject, SimpleObject};
use entity::member::{Column, Entity};
use entity::types::{
    AllianceId, MemberId, MemberStatus, OrganizationId, Role, ShortText, Timestamp, UserId,
};
use garde::Validate;
use sea_orm::{ColumnTrait, QueryFilter, QueryTrait, Select};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use crate::app::{Filter, Get, List, Located, Readable, present, sorts};
use crate::policy::{Act, Standing, viewer_can};
use crate::store::{AllianceRef, Found, Reader, SortKey, View};

/// A user in an alliance, with a role there.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema, SimpleObject)]
#[graphql(complex, serial)]
pub struct Member {
    /// The member.
    pub id: MemberId,
    /// The alliance.
    pub alliance_id: AllianceId,
    /// The account.
    pub user_id: UserId,
    /// The name by which the alliance knows this person.
    pub name: ShortText,
    /// What this person is there.
    pub role: Role,
    /// Whether they keep the alliance's members and indicators.
    pub steward: bool,
    /// The organization for which a partner speaks.
    #[schema(required)]
    pub organization_id: Option<OrganizationId>,
    /// Who invited them; null for whoever founded the alliance.
    #[schema(required)]
    pub invited_by: Option<MemberId>,
    /// Since when they speak for an organization; null for whoever is no partner.
    #[schema(required)]
    pub partner_since: Option<Timestamp>,
    /// Whether they take part.
    pub status: MemberStatus,
    /// The revision of the last change.
    pub version: i64,
    /// When they joined.
    pub created_at: Timestamp,
    /// The operations that you may carry out on this thing now, by their short names.
    #[schema(max_items = 40)]
    pub viewer_can: Vec<&'static str>,
}

present! {
    Member of member |row, by| {
        columns {
            id, alliance_id, user_id, name, role, steward, organization_id, invited_by, partner_since,
            status, version, created_at,
        }
        before { viewer_can => member_can(&row, by) }
    }
}

/// What may be done with a member; nothing once they take part no more.
fn member_can(row: &Found<Entity>, by: &Standing) -> Vec<&'static str> {
    if row.status == MemberStatus::Active { viewer_can(by, row) } else { Vec::new() }
}

sorts! {
    /// The orders in which members can be listed.
    MemberSort of member {
        Name "By name, from A." NameDesc "By name, from Z." Name |row| SortKey::Text(row.name.0.clone());
        CreatedAt "The first to join first." CreatedAtDesc "The last to join first." CreatedAt |row| SortKey::Timestamp(row.created_at);
    }
}

/// Which members of an alliance to list.
#[derive(Clone, Debug, Default, Deserialize, IntoParams, InputObject, Validate)]
#[serde(deny_unknown_fields, default)]
#[into_params(parameter_in = Query)]
pub struct MemberFilter {
    /// Only members with this role.
    #[garde(skip)]
    pub role: Option<Role>,
    /// Only members with this status.
    #[garde(skip)]
    pub status: Option<MemberStatus>,
    /// Only members who speak for this organization.
    #[garde(skip)]
    pub organization: Option<OrganizationId>,
}

/// The operation that lists them.
pub type ListMembers = List<MemberFilter>;

impl Filter for MemberFilter {
    const ACT: Act = Act::ListMembers;
    type Locator = AllianceRef;
    type Thing = Member;
    type Sort = MemberSort;

    fn rows(self, view: &View, alliance: &Located<List<Self>>) -> Select<Entity> {
        let Self { role, status, organization } = self;
        view.children_of::<Entity, _>(alliance.id)
            .apply_if(role, |rows, role| rows.filter(Column::Role.eq(role)))
            .apply_if(status, |rows, status| rows.filter(Column::Status.eq(status)))
            .apply_if(organization, |rows, id| rows.filter(Column::OrganizationId.eq(id)))
    }
}

/// Asks for one member.
pub type GetMember = Get<Member>;

impl Readable for Member {
    const ACT: Act = Act::GetMember;
    type Locator = MemberId;
}
