//! Inviting somebody.

use async_graphql::{InputObject, SimpleObject};
use entity::invitation::{Entity, Model};
use entity::types::{Email, InvitationStatus, OrganizationId, Role, Secret, ShownOnce, Timestamp};
use garde::Validate;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::Invitation;
use crate::app::alliance::members::place;
use crate::app::{App, Call, Done, Input, Located, Operation, Present, Write, shown_once};
use crate::auth::keys::{KeyKind, SecretHash, mint};
use crate::error::{AppError, ErrorCode, Refusal, Result, Violation};
use crate::policy::Act;
use crate::store::{AllianceRef, UnitOfWork, members};

/// An invitation, with the token by which it is accepted.
#[derive(Clone, Debug, Serialize, ToSchema, SimpleObject)]
#[graphql(serial)]
pub struct InvitationWithToken {
    /// The invitation.
    pub invitation: Invitation,
    /// What the invited needs to accept it; it is shown this once.
    pub token: ShownOnce,
}

shown_once! { InvitationWithToken }

/// What it takes to invite somebody. An open invitation for the same address is taken back.
#[derive(Clone, Debug, Deserialize, ToSchema, InputObject, Validate)]
#[serde(deny_unknown_fields)]
#[graphql(name = "CreateInvitationInput")]
pub struct CreateInvitation {
    /// What the invited will be.
    #[garde(skip)]
    pub role: Role,
    /// Whether they will be a steward; never a funder.
    #[serde(default)]
    #[graphql(default)]
    #[garde(skip)]
    pub steward: bool,
    /// The organization for which a partner will speak; for others none.
    #[garde(skip)]
    pub organization_id: Option<OrganizationId>,
    /// The account that may accept it; whoever has the token where none is said.
    #[garde(dive)]
    pub email: Option<Email>,
    /// For how many days it can be accepted, 1 to 90.
    #[serde(default = "fortnight")]
    #[schema(minimum = 1, maximum = 90, default = 14)]
    #[graphql(default = 14)]
    #[garde(range(min = 1, max = 90))]
    pub days: i32,
}

fn already_member() -> AppError {
    let said = "An account with this address is a member already.";
    Violation::new(ErrorCode::AlreadyMember, said).at("/email").into()
}

fn fortnight() -> i32 {
    14
}

impl Input for CreateInvitation {
    type Operation = PreparedCreateInvitation;

    async fn prepare(self, app: &App, _: &Call) -> Result<PreparedCreateInvitation> {
        let minted = mint(KeyKind::Invitation, &app.random);
        Ok(PreparedCreateInvitation { asked: self, hash: minted.hash, token: minted.secret })
    }
}

/// [`CreateInvitation`] whose token is made.
#[derive(Clone, Debug)]
pub struct PreparedCreateInvitation {
    asked: CreateInvitation,
    hash: SecretHash,
    token: Secret,
}

impl Operation for PreparedCreateInvitation {
    const ACT: Act = Act::CreateInvitation;
    type Locator = AllianceRef;
    type AccessMode = Write;
    type Output = InvitationWithToken;

    async fn execute(
        self,
        mut unit: UnitOfWork<Self>,
        alliance: Located<Self>,
    ) -> Result<Done<Self>> {
        let CreateInvitation { role, steward, organization_id, email, days } = self.asked;
        place(&*unit, role, steward, organization_id).await?;
        let email_key = email.as_ref().map(Email::key);
        if let Some(key) = &email_key {
            if members::is_member(&*unit, alliance.id, key).await? {
                return Err(already_member());
            }
            unit.revoke_invitations(alliance.id, key, None).await?;
        }
        let invited_by = unit.member().ok_or_else(Refusal::missing)?;
        let row = Model {
            id: unit.id(),
            alliance_id: alliance.id,
            email,
            email_key,
            role,
            steward,
            organization_id,
            token_hash: self.hash.to_vec(),
            status: InvitationStatus::Open,
            invited_by,
            member_id: None,
            expires_at: Timestamp::new(
                unit.now().time() + chrono::Days::new(days.unsigned_abs().into()),
            ),
            version: unit.revision(),
            created_at: unit.now(),
        };
        let new = unit.create::<Entity>(row).await?;
        let token = ShownOnce::from(self.token);
        unit.commit(new.id, |by| InvitationWithToken {
            invitation: Invitation::from_row(new, by),
            token,
        })
        .await
    }
}
