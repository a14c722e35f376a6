//! Invitations.

use async_graphql::{ComplexObject, Context, Object, Result};
use entity::types::InvitationId;

use crate::app::List;
use crate::app::alliance::{
    AcceptInvitation, Accepted, Alliance, CreateInvitation, GetInvitation, Invitation,
    InvitationFilter, InvitationSort, InvitationWithToken, Member, Organization, RevokeInvitation,
    invitation_at,
};
use crate::graphql::connection::Connection;
use crate::graphql::in_place::InPlace;
use crate::graphql::mutations::mutations;
use crate::graphql::payload::Payload;
use crate::graphql::request::{change, find, list, one};
use crate::store::AllianceRef;

/// What can be asked about invitations.
#[derive(Default)]
pub struct InvitationsQuery;

#[Object]
impl InvitationsQuery {
    /// One invitation.
    async fn invitation(
        &self,
        c: &Context<'_>,
        invitation: InvitationId,
    ) -> Result<Option<InPlace<Invitation>>> {
        find(c, invitation, GetInvitation::default()).await
    }

    /// The invitations of an alliance.
    async fn invitations(
        &self,
        c: &Context<'_>,
        alliance: AllianceRef,
        filter: Option<InvitationFilter>,
        #[graphql(default)] sort: InvitationSort,
        first: Option<u32>,
        after: Option<String>,
    ) -> Result<Connection<Invitation>> {
        list(c, alliance, List::of(filter, sort, first, after)).await
    }
}

mutations! {
    /// What can be done to invitations.
    InvitationsMutation |c|
    with_if_version {
        /// Invite somebody; the answer holds the token, this once.
        create_invitation(alliance: AllianceRef, input: CreateInvitation) -> InvitationWithToken
            => (alliance, input);
        /// Take an invitation back.
        revoke_invitation(invitation: InvitationId) -> Invitation
            => (invitation, RevokeInvitation {});
    }
}

/// What can be done with an invitation that is only known by its token.
#[derive(Default)]
pub struct AcceptanceMutation;

#[Object]
impl AcceptanceMutation {
    /// Accept an invitation, with the account that is signed in or with a new one.
    async fn accept_invitation(
        &self,
        c: &Context<'_>,
        input: AcceptInvitation,
    ) -> Result<Payload<Accepted>> {
        match invitation_at(&input.token) {
            Ok(at) => change(c, at, input, None).await,
            Err(refusal) => Payload::refused(&refusal),
        }
    }
}

#[ComplexObject]
impl Invitation {
    /// The alliance.
    async fn alliance(&self, c: &Context<'_>) -> Result<Option<InPlace<Alliance>>> {
        one(c, self.alliance_id, self.alliance_id).await
    }

    /// The organization for which a partner will speak.
    async fn organization(&self, c: &Context<'_>) -> Result<Option<InPlace<Organization>>> {
        match self.organization_id {
            Some(organization) => one(c, self.alliance_id, organization).await,
            None => Ok(None),
        }
    }

    /// The member who invited.
    async fn inviter(&self, c: &Context<'_>) -> Result<Option<InPlace<Member>>> {
        one(c, self.alliance_id, self.invited_by).await
    }

    /// The member who came of it.
    async fn member(&self, c: &Context<'_>) -> Result<Option<InPlace<Member>>> {
        match self.member_id {
            Some(member) => one(c, self.alliance_id, member).await,
            None => Ok(None),
        }
    }
}
