//! Members.

use async_graphql::{ComplexObject, Context, Object, Result};
use entity::types::MemberId;

use crate::app::alliance::{
    Alliance, ChangeMember, GetMember, Member, MemberFilter, MemberSort, Organization, RemoveMember,
};
use crate::app::{Gone, List};
use crate::graphql::connection::Connection;
use crate::graphql::in_place::InPlace;
use crate::graphql::mutations::mutations;
use crate::graphql::request::{find, list, one};
use crate::store::AllianceRef;

/// What can be asked about members.
#[derive(Default)]
pub struct MembersQuery;

#[Object]
impl MembersQuery {
    /// One member.
    async fn member(&self, c: &Context<'_>, member: MemberId) -> Result<Option<InPlace<Member>>> {
        find(c, member, GetMember::default()).await
    }

    /// The members of an alliance; those who were removed are there too.
    async fn members(
        &self,
        c: &Context<'_>,
        alliance: AllianceRef,
        filter: Option<MemberFilter>,
        #[graphql(default)] sort: MemberSort,
        first: Option<u32>,
        after: Option<String>,
    ) -> Result<Connection<Member>> {
        list(c, alliance, List::of(filter, sort, first, after)).await
    }
}

mutations! {
    /// What can be done to members.
    MembersMutation |c|
    with_if_version {
        /// Change a member; only a partner speaks for an organization. What somebody had answered who is
        /// a partner no more, and nobody had seen, is deleted unread.
        change_member(member: MemberId, input: ChangeMember) -> Member => (member, input);
        /// Remove a member: a steward removes others, anybody themselves. What they had answered and
        /// nobody had seen is deleted unread.
        remove_member(member: MemberId) -> Gone => (member, RemoveMember {});
    }
}

#[ComplexObject]
impl Member {
    /// The alliance.
    async fn alliance(&self, c: &Context<'_>) -> Result<Option<InPlace<Alliance>>> {
        one(c, self.alliance_id, self.alliance_id).await
    }

    /// The organization for which a partner speaks.
    async fn organization(&self, c: &Context<'_>) -> Result<Option<InPlace<Organization>>> {
        match self.organization_id {
            Some(organization) => one(c, self.alliance_id, organization).await,
            None => Ok(None),
        }
    }
}
