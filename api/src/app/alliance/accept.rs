//! Accepting an invitation: with the account that is signed in, or with a new one.

use async_graphql::InputObject;
use entity::types::{Email, InvitationStatus, MemberStatus, Secret, ShortText, UserId};
use garde::Validate;
use serde::Deserialize;
use utoipa::ToSchema;

use super::Member;
use crate::app::access::new_password;
use crate::app::{App, Call, Done, Input, Located, Operation, Present, Write};
use crate::auth::keys::{self, KeyKind, SecretHash};
use crate::auth::passwords::StoredPassword;
use crate::error::{ErrorCode, OnUniqueViolation, Refusal, Result, Violation};
use crate::policy::{Act, Membership, Standing};
use crate::store::{Found, InvitationToken, OpenWrite, UnitOfWork, invitations, members, users};

/// What accepts an invitation: its token, and either a sign-in or what a new account takes.
#[derive(Clone, Debug, Deserialize, ToSchema, InputObject, Validate)]
#[serde(deny_unknown_fields)]
#[graphql(name = "AcceptInvitationInput")]
pub struct AcceptInvitation {
    /// The token.
    #[garde(dive)]
    pub token: Secret,
    /// The name by which the alliance will know you; your account's where none is said.
    #[garde(dive)]
    pub name: Option<ShortText>,
    /// The address of the new account; nothing where you are signed in.
    #[garde(dive)]
    pub email: Option<Email>,
    /// The password of the new account, 12 to 200 characters; nothing where you are signed in.
    #[schema(value_type = Option<String>, format = Password, min_length = 12, max_length = 200)]
    #[garde(dive)]
    pub password: Option<Secret>,
}

/// Who is to become a member.
#[derive(Clone, Debug)]
enum Who {
    /// Whoever is signed in.
    Account(UserId),
    /// A new account.
    New { email: Email, name: ShortText, password: StoredPassword },
}

/// [`AcceptInvitation`] whose token is read and whose new password is hashed.
#[derive(Clone, Debug)]
pub struct PreparedAcceptInvitation {
    hash: SecretHash,
    who: Who,
    name: Option<ShortText>,
}

fn not_open() -> Refusal {
    let said = "No open invitation goes with this token: it is not known, was accepted or taken \
                back, has run out, or is for an organization that takes part no more.";
    Violation::new(ErrorCode::InvitationNotOpen, said).at("/token").into()
}

/// Where the token leads.
///
/// # Errors
/// `invitation_not_open` for what is no token of an invitation.
pub fn invitation_at(token: &Secret) -> Result<InvitationToken, Refusal> {
    let hash = keys::read(KeyKind::Invitation, token.reveal()).map_err(|_| not_open())?;
    Ok(InvitationToken(hash.0))
}

impl Input for AcceptInvitation {
    type Operation = PreparedAcceptInvitation;

    async fn prepare(self, app: &App, call: &Call) -> Result<PreparedAcceptInvitation> {
        let hash = keys::read(KeyKind::Invitation, self.token.reveal()).map_err(|_| not_open())?;
        app.attempt_limiter.check(call.address, hash)?;
        let name = self.name.clone();
        let who = match call.actor.user {
            Some(user) => own_account(user, &self)?,
            None => new_account(app, self).await?,
        };
        Ok(PreparedAcceptInvitation { hash, who, name })
    }
}

/// Whoever is signed in and says what a new account takes may mean another than their own.
fn own_account(user: UserId, asked: &AcceptInvitation) -> Result<Who> {
    let given = [("/email", asked.email.is_some()), ("/password", asked.password.is_some())];
    let wrong = given.into_iter().filter(|(_, given)| *given).map(|(field, _)| {
        let said = "expected nothing, since you are signed in; sign out to make a new account";
        Violation::new(ErrorCode::FieldsClash, said).at(field)
    });
    Refusal::of(wrong).map_or(Ok(Who::Account(user)), |refusal| Err(refusal.into()))
}

async fn new_account(app: &App, asked: AcceptInvitation) -> Result<Who> {
    let AcceptInvitation { token: _, name, email, password } = asked;
    let missing = |field: &str| {
        let said = "expected, since nobody is signed in";
        Violation::new(ErrorCode::FieldsClash, said).at(format!("/{field}"))
    };
    match (email, name, password) {
        (Some(email), Some(name), Some(password)) => {
            let password = new_password(app, &password, &email, "/password").await?;
            Ok(Who::New { email, name, password })
        }
        (email, name, password) => {
            let all = [
                email.is_none().then(|| missing("email")),
                name.is_none().then(|| missing("name")),
                password.is_none().then(|| missing("password")),
            ];
            Err(Refusal::of(all.into_iter().flatten()).unwrap_or_else(not_open).into())
        }
    }
}

impl Operation for PreparedAcceptInvitation {
    const ACT: Act = Act::AcceptInvitation;
    type Locator = InvitationToken;
    type AccessMode = Write;
    type Output = Member;

    fn anonymous_credential(&self) -> Option<Vec<u8>> {
        Some(self.hash.to_vec())
    }

    async fn execute(
        self,
        mut unit: UnitOfWork<Self>,
        invitation: Located<Self>,
    ) -> Result<Done<Self>> {
        let over = invitation.expires_at <= unit.now();
        let open = invitation.status == InvitationStatus::Open && !over;
        if !open || !invitations::holds_good(&*unit, &invitation).await? {
            return Err(not_open().into());
        }
        let account = account(&mut unit, self.who).await?;
        let meant = invitation.email.as_ref().is_none_or(|email| email.key() == account.email_key);
        if !meant {
            return Err(not_open().into());
        }
        let name = self.name.unwrap_or(account.name);
        let member = join(&mut unit, &invitation, account.id, name).await?;
        unit.speaks(None, &member).await?;
        let id = member.id;
        unit.change(invitation, |it| {
            it.status = InvitationStatus::Accepted;
            it.member_id = Some(id);
        })
        .await?;
        unit.stand(standing(&member));
        unit.commit(id, |by| Member::from_row(member, by)).await
    }
}

async fn account(unit: &mut OpenWrite, who: Who) -> Result<entity::user::Model> {
    let (email, name, password) = match who {
        Who::Account(user) => {
            let found = users::enabled(unit, user).await?;
            return found
                .ok_or_else(|| Refusal::new(ErrorCode::NotSignedIn, "Sign in first.").into());
        }
        Who::New { email, name, password } => (email, name, password),
    };
    let row = entity::user::Model {
        id: unit.id(),
        email_key: email.key(),
        email,
        name,
        password_hash: Some(password.0),
        password_temporary: false,
        admin: false,
        disabled: false,
        version: 1,
        created_at: unit.now(),
    };
    let said = "An account has this e-mail address; sign in with it, then accept.";
    let new = unit.create::<entity::user::Entity>(row).await?;
    unit.flush().await.on_unique_violation(ErrorCode::EmailTaken, "/email", said)?;
    Ok(new.row())
}

/// Makes the account a member, or a member again who had been removed.
async fn join(
    unit: &mut OpenWrite,
    invitation: &entity::invitation::Model,
    user: UserId,
    name: ShortText,
) -> Result<Found<entity::member::Entity>> {
    let (role, steward) = (invitation.role, invitation.steward);
    let organization_id = invitation.organization_id;
    match members::of_user(unit, invitation.alliance_id, user).await? {
        Some(there) if there.status == MemberStatus::Active => Err(Refusal::new(
            ErrorCode::AlreadyMember,
            "You are a member of this alliance already.",
        )
        .into()),
        Some(there) => {
            unit.change(there, |member| {
                member.name = name;
                member.role = role;
                member.steward = steward;
                member.organization_id = organization_id;
                member.status = MemberStatus::Active;
            })
            .await
        }
        None => {
            let row = entity::member::Model {
                id: unit.id(),
                alliance_id: invitation.alliance_id,
                user_id: user,
                name,
                role,
                steward,
                organization_id,
                status: MemberStatus::Active,
                version: unit.revision(),
                created_at: unit.now(),
            };
            unit.create::<entity::member::Entity>(row).await
        }
    }
}

fn standing(member: &entity::member::Model) -> Standing {
    Standing::Member(Membership {
        id: member.id,
        user: member.user_id,
        alliance: member.alliance_id,
        role: member.role,
        steward: member.steward,
        organization: member.organization_id,
        archived: false,
        scopes: None,
    })
}
